import { DateTime, IANAZone } from 'luxon';
import { QueryProblem } from './problem';

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

/** Midnight of the day that a moment lies in, in a zone. */
export function startOfDay(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).startOf('day').toMillis();
}

/** The same local clock time some days earlier (or later), also across a change of the clock. */
export function shiftDays(at: number, days: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).plus({ days }).toMillis();
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
  let at: DateTime = DateTime.fromMillis(from, { zone }).startOf(bucket);
  while (at.toMillis() < to) {
    starts.push(at.toMillis());
    at = nextStart(bucket, at);
  }
  return starts;
}

/** The first moment after the bucket that a moment lies in. */
export function bucketEnd(bucket: Bucket, at: number, zone: string): number {
  return nextStart(bucket, DateTime.fromMillis(at, { zone }).startOf(bucket)).toMillis();
}

function nextStart(bucket: Bucket, start: DateTime): DateTime {
  if (bucket !== 'hour') {
    return start.plus({ [bucket]: 1 }).startOf(bucket);
  }
  const next = start.plus({ hours: 1 }).startOf('hour');
  return next > start ? next : start.plus({ hours: 2 }).startOf('hour');
}
