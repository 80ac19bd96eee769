import type { Timed } from './deadlines';

/** Tells a call's work that nobody waits for it any more. The signal is made when somebody first asks for it: most calls end before. */
export class CallWatch implements Timed {
  readonly deadline: number;
  #controller: AbortController | undefined;
  #reason: DOMException | undefined;
  #isOver = false;

  constructor(deadline: number) {
    this.deadline = deadline;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) {
        this.#controller.abort(this.#reason);
      }
    }
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#reason !== undefined;
  }

  /** The host cancelled the call, or gRPC did because its time is up. */
  cancel(): void {
    this.#abort(Date.now() >= this.deadline ? 'TimeoutError' : 'AbortError');
  }

  expire(): void {
    this.#abort('TimeoutError');
  }

  /** The call has been answered: what comes now is too late to matter. */
  close(): void {
    this.#isOver = true;
  }

  #abort(name: 'TimeoutError' | 'AbortError'): void {
    if (this.#isOver || this.#reason !== undefined) {
      return;
    }
    this.#reason = new DOMException(name === 'TimeoutError' ? 'out of time' : 'cancelled', name);
    this.#controller?.abort(this.#reason);
  }
}
