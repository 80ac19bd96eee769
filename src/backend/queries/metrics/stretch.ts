import type { MetricsQuery } from '../../../query';
import type { TimeRange } from '../../grafana';
import { periodOf } from '../common/range';
import { bucketEnd, bucketsOf, shiftDays } from '../common/zone';

/** A stretch of time and, for series, the starts of its buckets. */
export interface Stretch {
  readonly range: TimeRange;
  readonly buckets: readonly number[];
}

/** What a query counts: now, and for comparison a week before. */
export interface Stretches {
  readonly now: Stretch;
  readonly before: Stretch | undefined;
}

/**
 * Series begin and end on whole buckets, but never later than now: buckets of the future are left out. The comparison is
 * the same stretch of the local calendar and clock seven days earlier, so its last bucket is cut like today's.
 */
export function stretchesOf(
  { bucket: by, period, compare }: Pick<MetricsQuery, 'bucket' | 'period' | 'compare'>,
  dashboard: TimeRange,
  now: number,
  zone: string
): Stretches {
  const asked = periodOf(period === 'today' ? 'today' : 'dashboard', dashboard, now, zone);
  const end = Math.min(asked.to, Math.max(now, asked.from));
  const bucket = by === 'hour' || by === 'day' ? by : undefined;
  const to =
    bucket === undefined || period === 'today' || end === now ? end : Math.min(now, endOfBucket(bucket, end, zone));
  const buckets = bucket === undefined ? [] : bucketsOf(bucket, asked.from, Math.max(to, asked.from + 1), zone);
  const current = { range: { from: buckets[0] ?? asked.from, to }, buckets };
  if (compare === 'none') {
    return { now: current, before: undefined };
  }
  const shift = (at: number) => shiftDays(at, -7, zone);
  const range = { from: shift(current.range.from), to: shift(current.range.to) };
  return { now: current, before: { range, buckets: buckets.map(shift) } };
}

/** The end of the bucket before a moment that is an edge itself, else of the one it lies in. */
function endOfBucket(bucket: 'hour' | 'day', at: number, zone: string): number {
  return bucketEnd(bucket, at - 1, zone);
}
