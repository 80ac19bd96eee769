import { LogError } from '../errors';

/** Buckets `[startMs + i × stepMs, …)`, counted by Loki in parts of `fineMs`, which its own grid has too. */
export interface Grid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly buckets: number;
  readonly fineMs: number;
}

/** Buckets that one call may ask for. */
export const mostBuckets = 100_000;
const minute = 60_000;

/**
 * Loki evaluates at epoch multiples of the step, whatever is asked for. Buckets that begin elsewhere (a day in Seoul) are
 * made of the largest parts that begin at such multiples and add up to them. Throws `rangeInvalid`, `tooManyBuckets`.
 */
export function gridOf({
  fromMs,
  toMs,
  stepMs,
}: {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}): Grid {
  if (!Number.isSafeInteger(stepMs) || stepMs < 1000 || stepMs % 1000 !== 0) {
    throw new LogError('rangeInvalid', { reason: `step ${stepMs} ms` });
  }
  checkRange(fromMs, toMs);
  const coarsest = Math.min(stepMs, minute);
  const startMs = fromMs % coarsest === 0 ? fromMs : Math.floor(fromMs / stepMs) * stepMs;
  const fineMs = greatestCommonDivisor(stepMs, startMs % stepMs);
  const buckets = Math.max(1, Math.ceil((toMs - startMs) / stepMs));
  const parts = buckets * (stepMs / fineMs);
  if (parts > mostBuckets) {
    throw new LogError('tooManyBuckets', { buckets: parts, limit: mostBuckets });
  }
  return { startMs, stepMs, buckets, fineMs };
}

/** Throws `rangeInvalid` for times that are none, or that end before they begin. */
export function checkRange(fromMs: number, toMs: number): void {
  if (!(Number.isFinite(fromMs) && Number.isFinite(toMs) && fromMs >= 0 && toMs > fromMs && toMs <= 8.64e15)) {
    throw new LogError('rangeInvalid', { reason: `${fromMs} – ${toMs}` });
  }
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

/** A stretch of time in epoch milliseconds, its end not included. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Cuts a grid into stretches that are neither longer nor finer than Loki allows at once. */
export function gridWindows(
  grid: Grid,
  limits: { readonly points: number; readonly milliseconds: number }
): readonly Window[] {
  const parts = Math.max(1, Math.min(limits.points, Math.floor(limits.milliseconds / grid.fineMs)));
  return windowsOf({ fromMs: grid.startMs, toMs: grid.startMs + grid.buckets * grid.stepMs }, parts * grid.fineMs);
}

/** Cuts a stretch into ones of a length at most, oldest first. */
export function windowsOf({ fromMs, toMs }: Window, longestMs: number): readonly Window[] {
  const count = Math.max(1, Math.ceil((toMs - fromMs) / longestMs));
  return Array.from({ length: count }, (_, at) => ({
    fromMs: fromMs + at * longestMs,
    toMs: Math.min(toMs, fromMs + (at + 1) * longestMs),
  }));
}

/** Nanoseconds of epoch milliseconds, which may have a fraction. */
export function nanoseconds(milliseconds: number): bigint {
  const whole = Math.floor(milliseconds);
  return BigInt(whole) * 1_000_000n + BigInt(Math.floor((milliseconds - whole) * 1e6));
}
