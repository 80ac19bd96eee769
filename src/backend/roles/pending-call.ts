import { deferred } from './deferred';
import type { CallOptions, Timing } from './process';
import { cancelled, overdue } from './refusal';

/** A call that has gone to a child. */
export interface StartedCall {
  readonly answer: Promise<unknown>;
  /** Resolves when the child is done with it, or gone, however long ago the answer was given up. */
  readonly settled: Promise<void>;
}

/** The parent's side of a call: waited for until its answer, deadline or cancellation, whichever is first. */
export class PendingCall implements StartedCall {
  readonly #answer = deferred<unknown>();
  readonly #settled = deferred<undefined>();
  readonly #ended = deferred<undefined>();
  readonly #onEvent: CallOptions['onEvent'];
  readonly #stopWaiting: () => void;
  readonly #abandon: () => void;
  readonly #isOverdue: () => boolean;
  #isWaiting = true;

  /** @param abandon called if the answer is given up: at the deadline, by cancellation, or because `onEvent` threw */
  constructor({ signal, deadline, onEvent }: CallOptions, timing: Timing, abandon: () => void) {
    this.#onEvent = onEvent;
    this.#abandon = abandon;
    this.#isOverdue = () => timing.now() >= deadline;
    const cancel = () => this.#giveUp(cancelled(signal));
    const stopTimer = timing.after(deadline - timing.now(), () => this.#giveUp(overdue()));
    signal.addEventListener('abort', cancel, { once: true });
    this.#stopWaiting = () => {
      stopTimer();
      signal.removeEventListener('abort', cancel);
    };
  }

  get answer(): Promise<unknown> {
    return this.#answer.promise;
  }

  get settled(): Promise<undefined> {
    return this.#settled.promise;
  }

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Resolves when the event is taken, at the latest when nobody waits any more. */
  async event(event: unknown): Promise<void> {
    if (!this.#isWaiting || this.#onEvent === undefined) {
      return;
    }
    try {
      await Promise.race([this.#onEvent(event), this.#ended.promise]);
    } catch (error) {
      this.#giveUp(error instanceof Error ? error : new Error(String(error)));
    }
  }

  resolve(value: unknown): void {
    this.#end(() => this.#answer.resolve(value));
  }

  reject(error: Error): void {
    this.#end(() => this.#answer.reject(error));
  }

  /** The process is gone. Who is killed at the deadline may be gone before the timer here was heard. */
  lost(error: Error): void {
    this.reject(this.#isOverdue() ? overdue() : error);
  }

  settle(): void {
    this.#settled.resolve(undefined);
  }

  #giveUp(error: Error): void {
    this.reject(error);
    this.#abandon();
  }

  #end(give: () => void): void {
    if (this.#isWaiting) {
      this.#isWaiting = false;
      this.#stopWaiting();
      this.#ended.resolve(undefined);
      give();
    }
  }
}
