import type { TimeRange } from '../../grafana';
import { startOfDay } from './zone';

const minute = 60_000;

/** The stretch of time that a query is about: the dashboard's, or the zone's today from midnight until now. */
export function periodOf(period: 'dashboard' | 'today', range: TimeRange, now: number, zone: string): TimeRange {
  if (period === 'dashboard') {
    return range;
  }
  // Whole minutes, so that the panels of one refresh ask the same and are answered once.
  return { from: startOfDay(now, zone), to: Math.max(startOfDay(now, zone), Math.floor(now / minute) * minute) };
}
