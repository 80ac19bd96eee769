/** What ends when its time is up. */
export interface Timed {
  readonly deadline: number;
  expire(): void;
}

/**
 * Watches over calls that all get the same time. They end in the order they began, so one timer for the first of them
 * serves all; a timer for each would cost more than many a call.
 */
export class Deadlines {
  readonly #waiting = new Set<Timed>();
  #isArmed = false;

  add(timed: Timed): void {
    this.#waiting.add(timed);
    if (!this.#isArmed) {
      this.#arm(timed);
    }
  }

  delete(timed: Timed): void {
    this.#waiting.delete(timed);
  }

  #arm(first: Timed): void {
    this.#isArmed = true;
    setTimeout(() => this.#check(), Math.max(1, first.deadline - Date.now())).unref();
  }

  #check(): void {
    this.#isArmed = false;
    const now = Date.now();
    for (const timed of this.#waiting) {
      if (timed.deadline > now) {
        this.#arm(timed);
        return;
      }
      this.#waiting.delete(timed);
      timed.expire();
    }
  }
}
