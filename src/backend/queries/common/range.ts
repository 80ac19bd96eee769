import { DateTime } from 'luxon';
import type { Period } from '../../../query';
import type { TimeRange } from '../../grafana';

const minute = 60_000;
const units = ['week', 'month', 'quarter', 'year'] as const;

/**
 * The stretch of time that a query is about: the dashboard's, or one of the zone's calendar. Weeks begin on Monday. What
 * goes on still ends at the current minute, so that the panels of one refresh ask the same and are answered once.
 */
export function periodOf(period: Period, range: TimeRange, now: number, zone: string): TimeRange {
  if (period === 'dashboard') {
    return range;
  }
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  const untilNow = (start: DateTime): TimeRange => ({
    from: start.toMillis(),
    to: Math.max(start.toMillis(), Math.floor(now / minute) * minute),
  });
  const between = (from: DateTime, to: DateTime): TimeRange => ({ from: from.toMillis(), to: to.toMillis() });
  if (period === 'today') {
    return untilNow(today);
  }
  if (period === 'yesterday') {
    return between(today.minus({ days: 1 }), today);
  }
  const unit = units.find((each) => period.endsWith(`_${each}`));
  if (unit !== undefined) {
    const start = today.startOf(unit);
    return period.startsWith('this_') ? untilNow(start) : between(start.minus({ [unit]: 1 }), start);
  }
  const days = Number(/^last_(\d+)_days$/.exec(period)?.[1] ?? 1);
  return between(today.minus({ days }), today);
}
