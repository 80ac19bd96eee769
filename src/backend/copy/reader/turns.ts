import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which long work lets others have the event loop. */
const turn = 4;

/** Cuts long work into turns. */
export class Turns {
  private since = performance.now();

  /** Waits for the next turn where this one took long enough; otherwise goes on at once. */
  next(): Promise<void> | undefined {
    return performance.now() - this.since < turn ? undefined : this.pause();
  }

  private async pause(): Promise<void> {
    await setImmediate();
    this.since = performance.now();
  }
}
