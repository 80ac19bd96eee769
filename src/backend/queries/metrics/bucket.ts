import { sharedBuckets, type AskedMetrics, type KpiBucket, type MetricsQuery } from '../../../query';
import type { TimeRange } from '../../grafana';
import { periodOf } from '../common/range';

const day = 86_400_000;

/** Days up to which buckets of a length are few enough to be seen, and quick to read. */
const most: ReadonlyArray<readonly [KpiBucket, number]> = [
  ['hour', 14],
  ['day', 400],
  ['week', 5 * 366],
  ['month', Number.POSITIVE_INFINITY],
];

/** A query whose `auto` buckets are those that suit its period. KPIs that have none at all give their one figure. */
export function settled(query: AskedMetrics, dashboard: TimeRange, now: number, zone: string): MetricsQuery {
  const { bucket } = query;
  if (bucket !== 'auto') {
    return { ...query, bucket };
  }
  const { from, to } = periodOf(query.period, dashboard, now, zone);
  const allowed = sharedBuckets(query.metrics);
  const suited = most.filter(([, days]) => to - from <= days * day).map(([each]) => each);
  return { ...query, bucket: suited.find((each) => allowed.includes(each)) ?? allowed.at(-1) ?? 'none' };
}
