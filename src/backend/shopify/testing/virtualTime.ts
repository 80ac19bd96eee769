import { setImmediate } from 'node:timers/promises';
import type { Clock, Timers } from '../environment';

/** A clock that stands still until everybody waits, then jumps to the next timer. */
export class VirtualTime implements Clock, Timers {
  #now: number;
  #order = 0;
  readonly #due = new Map<number, { readonly at: number; readonly run: () => void }>();

  constructor(start = Date.UTC(2026, 10, 20, 9, 0, 10)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const id = (this.#order += 1);
    this.#due.set(id, { at: this.#now + Math.max(0, milliseconds), run });
    return () => void this.#due.delete(id);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  /** Runs until the promise is settled; throws where nothing is left that could settle it. */
  async until<Value>(promise: Promise<Value>): Promise<Value> {
    const state = { open: true };
    const settled = promise.finally(() => {
      state.open = false;
    });
    settled.catch(() => undefined);
    for (let idle = 0; idle <= 20; idle += 1) {
      // Bodies of responses are read in a few turns of the event loop.
      for (let turn = 0; turn < 6; turn += 1) {
        await setImmediate();
        if (!state.open) {
          return await settled;
        }
      }
      if (this.#step()) {
        idle = 0;
      }
    }
    throw new Error('Everybody waits for something that never comes.');
  }

  #step(): boolean {
    let next: readonly [number, { at: number; run: () => void }] | undefined;
    for (const entry of this.#due) {
      if (next === undefined || entry[1].at < next[1].at) {
        next = entry;
      }
    }
    if (next === undefined) {
      return false;
    }
    this.#due.delete(next[0]);
    this.#now = Math.max(this.#now, next[1].at);
    next[1].run();
    return true;
  }
}
