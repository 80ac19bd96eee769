import { DateTime, IANAZone } from 'luxon';

const day = 86_400_000;
const hour = 3_600_000;

/** Offset from UTC over a UTC day, in milliseconds, where it is one: zones change theirs on a few days a year. */
type DayOffset = number | 'changes';

interface Known {
  readonly iana: IANAZone;
  readonly offsets: Map<number, DayOffset>;
}

const zones = new Map<string, Known>();
const most = 20_000;

function offsetAt(at: number, zone: string): number {
  const known = zones.get(zone) ?? { iana: IANAZone.create(zone), offsets: new Map<number, DayOffset>() };
  zones.set(zone, known);
  const { iana, offsets } = known;
  const utcDay = Math.floor(at / day);
  let offset = offsets.get(utcDay);
  if (offset === undefined) {
    const [first, last] = [iana.offset(utcDay * day), iana.offset((utcDay + 1) * day - 1)];
    offset = first === last ? first * 60_000 : 'changes';
    if (offsets.size >= most) {
      offsets.clear();
    }
    offsets.set(utcDay, offset);
  }
  return offset === 'changes' ? iana.offset(at) * 60_000 : offset;
}

/** The offset that holds at a moment and some hours around it; undefined where clocks change meanwhile. */
function steadyOffset(at: number, zone: string, before = 3 * hour, after = 3 * hour): number | undefined {
  const offset = offsetAt(at, zone);
  return offsetAt(at - before, zone) === offset && offsetAt(at + after, zone) === offset ? offset : undefined;
}

// The same as Luxon gives, which takes a hundred times as long: panels of a year have thousands of hours. Near a change of
// the clock it is Luxon that tells.

/** `2026-11-18`, the day that a moment lies in. */
export function dayOf(at: number, zone: string): string {
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 10);
}

/** Midnight at the beginning of the day that a moment lies in. */
export function startOfDay(at: number, zone: string): number {
  const offset = offsetAt(at, zone);
  const start = Math.floor((at + offset) / day) * day - offset;
  return steadyOffset(start, zone, 3 * hour, Math.max(3 * hour, at - start)) === offset
    ? start
    : DateTime.fromMillis(at, { zone }).startOf('day').toMillis();
}

/** Midnight at the end of the day that a moment lies in. */
export function dayEnd(at: number, zone: string): number {
  const offset = offsetAt(at, zone);
  const end = (Math.floor((at + offset) / day) + 1) * day - offset;
  return steadyOffset(end, zone, Math.max(3 * hour, end - at)) === offset
    ? end
    : DateTime.fromMillis(at, { zone }).startOf('day').plus({ days: 1 }).startOf('day').toMillis();
}

/** Midnight at the beginning of a day. */
export function dayStart(text: string, zone: string): number {
  const midnight = Date.parse(`${text}T00:00:00Z`);
  const offset = steadyOffset(midnight, zone, 15 * hour, 15 * hour);
  return offset === undefined ? DateTime.fromISO(text, { zone }).startOf('day').toMillis() : midnight - offset;
}

/** The same local clock time some days earlier (or later), also across a change of the clock. */
export function shiftDays(at: number, days: number, zone: string): number {
  const there = at + days * day;
  const offset = offsetAt(there, zone);
  const found = there + offsetAt(at, zone) - offset;
  // A zone that skips a day is a whole day off: the clock there is not the one that holds where this leads.
  return steadyOffset(there, zone) === offset && steadyOffset(found, zone) === offset
    ? found
    : DateTime.fromMillis(at, { zone }).plus({ days }).toMillis();
}

/** The start of the next hour of the local clock; the moment given is the start of one. */
export function nextHour(start: number, zone: string): number {
  if (steadyOffset(start, zone) !== undefined) {
    return start + hour;
  }
  const local = DateTime.fromMillis(start, { zone });
  const next = local.plus({ hours: 1 }).startOf('hour');
  return (next > local ? next : local.plus({ hours: 2 }).startOf('hour')).toMillis();
}
