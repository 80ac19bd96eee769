import { PendingCall } from './pending-call';
import { refusalOf } from './refusal';
import type { PoolCallOptions } from './pool-options';
import type { Timing } from './process';

/** A call of a pool, from its asking to its answer. */
export class WaitingCall {
  readonly method: string;
  readonly params: unknown;
  readonly options: PoolCallOptions;
  readonly caller: string;
  readonly #pending: PendingCall;

  /** @param leave called if it ends while it waits */
  constructor(method: string, params: unknown, options: PoolCallOptions, timing: Timing, leave: () => void) {
    this.method = method;
    this.params = params;
    this.options = options;
    this.caller = options.caller ?? '';
    this.#pending = new PendingCall(options, timing, leave);
    const refusal = refusalOf(options, timing);
    if (refusal !== undefined) {
      this.#pending.reject(refusal);
    }
  }

  get answer(): Promise<unknown> {
    return this.#pending.answer;
  }

  get isWaiting(): boolean {
    return this.#pending.isWaiting;
  }

  refuse(error: Error): void {
    this.#pending.reject(error);
  }

  /** Passes on what a process answers. */
  follow(answer: Promise<unknown>): void {
    answer.then(
      (value) => this.#pending.resolve(value),
      (error: unknown) => this.#pending.reject(error instanceof Error ? error : new Error(String(error)))
    );
  }
}
