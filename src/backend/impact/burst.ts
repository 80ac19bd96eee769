import { atLeast } from './distributions';
import type { LocalGrid } from './grid';

const minute = 60_000;
const hour = 60 * minute;

/**
 * What the errors of a moment say. `alarm`: a burst; `watch`: more than usual; `high`: within what is usual, but not so
 * plainly that a burst is over; `calm`: as usual; `unknown`: no counts.
 */
export type ErrorsSay = 'alarm' | 'watch' | 'high' | 'calm' | 'unknown';

/** Levels of the burst test, and how many times the usual errors must be: a rise can be certain and trifling. */
const levels = { alarm: 1e-5, watch: 1e-3, calm: 0.05 };
const times = { alarm: 2.5, watch: 1.5 };
const fewest = { alarm: 5, watch: 3 };
/** A squared residual counts at most this many times the variance towards φ. */
const cap = 10;

/** Watches the counts of error lines, bucket after bucket. */
export interface ErrorWatch {
  /** Usual errors of the bucket, as far as was known when it began. */
  usual(i: number): number;
  /** Judges the windows that end with bucket i. */
  judge(i: number): ErrorsSay;
  /** Errors of buckets [from, to), and variance over mean of 10-minute windows. */
  found(from: number, to: number): number;
  readonly phi: number;
  /** Tells that a burst is over since bucket `at`: no window reaches back past it. */
  over(at: number): void;
  /** Tells that bucket i counts as usual. Call for every bucket in order. */
  learn(i: number, counts: boolean): void;
  forget(from: number, to: number): void;
}

/**
 * Error burst test. Usual errors of a bucket: the larger of the mean of the six hours before (the half hour before the
 * window left out) and the mean of the same local hour of up to seven days before, the largest left out where there are
 * three or more; buckets of bursts count for neither. Being the larger of two it errs to the quiet side. φ from the
 * residuals of 10-minute windows over all errors given; p = P(Y ≥ errors), quasi-negative-binomial, on windows of
 * 10 and 60 minutes; an alarm needs p < 0.001 %, 2.5 times the usual and 5 lines.
 * @param errors by bucket of the orders' grid, `NaN` where not known
 */
export function watchErrors(grid: LocalGrid, errors: ArrayLike<number>): ErrorWatch {
  const { bucketMs, count, perDay, slot, bucketOf } = grid;
  const buckets = (ms: number) => Math.max(1, Math.round(ms / bucketMs));
  const windows = [buckets(10 * minute), buckets(60 * minute)];
  const [recent, gap, around] = [buckets(6 * hour), buckets(30 * minute), buckets(30 * minute)];
  const clean = new Float64Array(count + 1);
  const known = new Float64Array(count + 1);
  const all = new Float64Array(count + 1);
  const seen = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    const value = errors[i] ?? NaN;
    all[i + 1] = (all[i] ?? 0) + (value >= 0 ? value : 0);
    seen[i + 1] = (seen[i] ?? 0) + (value >= 0 ? 1 : 0);
  }
  clean.set(all);
  known.set(seen);
  const part = (sums: Float64Array, from: number, to: number) =>
    (sums[Math.min(count, Math.max(0, to))] ?? 0) - (sums[Math.min(count, Math.max(0, from))] ?? 0);

  /** Usual errors per bucket for a window that begins with bucket `from`. */
  const rate = (from: number) => {
    const n = part(known, from - gap - recent, from - gap);
    const lately = n >= gap ? (part(clean, from - gap - recent, from - gap) + 0.5) / (n + 1) : NaN;
    let [days, sum, largest] = [0, 0, 0];
    for (let k = 1; k <= 7; k++) {
      const there = (slot[from] ?? 0) - k * perDay;
      const j = there < 0 ? -1 : (bucketOf[there] ?? -1);
      const of = j < 0 ? 0 : part(known, j - around, j + around + 1);
      if (of <= around) {
        continue;
      }
      const mean = part(clean, j - around, j + around + 1) / of;
      days++;
      sum += mean;
      largest = Math.max(largest, mean);
    }
    const daily = days === 0 ? NaN : days >= 3 ? (sum - largest) / (days - 1) : sum / days;
    return Number.isNaN(lately) ? daily : Number.isNaN(daily) ? lately : Math.max(lately, daily);
  };

  const phi = dispersion(windows[0] ?? 1, count, rate, (from, to) =>
    part(seen, from, to) === to - from ? part(all, from, to) : NaN
  );
  let earliest = 0;
  clean.fill(0);
  known.fill(0);

  const put = (i: number, counts: boolean) => {
    const value = errors[i] ?? NaN;
    const ok = counts && value >= 0;
    clean[i + 1] = (clean[i] ?? 0) + (ok ? value : 0);
    known[i + 1] = (known[i] ?? 0) + (ok ? 1 : 0);
  };

  return {
    usual: rate,
    found: (from, to) => part(all, from, to),
    phi,
    over(at) {
      earliest = at;
    },
    learn: put,
    forget(from, to) {
      for (let i = from; i < to; i++) {
        put(i, false);
      }
    },
    judge(i) {
      const value = errors[i] ?? NaN;
      if (!(value >= 0)) {
        return 'unknown';
      }
      let says: ErrorsSay = 'unknown';
      windows.forEach((length, index) => {
        const from = i + 1 - length;
        const usual = from < earliest || part(seen, from, i + 1) < length ? NaN : rate(from) * length;
        if (Number.isNaN(usual)) {
          return;
        }
        const found = part(all, from, i + 1);
        const p = found <= usual ? 1 : atLeast(found, usual, phi);
        if (p < levels.alarm && found >= Math.max(fewest.alarm, times.alarm * usual)) {
          says = 'alarm';
        } else if (says !== 'alarm' && p < levels.watch && found >= Math.max(fewest.watch, times.watch * usual)) {
          says = 'watch';
        } else if (says === 'unknown' && index === 0) {
          says = p > levels.calm ? 'calm' : 'high';
        }
      });
      return says;
    },
  };
}

function dispersion(
  length: number,
  count: number,
  rate: (from: number) => number,
  found: (from: number, to: number) => number
): number {
  const [squares, means]: [number[], number[]] = [[], []];
  for (let at = 0; at + length <= count; at += length) {
    const value = found(at, at + length);
    const usual = Number.isNaN(value) ? NaN : rate(at) * length;
    if (usual > 0) {
      squares.push((value - usual) ** 2);
      means.push(usual);
    }
  }
  const mean = means.reduce((sum, value) => sum + value, 0);
  let phi = mean === 0 ? 1 : squares.reduce((sum, value) => sum + value, 0) / mean;
  for (let round = 0; round < 6; round++) {
    const limit = cap * Math.max(1, phi);
    phi = mean === 0 ? 1 : squares.reduce((sum, value, n) => sum + Math.min(value, limit * (means[n] ?? 0)), 0) / mean;
  }
  return Math.max(1, phi);
}
