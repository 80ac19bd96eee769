import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn: well below the 10 that the event loop may be held. */
const longest = 2;

/** Divides long work into turns of the event loop. */
export class Turns {
  #until = 0;

  /** Waits for the next turn if this one has lasted long enough. */
  async pause(): Promise<void> {
    if (performance.now() >= this.#until) {
      await setImmediate();
      this.#until = performance.now() + longest;
    }
  }
}
