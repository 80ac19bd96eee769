import { assess, type ImpactSeries, type Intervals } from '../../src/backend/impact';
import { dispersionOf } from '../../src/backend/impact/dispersion';
import { shortfallOf } from '../../src/backend/impact/shortfall';
import { between } from '../../src/backend/impact/sums';
import { learnUsual, type Usual } from '../../src/backend/impact/usual';
import { minute, week, type Shop } from './shop';

/** Width of the buckets that the shipped rules judge. */
export const bucketMinutes = 5;
export const bucketMs = bucketMinutes * 60_000;
/** A Monday, 00:00 UTC: the simulated shop's clock never changes. */
export const origin = Date.UTC(2026, 0, 5);

/** A loss put into a simulated shop, in its minutes. */
export interface Loss {
  readonly from: number;
  readonly to: number;
  /** Share of orders lost, 0 to 1. */
  readonly share: number;
}

function bucketed(minutes: Float64Array): Float64Array {
  const counts = new Float64Array(Math.floor(minutes.length / bucketMinutes));
  for (let m = 0; m < counts.length * bucketMinutes; m++) {
    const at = Math.floor(m / bucketMinutes);
    counts[at] = (counts[at] ?? 0) + (minutes[m] ?? 0);
  }
  return counts;
}

/** Judges all that follows a shop's history, bucket by bucket as the rules do, with error lines or without. */
export function judge({ orders, errors, historyMinutes }: Shop, withErrors = true): ImpactSeries {
  const counts = bucketed(orders);
  const to = origin + counts.length * bucketMs;
  return assess({
    now: to,
    zone: 'UTC',
    bucketMs,
    start: origin,
    from: origin + historyMinutes * minute,
    to,
    orders: counts,
    ...(withErrors ? { errors: { start: origin, counts: bucketed(errors) } } : {}),
  });
}

/** The shop with a loss, and the orders that it cost. */
export function withLoss(shop: Shop, { from, to, share }: Loss, uniform: () => number): { shop: Shop; lost: number } {
  const orders = shop.orders.slice();
  let lost = 0;
  for (let m = from; m < to; m++) {
    let left = 0;
    for (let n = orders[m] ?? 0; n > 0; n--) {
      left += uniform() < share ? 0 : 1;
    }
    lost += (orders[m] ?? 0) - left;
    orders[m] = left;
  }
  return { shop: { ...shop, orders }, lost };
}

/** Episodes that reach a state, by week judged. */
export function perWeek(series: ImpactSeries, state: number): number {
  const weeks = (series.times.length * bucketMinutes) / week;
  return series.episodes.filter((each) => each.state === state).length / weeks;
}

/** What is usual of a shop, learnt from its history. */
export function usualOf({ orders, historyMinutes }: Shop, leadMinutes = 0): Usual {
  const counts = bucketed(orders);
  return learnUsual({
    zone: 'UTC',
    start: origin,
    bucketMs,
    counts,
    count: counts.length,
    first: (historyMinutes - leadMinutes) / bucketMinutes,
    weeks: 8,
    days: [],
    incidents: [],
  });
}

/** The shortfall of a window that is given, not found: what the interval is worth without the question when it was. */
export function shortfallWithin(shop: Shop, { from, to }: Loss): Intervals {
  const [first, last] = [from, to].map((minutes) => minutes / bucketMinutes);
  const usual = usualOf(shop, 1440);
  for (let i = usual.first; i < (first ?? 0); i++) {
    usual.level.learn(i, true);
  }
  const [begin, end] = [first ?? 0, last ?? 0];
  const expected = between(usual.baseSums, begin, end) * usual.level.at(begin);
  return shortfallOf(between(usual.sums, begin, end), expected, dispersionOf(usual.dispersion, end - begin));
}
