import type { CallContext } from './plugin';

/** Calls that Grafana makes, by the names its own metrics use. */
export type Endpoint =
  'checkHealth' | 'queryData' | 'queryChunkedData' | 'callResource' | 'subscribeStream' | 'publishStream' | 'runStream';

/** What a middleware sees of a call. */
export interface MiddlewareContext {
  readonly endpoint: Endpoint;
  readonly call: CallContext;
}

/** Runs before and after a call; must call `next` once and give back its result, or throw. */
export type Middleware = (context: MiddlewareContext, next: () => Promise<unknown>) => Promise<unknown>;

/** One middleware that runs all, the first outermost. */
export function compose(middlewares: readonly Middleware[]): Middleware {
  return (context, next) => {
    const run = (index: number): Promise<unknown> => {
      const middleware = middlewares[index];
      return middleware === undefined ? next() : middleware(context, () => run(index + 1));
    };
    return run(0);
  };
}
