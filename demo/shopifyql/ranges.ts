import { DateTime } from 'luxon';

import type { Compare, DateTerm, Query } from './ast';
import { QueryError } from './errors';

/** A span of time, end exclusive, epoch ms. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface Span {
  readonly start: DateTime;
  readonly end: DateTime;
}

const day = (start: DateTime): Span => ({ start: start.startOf('day'), end: start.startOf('day').plus({ days: 1 }) });

function period(name: string, now: DateTime): Span {
  const sales = /^bfcm(\d{4})$/.exec(name)?.[1];
  if (sales !== undefined) {
    // From the Friday after the fourth Thursday of November to the Monday.
    const first = DateTime.fromObject({ year: Number(sales), month: 11, day: 1 }, { zone: now.zone });
    const start = first.plus({ days: ((4 - first.weekday + 7) % 7) + 22 });
    return { start, end: start.plus({ days: 4 }) };
  }
  const unit = (['week', 'month', 'quarter', 'year'] as const).find((each) => name.endsWith(`_${each}`)) ?? 'day';
  const start = now.startOf(unit);
  const from = name.startsWith('last_') ? start.minus({ [unit]: 1 }) : start;
  return { start: from, end: from.plus({ [unit]: 1 }) };
}

function resolve(term: DateTerm, now: DateTime): Span {
  switch (term.kind) {
    case 'absolute': {
      const at = DateTime.fromISO(term.text, { zone: now.zone });
      if (!at.isValid) {
        throw new QueryError(`Invalid Date: '${term.text}' is not a date`);
      }
      return term.hasTime ? { start: at, end: at.plus({ seconds: 1 }) } : day(at);
    }
    case 'relative': {
      const at = now.plus({ [term.unit]: term.count });
      return term.unit === 'hour' || term.unit === 'minute' || term.unit === 'second'
        ? { start: at, end: at }
        : day(at);
    }
    case 'named':
      switch (term.name) {
        case 'now':
          return { start: now, end: now };
        case 'today':
          return day(now);
        case 'yesterday':
          return day(now.minus({ days: 1 }));
        default:
          return period(term.name, now);
      }
    case 'edge': {
      const at = resolve(term.of, now).start;
      const start = at.startOf(term.unit);
      const end = start.plus({ [term.unit]: 1 });
      return term.edge === 'start' ? { start, end: start } : { start: end, end };
    }
  }
}

export interface RangeRules {
  readonly timeZone: string;
  readonly now: number;
  /** Whether a date after UNTIL counts itself. */
  readonly untilInclusive: boolean;
}

function untilOf(term: DateTerm | undefined, now: DateTime, inclusive: boolean): number {
  if (!term) {
    // The moment itself counts: what happened just now is part of "until now".
    return now.toMillis() + 1;
  }
  if (term.kind === 'named' && term.name === 'now') {
    return now.toMillis() + 1;
  }
  const span = resolve(term, now);
  return (inclusive ? span.end : span.start).toMillis();
}

/** The time a query asks for; 30 days until now where it names none. */
export function rangeOf(query: Query, rules: RangeRules): Range {
  const now = DateTime.fromMillis(rules.now, { zone: rules.timeZone });
  if (!now.isValid) {
    throw new QueryError(`Invalid Timezone: '${rules.timeZone}' is not a time zone`);
  }
  if (query.during) {
    const { name } = query.during;
    const span =
      name === 'today'
        ? day(now)
        : name === 'yesterday'
          ? day(now.minus({ days: 1 }))
          : known(name)
            ? period(name, now)
            : undefined;
    if (!span) {
      throw new QueryError(`Invalid Period: '${name}' is not a known period`);
    }
    return { from: span.start.toMillis(), to: span.end.toMillis() };
  }
  const since = query.since ?? { kind: 'relative', count: -30, unit: 'day' };
  const from = resolve(since, now).start.toMillis();
  const to = untilOf(query.until, now, rules.untilInclusive);
  if (to < from) {
    throw new QueryError('Invalid Date Range: SINCE is later than UNTIL');
  }
  return { from, to };
}

const known = (name: string): boolean => /^(this|last)_(week|month|quarter|year)$|^bfcm\d{4}$/.test(name);

/** The time a range is compared with, and how its columns are called. */
export function comparedRange(compare: Compare, range: Range, rules: RangeRules): { range: Range; name: string } {
  const zone = rules.timeZone;
  const from = DateTime.fromMillis(range.from, { zone });
  const to = DateTime.fromMillis(range.to, { zone });
  const moved = (change: { years?: number; days?: number }): Range => ({
    from: from.minus(change).toMillis(),
    to: to.minus(change).toMillis(),
  });
  if (compare.kind === 'dates') {
    const now = DateTime.fromMillis(rules.now, { zone });
    const start = resolve(compare.since, now).start;
    const end = compare.until
      ? untilOf(compare.until, now, rules.untilInclusive)
      : start.plus(to.diff(from, ['days', 'milliseconds'])).toMillis();
    return { range: { from: start.toMillis(), to: end }, name: 'custom' };
  }
  switch (compare.name) {
    case 'previous_period': {
      const wholeDays = Math.ceil(to.diff(from, 'days').days);
      const aligned = from.equals(from.startOf('day'));
      return {
        name: compare.name,
        range: aligned ? moved({ days: wholeDays }) : { from: 2 * range.from - range.to, to: range.from },
      };
    }
    case 'previous_year':
      return { name: compare.name, range: moved({ years: 1 }) };
    case 'previous_year_match_day_of_week':
      return { name: compare.name, range: moved({ days: 364 }) };
    default:
      throw new QueryError(`Invalid Comparison: '${compare.name}' is not a known comparison`);
  }
}
