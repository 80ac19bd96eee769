import type { ImpactQuery } from '../../../query';
import { historyStart } from '../../impact';
import type { Ask } from '../common/ask';
import { QueryProblem } from '../common/problem';
import { impactOf } from './words';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Widths that `auto` chooses from, and the longest range of each. */
const widths = [
  { bucket: '1m', ms: minute, longest: 2 * day },
  { bucket: '5m', ms: 5 * minute, longest: 31 * day },
  { bucket: '15m', ms: 15 * minute, longest: 92 * day },
  { bucket: '1h', ms: hour, longest: 400 * day },
] as const;

/** The stretch that is judged and the history before it, on one grid. */
export interface Span {
  readonly bucketMs: number;
  /** Whether buckets are shown as days of the shop. */
  readonly daily: boolean;
  readonly from: number;
  readonly to: number;
  /** Left edge of the first bucket of history. */
  readonly start: number;
}

/**
 * Buckets for a query. `auto` for figures and sentences is five minutes; for a course it is as fine as the panel can
 * show, five minutes at least. Throws where a range is too long for the buckets asked for, or empty.
 */
export function spanOf(ask: Pick<Ask<ImpactQuery>, 'query' | 'range' | 'intervalMs' | 'now' | 'impact'>): Span {
  const { query, range, intervalMs, now } = ask;
  const end = Math.min(range.to, now);
  if (range.from >= end) {
    throw new QueryProblem('impact-query:error.rangeEmpty');
  }
  const length = end - range.from;
  const bucketMs = widthOf(query, length, intervalMs);
  const from = Math.floor(range.from / bucketMs) * bucketMs;
  const to = Math.ceil(end / bucketMs) * bucketMs;
  return { bucketMs, daily: query.bucket === '1d', from, to, start: historyStart(from, impactOf(ask).baselineWeeks) };
}

function widthOf({ bucket, format }: ImpactQuery, length: number, intervalMs: number): number {
  const wanted = bucket === '1d' ? '1h' : bucket;
  const asked = widths.find((each) => each.bucket === wanted);
  if (asked !== undefined) {
    if (length > asked.longest) {
      throw new QueryProblem('impact-query:error.rangeTooLong', { bucket, days: asked.longest / day });
    }
    return asked.ms;
  }
  const least = format === 'timeseries' ? Math.max(5 * minute, Math.min(intervalMs, hour)) : 5 * minute;
  const fit = widths.find(({ ms, longest }) => ms >= least && length <= longest);
  if (fit === undefined) {
    throw new QueryProblem('impact-query:error.rangeTooLong', { bucket: '1h', days: 400 });
  }
  return fit.ms;
}
