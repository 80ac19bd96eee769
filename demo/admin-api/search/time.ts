import { DateTime } from 'luxon';

/** Epoch milliseconds, both ends included. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const year = /^\d{4}$/;
const month = /^\d{4}-\d{2}$/;

/**
 * The moment or stretch that a search value names: `now`, a year, a month, a day or a time. Without an offset it is meant
 * in the shop's zone. A value cut off at its hour (`2026-11-01T00`, what is left of an unquoted timestamp) is its day.
 * Undefined where it is no time.
 */
export function parseTime(text: string, zone: string, now: number): TimeRange | undefined {
  if (text === 'now') {
    return { from: now, to: now };
  }
  const cut = text.replace(/^(\d{4}-\d{2}-\d{2})T\d{2}$/, '$1');
  const at = DateTime.fromISO(cut.replace(' ', 'T'), { zone, setZone: false });
  if (!/^\d{4}/.test(cut) || !at.isValid) {
    return undefined;
  }
  const unit = year.test(cut) ? 'year' : month.test(cut) ? 'month' : cut.length <= 10 ? 'day' : 'second';
  return { from: at.toMillis(), to: unit === 'second' ? at.toMillis() + 999 : at.endOf(unit).toMillis() };
}

/** `a..b`, as some of Shopify's examples write a stretch of time. */
export function parseTimeRange(text: string, zone: string, now: number): TimeRange | undefined {
  const [first = '', second] = text.split('..');
  const from = parseTime(first, zone, now);
  const to = second === undefined ? from : parseTime(second, zone, now);
  return from === undefined || to === undefined ? undefined : { from: from.from, to: to.to };
}
