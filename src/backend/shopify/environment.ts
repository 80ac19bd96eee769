import { ShopifyError } from './errors';
import { fail } from './fail';

/** What this room takes from the world; tests put their own in. */
export interface Environment {
  /** Sends one HTTP request. The backend puts one in that knows proxies and extra CA files. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 to less than 1; spreads retries. */
  readonly random: () => number;
  readonly log: Log;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Timers {
  /** Runs once after that many milliseconds; the function that comes back cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

type LogLine = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** Where this room tells what it does; never given a token or personal data. */
export interface Log {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
}

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** The real clock, timers and network; parts can be replaced. */
export function systemEnvironment(parts: Partial<Environment> = {}): Environment {
  return {
    fetch: (url, init) => fetch(url, init),
    clock: { now: () => Date.now() },
    timers: {
      after(milliseconds, run) {
        const handle = setTimeout(run, Math.min(milliseconds, 2 ** 31 - 1));
        return () => clearTimeout(handle);
      },
    },
    random: () => Math.random(),
    log: silent,
    ...parts,
  };
}

/** Resolves after that time; throws `cancelled` (or the signal's own reason) as soon as it is aborted. */
export function sleep(environment: Environment, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancellation(signal));
      return;
    }
    const stop = () => {
      cancel();
      reject(cancellation(signal));
    };
    const cancel = environment.timers.after(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** What an aborted signal means here; a `ShopifyError` given as its reason is kept. */
export function cancellation(signal: AbortSignal): ShopifyError {
  return signal.reason instanceof ShopifyError ? signal.reason : fail('cancelled', {}, { cause: signal.reason });
}
