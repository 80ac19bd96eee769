import { DateTime } from 'luxon';
import type { Span } from './definition';
import { dayEnd, dayOf, startOfDay } from './local-time';

export { dayEnd, dayOf, dayStart, startOfDay } from './local-time';

/** First and last day of a stretch of time, both inclusive. */
export function daysOf({ from, to }: Span, zone: string): { readonly first: string; readonly last: string } {
  return { first: dayOf(from, zone), last: dayOf(Math.max(from, to - 1), zone) };
}

/** Every day from one to another, both inclusive. */
export function eachDay(first: string, last: string): string[] {
  const days: string[] = [];
  for (
    let at = DateTime.fromISO(first, { zone: 'UTC' });
    at.toFormat('yyyy-MM-dd') <= last;
    at = at.plus({ days: 1 })
  ) {
    days.push(at.toFormat('yyyy-MM-dd'));
  }
  return days;
}

/** The whole days within a stretch of time, and what is left before and after them. A day that ends after now is whole once now is reached. */
export function wholeDays(
  span: Span,
  zone: string,
  now: number
): { readonly whole: { readonly first: string; readonly last: string } | undefined; readonly rest: readonly Span[] } {
  const start = startOfDay(span.from, zone) === span.from ? span.from : dayEnd(span.from, zone);
  const lastStart = startOfDay(Math.max(span.to - 1, span.from), zone);
  const reachesEnd = Math.min(dayEnd(lastStart, zone), now) <= span.to;
  const end = reachesEnd ? dayEnd(lastStart, zone) : lastStart;
  if (start >= end || start >= span.to) {
    return { whole: undefined, rest: [span] };
  }
  const rest = [
    { from: span.from, to: start },
    { from: end, to: span.to },
  ].filter(({ from, to }) => from < to);
  return { whole: { first: dayOf(start, zone), last: dayOf(end - 1, zone) }, rest };
}

const hour = 3_600_000;

/** The whole hours of UTC within a stretch of time, and what is left around them; an hour that is not over is whole once now is reached. */
export function wholeHours(
  { from, to }: Span,
  now: number
): { readonly whole: Span | undefined; readonly rest: readonly Span[] } {
  const start = Math.ceil(from / hour) * hour;
  const last = Math.floor(to / hour) * hour;
  const end = last < to && Math.min(last + hour, now) <= to ? last + hour : last;
  if (start >= end) {
    return { whole: undefined, rest: [{ from, to }] };
  }
  const rest = [
    { from, to: start },
    { from: end, to },
  ];
  return { whole: { from: start, to: end }, rest: rest.filter((each) => each.from < each.to) };
}

/** Days from one to another, both inclusive. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

/** The whole months within some days, first and last as `2026-11`, and the days around them. */
export function wholeMonths({ first, last }: DayRange): {
  readonly months: DayRange | undefined;
  readonly days: readonly DayRange[];
} {
  const [from, to] = [first, last].map((day) => DateTime.fromISO(day, { zone: 'UTC' }));
  if (from === undefined || to === undefined) {
    return { months: undefined, days: [{ first, last }] };
  }
  const begin = from.day === 1 ? from : from.plus({ months: 1 }).startOf('month');
  const end = to.plus({ days: 1 }).day === 1 ? to.plus({ days: 1 }) : to.startOf('month');
  if (begin >= end) {
    return { months: undefined, days: [{ first, last }] };
  }
  const text = (day: DateTime) => day.toFormat('yyyy-MM-dd');
  const around = [
    { first, last: text(begin.minus({ days: 1 })) },
    { first: text(end), last },
  ];
  return {
    months: { first: text(begin).slice(0, 7), last: text(end.minus({ days: 1 })).slice(0, 7) },
    days: around.filter((each) => each.first <= each.last),
  };
}
