import type { Environment } from '../shopify';

/** Clock, timers and dice; tests put their own in. */
export type Timing = Pick<Environment, 'clock' | 'timers' | 'random'>;

/** We were told to stop, for whatever reason. */
export class Stopped extends Error {}

/** Resolves after that time; rejects with the signal's reason as soon as it is aborted. */
export function pause({ timers }: Timing, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const stop = () => {
      cancel();
      reject(reasonOf(signal));
    };
    const cancel = timers.after(Math.ceil(milliseconds), () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Why a signal was aborted, as an error. */
export function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Stopped('stopped', { cause: signal.reason });
}

/** Of `backOff`, in milliseconds. */
export const longestBackOff = 5 * 60_000;

/** Milliseconds to wait before the next try: doubled each time, spread so that not all come back at one moment. */
export function backOff({ random }: Timing, failures: number, first = 1_000, most = longestBackOff): number {
  return Math.min(first * 2 ** Math.max(0, failures - 1), most) * (0.5 + random() / 2);
}
