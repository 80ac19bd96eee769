import type { Awaitable } from './after';
import type { ErrorSource } from './errors';
import type { Failure } from './failure';
import type { CallContext } from './plugin';

/** Calls that Grafana makes, by the names its own metrics use. */
export type Endpoint =
  'checkHealth' | 'queryData' | 'queryChunkedData' | 'callResource' | 'subscribeStream' | 'publishStream' | 'runStream';

/** What a middleware sees of a call. */
export interface MiddlewareContext {
  readonly endpoint: Endpoint;
  readonly call: CallContext;
}

/** How a call ended. */
export interface Outcome {
  readonly status: 'ok' | 'error' | 'cancelled';
  /** Whose fault it is, where it did not end well. */
  readonly source?: ErrorSource;
  /** Set where the call as a whole failed; a query's own failure is in its response instead. */
  readonly failure?: Failure;
}

/**
 * Runs before and after a call. Calls `next` once and gives back its outcome, or throws to refuse the call; a `PluginError`
 * says whose fault that is. A call that needs no waiting is passed on without any, so `next` may answer at once.
 */
export type Middleware = (context: MiddlewareContext, next: () => Awaitable<Outcome>) => Awaitable<Outcome>;

/** One middleware that runs all, the first outermost. */
export function compose(middlewares: readonly Middleware[]): Middleware {
  return (context, next) => {
    const run = (index: number): Awaitable<Outcome> => {
      const middleware = middlewares[index];
      return middleware === undefined ? next() : middleware(context, () => run(index + 1));
    };
    return run(0);
  };
}
