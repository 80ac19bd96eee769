/** Hands values over one at a time: who gives waits until who takes has come for the next. */
export class Handover<Value> {
  readonly #given: Value[] = [];
  #wakeTaker: () => void = () => undefined;
  #wakeGiver: () => void = () => undefined;
  #end: { readonly error?: unknown } | undefined;
  #isLeft = false;

  /** Resolves when the value is taken and the next is wanted. */
  async give(value: Value): Promise<void> {
    if (this.#isLeft) {
      return;
    }
    this.#given.push(value);
    this.#wakeTaker();
    await new Promise<void>((resolve) => {
      this.#wakeGiver = resolve;
    });
  }

  /** No more values; `error` is thrown to who takes. */
  end(failure: { readonly error?: unknown } = {}): void {
    this.#end = failure;
    this.#wakeTaker();
  }

  async *take(left: () => void): AsyncGenerator<Value> {
    try {
      for (;;) {
        const value = this.#given.shift();
        if (value !== undefined) {
          yield value;
          this.#wakeGiver();
        } else if (this.#end !== undefined) {
          if ('error' in this.#end) {
            throw this.#end.error;
          }
          return;
        } else {
          await new Promise<void>((resolve) => {
            this.#wakeTaker = resolve;
          });
        }
      }
    } finally {
      this.#isLeft = true;
      this.#wakeGiver();
      left();
    }
  }
}
