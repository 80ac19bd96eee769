import { DateTime } from 'luxon';
import type { Comparison, KpiBucket, MetricsQuery } from '../../../query';
import type { TimeRange } from '../../grafana';
import { periodOf } from '../common/range';
import { bucketEnd, bucketsOf, shiftDays } from '../common/zone';
import { holidayNear, type Holiday } from './holidays';

/** A stretch of time and, for series, the starts of its buckets. */
export interface Stretch {
  readonly range: TimeRange;
  readonly buckets: readonly number[];
}

/** What a query counts: now, and for comparison an earlier stretch whose buckets stand in the same order. */
export interface Stretches {
  readonly now: Stretch;
  readonly before: Stretch | undefined;
  /** Start of the bucket, or of the period, that is not over yet. */
  readonly openFrom: number | undefined;
  /** The holiday that both stretches have in common, where that was asked for and one is near. */
  readonly holiday: Holiday | undefined;
}

type Times = Pick<MetricsQuery, 'bucket' | 'period' | 'compare'>;

/**
 * Series begin and end on whole buckets, but never later than now: buckets of the future are left out. The comparison is
 * the same stretch of the local calendar and clock some time earlier, so its last bucket is cut like today's.
 */
export function stretchesOf(
  { bucket, period, compare }: Times,
  dashboard: TimeRange,
  now: number,
  zone: string
): Stretches {
  const asked = periodOf(period, dashboard, now, zone);
  const end = Math.min(asked.to, Math.max(now, asked.from));
  const inSteps = bucket === 'none' ? undefined : bucket;
  const goesOn = period === 'today' || period.startsWith('this_');
  const to = inSteps === undefined || goesOn || end === now ? end : Math.min(now, bucketEnd(inSteps, end - 1, zone));
  const buckets = inSteps === undefined ? [] : bucketsOf(inSteps, asked.from, Math.max(to, asked.from + 1), zone);
  const current = { range: { from: buckets[0] ?? asked.from, to }, buckets };
  const last = buckets.at(-1);
  const openFrom =
    inSteps === undefined
      ? goesOn
        ? current.range.from
        : undefined
      : last !== undefined && bucketEnd(inSteps, last, zone) > now
        ? last
        : undefined;
  const holiday = compare === 'same_holiday_last_year' ? holidayNear(current.range, zone) : undefined;
  const shift = shiftOf(compare, bucket, current, zone, holiday?.days ?? 364);
  return {
    now: current,
    before: shift && {
      range: { from: shift(current.range.from), to: shift(current.range.to) },
      buckets: buckets.map(shift),
    },
    openFrom,
    holiday: holiday?.holiday,
  };
}

/** How a moment of the stretch is moved into the one that it is compared with. */
function shiftOf(
  compare: Comparison,
  bucket: KpiBucket,
  { range, buckets }: Stretch,
  zone: string,
  holidayDays: number
): ((at: number) => number) | undefined {
  const minus = (unit: 'months' | 'years') => (at: number) =>
    DateTime.fromMillis(at, { zone })
      .minus({ [unit]: 1 })
      .toMillis();
  switch (compare) {
    case 'none':
      return undefined;
    case 'previous_period':
      return previous(bucket, range, buckets, zone);
    case 'day_ago':
      return (at) => shiftDays(at, -1, zone);
    case 'week_ago':
      return (at) => shiftDays(at, -7, zone);
    case 'month_ago':
      return minus('months');
    case 'year_ago':
      return minus('years');
    case 'year_ago_weekday':
      return (at) => shiftDays(at, -364, zone);
    case 'same_holiday_last_year':
      return (at) => shiftDays(at, -holidayDays, zone);
  }
}

/** Series move by as many buckets as they have, whole local days by days, anything else by its length. */
function previous(
  bucket: KpiBucket,
  { from, to }: TimeRange,
  buckets: readonly number[],
  zone: string
): (at: number) => number {
  if (bucket !== 'none') {
    return (at) =>
      DateTime.fromMillis(at, { zone })
        .minus({ [bucket]: buckets.length })
        .toMillis();
  }
  const [start, end] = [from, to].map((at) => DateTime.fromMillis(at, { zone }));
  const whole = [start, end].every((each) => each !== undefined && +each.startOf('day') === +each);
  const days = start === undefined || end === undefined ? 0 : Math.round(end.diff(start, 'days').days);
  return whole && days > 0 ? (at) => shiftDays(at, -days, zone) : (at) => at - (to - from);
}

/** The stretch's buckets with their ends; the whole range where there are none. */
export function spansOf({ range, buckets }: Stretch): TimeRange[] {
  return buckets.length === 0
    ? [range]
    : buckets.map((from, index) => ({ from, to: Math.max(from, buckets[index + 1] ?? range.to) }));
}
