import { after, untilAborted } from './after';
import { failureOf, type Failure } from './failure';
import type { Asker, Messages } from './messages';
import type { Metrics } from './metrics';
import type { Middleware, Outcome } from './middleware';

/** Counts and times every call. */
export function measured(metrics: Metrics): Middleware {
  return ({ endpoint }, next) => {
    const began = performance.now();
    const record = (outcome: Outcome): Outcome => {
      metrics.record(endpoint, outcome, (performance.now() - began) / 1000);
      return outcome;
    };
    return after(next, record, (error) => {
      throw error;
    });
  };
}

/** Names every call that failed as a whole: with all of the error where it is the plugin's own. */
export const logged: Middleware = ({ endpoint, call }, next) => {
  const write = (outcome: Outcome): Outcome => {
    const { failure, status } = outcome;
    if (failure !== undefined && status !== 'cancelled') {
      const { message, source, error } = failure;
      call.log[source === 'plugin' ? 'error' : 'warn'](`${endpoint} failed`, { message, source, error });
    }
    return outcome;
  };
  return after(next, write, (error) => {
    throw error;
  });
};

/** Turns whatever a call throws into an outcome that says whose fault it is, so that nothing ends the process. */
export function recovered(messagesFor: (asker: Asker) => Messages): Middleware {
  return ({ call }, next) => {
    const failed = (error: unknown): Outcome => {
      const failure: Failure = failureOf(error, messagesFor(call));
      const isCancelled = failure.status === 499;
      return { status: isCancelled ? 'cancelled' : 'error', source: failure.source, failure };
    };
    return after<Outcome, Outcome>(next, (outcome) => outcome, failed);
  };
}

/** Longer than a single query gets: those that were in time are still to be answered. */
const grace = 400;

/** Ends a call whose time is up or that was cancelled, though its work may not heed the signal. */
export const limited: Middleware = ({ call }, next) => {
  const work = next();
  return work instanceof Promise ? untilAborted(work, call.signal, grace) : work;
};
