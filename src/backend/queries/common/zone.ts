import { DateTime, IANAZone } from 'luxon';
import { dayEnd, nextHour } from '../../kpi/local-time';
import { QueryProblem } from './problem';

export { shiftDays, startOfDay } from '../../kpi/local-time';

/** The zone a query's `timezone` names: `shop`, `viewer` (the shop's where the viewer's is unknown), or an IANA name. */
export function zoneOf(timezone: string, shopZone: string, viewerZone: string | undefined): string {
  if (timezone === '' || timezone === 'shop') {
    return checked(shopZone);
  }
  if (timezone === 'viewer' || timezone === 'browser') {
    return viewerZone !== undefined && IANAZone.isValidZone(viewerZone) ? viewerZone : checked(shopZone);
  }
  return checked(timezone === 'utc' ? 'UTC' : timezone);
}

function checked(zone: string): string {
  if (!IANAZone.isValidZone(zone)) {
    throw new QueryProblem('queries:error.zoneUnknown', { zone });
  }
  return zone;
}

/** Whether two zones show different clocks at a moment. */
export function zonesDiffer(a: string, b: string, at: number): boolean {
  return IANAZone.isValidZone(b) && new IANAZone(a).offset(at) !== new IANAZone(b).offset(at);
}

/** `2026-11-23T09:30:00`: local time without an offset. */
export function localTime(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** `2026-11-23T00:30:00Z` */
export function utcTime(at: number): string {
  return DateTime.fromMillis(at, { zone: 'UTC' }).toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

export type Bucket = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * Starts of the buckets that a stretch of time touches, in a zone: 23 or 25 hours on the days on which clocks change, and
 * days that begin at local midnight, weeks on Monday. Where clocks change by half an hour, one hour lasts 90 minutes.
 */
export function bucketsOf(bucket: Bucket, from: number, to: number, zone: string): number[] {
  const starts: number[] = [];
  for (let at = DateTime.fromMillis(from, { zone }).startOf(bucket).toMillis(); at < to;) {
    starts.push(at);
    at = nextStart(bucket, at, zone);
  }
  return starts;
}

/** The first moment after the bucket that a moment lies in. */
export function bucketEnd(bucket: Bucket, at: number, zone: string): number {
  return nextStart(bucket, DateTime.fromMillis(at, { zone }).startOf(bucket).toMillis(), zone);
}

function nextStart(bucket: Bucket, start: number, zone: string): number {
  switch (bucket) {
    case 'hour':
      return nextHour(start, zone);
    case 'day':
      return dayEnd(start, zone);
    default:
      return DateTime.fromMillis(start, { zone })
        .plus({ [bucket]: 1 })
        .startOf(bucket)
        .toMillis();
  }
}
