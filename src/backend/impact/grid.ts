import { IANAZone } from 'luxon';

const day = 86_400_000;
const week = 7 * day;

/** Buckets in the shop's local time: which bucket shows the same time of day and weekday in another week. */
export interface LocalGrid {
  readonly start: number;
  readonly bucketMs: number;
  readonly count: number;
  readonly perDay: number;
  readonly perWeek: number;
  /** Local slot of each bucket, counted from the first one's; a change of the clock leaves one out or repeats one. */
  readonly slot: Int32Array;
  /** First bucket of each local slot; the next one's where the clock skipped the slot. */
  readonly bucketOf: Int32Array;
  /** Local milliseconds of slot 0, as if the zone were UTC. */
  readonly localStart: number;
}

/**
 * Lays buckets out in local time. The zone is asked once a day and where its offset changes, not per bucket.
 * @throws Error where the bucket doesn't divide an hour or the zone is unknown: the caller's fault.
 */
export function localGrid(zone: string, start: number, bucketMs: number, count: number): LocalGrid {
  if (bucketMs <= 0 || 3_600_000 % bucketMs !== 0) {
    throw new Error(`Buckets of ${String(bucketMs)} ms don't divide an hour`);
  }
  const iana = IANAZone.create(zone);
  if (!iana.isValid) {
    throw new Error(`${zone} is no IANA time zone`);
  }
  const offsetAt = (bucket: number) => iana.offset(start + bucket * bucketMs) * 60_000;
  const perDay = day / bucketMs;
  const slot = new Int32Array(count);
  let offset = offsetAt(0);
  const firstLocal = Math.floor((start + offset) / bucketMs);
  for (let from = 0; from < count;) {
    const next = Math.min(count, from + perDay);
    const after = next < count ? offsetAt(next) : offset;
    const change = after === offset ? next : firstWith(from, next, (bucket) => offsetAt(bucket) !== offset);
    fill(slot, from, change, start, offset, bucketMs, firstLocal);
    fill(slot, change, next, start, after, bucketMs, firstLocal);
    offset = after;
    from = next;
  }
  const last = slot.reduce((most, value) => Math.max(most, value), 0);
  const bucketOf = new Int32Array(last + 1).fill(-1);
  for (let i = count - 1; i >= 0; i--) {
    bucketOf[slot[i] ?? 0] = i;
  }
  for (let s = last - 1; s >= 0; s--) {
    if (bucketOf[s] === -1) {
      bucketOf[s] = bucketOf[s + 1] ?? -1;
    }
  }
  return {
    start,
    bucketMs,
    count,
    perDay,
    perWeek: week / bucketMs,
    slot,
    bucketOf,
    localStart: firstLocal * bucketMs,
  };
}

function firstWith(low: number, high: number, changed: (bucket: number) => boolean): number {
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (changed(middle)) {
      to = middle;
    } else {
      from = middle;
    }
  }
  return to;
}

function fill(
  slot: Int32Array,
  from: number,
  to: number,
  start: number,
  offset: number,
  bucketMs: number,
  firstLocal: number
) {
  for (let i = from; i < to; i++) {
    slot[i] = Math.floor((start + i * bucketMs + offset) / bucketMs) - firstLocal;
  }
}

/** Days since 1970-01-01 of a bucket, in the shop's zone. */
export function dayNumber(grid: LocalGrid, i: number): number {
  return Math.floor((grid.localStart + (grid.slot[i] ?? 0) * grid.bucketMs) / day);
}

/** 1 where a bucket lies in one of the days, which are `YYYY-MM-DD` in the shop's zone, both inclusive. */
export function markedDays(
  grid: LocalGrid,
  days: ReadonlyArray<{ readonly from: string; readonly to: string }>
): Uint8Array {
  const marks = new Uint8Array(grid.count);
  if (days.length === 0) {
    return marks;
  }
  let shown = NaN;
  let marked = 0;
  for (let i = 0; i < grid.count; i++) {
    const number = dayNumber(grid, i);
    if (number !== shown) {
      shown = number;
      const date = new Date(number * day).toISOString().slice(0, 10);
      marked = days.some(({ from, to }) => from <= date && date <= to) ? 1 : 0;
    }
    marks[i] = marked;
  }
  return marks;
}
