import { cancellation, type Environment } from './environment';
import { fail, seconds } from './fail';
import type { CallOptions, Priority } from './types';

/** Who waits for a shared piece of work. */
export type Waiter = Pick<CallOptions, 'signal' | 'deadline' | 'priority'>;

/** The work's side: aborted once nobody waits any more; deadline and priority are those of the most patient and urgent. */
export interface Flight {
  readonly signal: AbortSignal;
  deadline(): number;
  priority(): Priority;
}

interface Shared<Result> {
  readonly result: Promise<Result>;
  readonly waiters: Set<Waiter>;
  readonly controller: AbortController;
}

const urgency: readonly Priority[] = ['person', 'alert', 'background'];

/** Equal pieces of work at one time are one. Each waiter keeps its own deadline and may leave without disturbing others. */
export class Flights<Result> {
  readonly #environment: Environment;
  readonly #shared = new Map<string, Shared<Result>>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Throws `deadlinePassed`, `cancelled` (or the signal's own reason), and whatever the work throws. */
  async join(key: string, waiter: Waiter, work: (flight: Flight) => Promise<Result>): Promise<Result> {
    const { clock, timers } = this.#environment;
    const began = clock.now();
    const shared = this.#shared.get(key) ?? this.#start(key, waiter, work);
    shared.waiters.add(waiter);
    return await new Promise<Result>((resolve, reject) => {
      const leave = (error: Error) => {
        shared.waiters.delete(waiter);
        done();
        if (shared.waiters.size === 0) {
          this.#forget(key, shared);
          shared.controller.abort(error);
        }
        reject(error);
      };
      const cancel = () => leave(cancellation(waiter.signal));
      const stopTimer = timers.after(Math.max(0, waiter.deadline - began), () =>
        leave(fail('deadlinePassed', { seconds: seconds(waiter.deadline - began) }))
      );
      const done = () => {
        stopTimer();
        waiter.signal.removeEventListener('abort', cancel);
      };
      if (waiter.signal.aborted) {
        cancel();
        return;
      }
      waiter.signal.addEventListener('abort', cancel, { once: true });
      shared.result.then(resolve, reject).finally(done);
    });
  }

  #start(key: string, first: Waiter, work: (flight: Flight) => Promise<Result>): Shared<Result> {
    const waiters = new Set<Waiter>([first]);
    const controller = new AbortController();
    const result = Promise.resolve().then(() =>
      work({
        signal: controller.signal,
        deadline: () => Math.max(...[...waiters].map(({ deadline }) => deadline)),
        priority: () =>
          urgency.find((level) => [...waiters].some(({ priority }) => priority === level)) ?? 'background',
      })
    );
    const shared = { result, waiters, controller };
    this.#shared.set(key, shared);
    const forget = () => this.#forget(key, shared);
    result.then(forget, forget);
    return shared;
  }

  #forget(key: string, shared: Shared<Result>): void {
    if (this.#shared.get(key) === shared) {
      this.#shared.delete(key);
    }
  }
}
