import { offsetsOf, type Offset } from '../common/offsets';

const day = 86_400_000;

/** Widths of buckets; whole days and longer follow the zone's calendar. */
export type Width =
  | { readonly unit: 'fixed'; readonly ms: number }
  | { readonly unit: 'day'; readonly count: number }
  | { readonly unit: 'week' | 'month' | 'quarter' | 'year' };

const words: Readonly<Record<string, Width>> = {
  second: { unit: 'fixed', ms: 1_000 },
  minute: { unit: 'fixed', ms: 60_000 },
  hour: { unit: 'fixed', ms: 3_600_000 },
  day: { unit: 'day', count: 1 },
  week: { unit: 'week' },
  month: { unit: 'month' },
  quarter: { unit: 'quarter' },
  year: { unit: 'year' },
  '1w': { unit: 'week' },
  '7d': { unit: 'week' },
  '1M': { unit: 'month' },
  '3M': { unit: 'quarter' },
  '12M': { unit: 'year' },
  '1y': { unit: 'year' },
};
const fixed: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Words that name a width, for messages. */
export const widthWords = '15m, 1h, day, week, month, quarter, year';

/** Reads `15m`, `1h`, `1d`, `week`…; undefined for what is none. */
export function widthOf(text: string): Width | undefined {
  const word = words[text] ?? words[text.toLowerCase()];
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text);
  if (word !== undefined || match === null) {
    return word;
  }
  const count = Number(match[1]);
  if (count === 0) {
    return undefined;
  }
  if (match[2] === 'd') {
    return { unit: 'day', count };
  }
  const ms = count * (fixed[match[2] ?? ''] ?? 1);
  return ms > day ? (ms % day === 0 ? { unit: 'day', count: ms / day } : undefined) : { unit: 'fixed', ms };
}

/**
 * SQL for the start, in epoch milliseconds, of the bucket that a moment lies in, in a zone: the zone's distance from UTC is
 * constant in stretches, so that each moment's stretch gives its formula. Right for moments between `from` and `to`.
 */
export function timeGroup(column: string, width: Width, zone: string, from: number, to: number): string {
  const offsets = offsetsOf(zone, from, to);
  const moment = `CAST(${column} AS INTEGER)`;
  const formulas = offsets.map((_, index) => formulaOf(moment, width, offsets, index));
  const last = formulas.length - 1;
  if (last === 0) {
    return `(${formulas[0] ?? ''})`;
  }
  const branches = offsets
    .map((offset, index) => ({ offset, index }))
    .slice(1)
    .reverse()
    .map(({ offset, index }) => `WHEN ${moment} >= ${String(offset.from)} THEN ${formulas[index] ?? ''}`);
  return `(CASE WHEN ${column} IS NULL THEN NULL ${branches.join(' ')} ELSE ${formulas[0] ?? ''} END)`;
}

/** The start of the bucket for moments of one stretch. */
function formulaOf(moment: string, width: Width, offsets: readonly Offset[], index: number): string {
  const { from, offset } = offsets[index] ?? { from: 0, offset: 0 };
  const local = localStart(`(${moment} + ${String(offset)})`, width);
  const before = offsets[index - 1];
  if (before === undefined) {
    return `${local} - ${String(offset)}`;
  }
  if (width.unit === 'fixed') {
    const start = `${local} - ${String(offset)}`;
    return `CASE WHEN ${start} >= ${String(from)} THEN ${start} ELSE ${local} - ${String(before.offset)} END`;
  }
  // A calendar's bucket can begin some stretches earlier; its start is a clock time, told by that stretch's offset.
  const reach = width.unit === 'day' ? 1 + width.count : 8;
  const earlier = offsets.slice(Math.max(1, index - reach + 1), index + 1);
  const cases = earlier
    .map((each, at) => ({ each, before: offsets[Math.max(1, index - reach + 1) + at - 1] ?? each }))
    .reverse()
    .map(
      ({ each, before: previous }) =>
        `WHEN ${local} >= ${String(each.from + Math.max(each.offset, previous.offset))} THEN ${local} - ${String(each.offset)}`
    );
  const oldest = offsets[Math.max(0, index - reach)] ?? before;
  return `CASE ${cases.join(' ')} ELSE ${local} - ${String(oldest.offset)} END`;
}

/** The clock time, as if it were UTC, at which the bucket of a clock time begins. */
function localStart(local: string, width: Width): string {
  const days = `${local} / ${String(day)}`;
  const date = (...modifiers: string[]) =>
    `unixepoch(${[`${local} / 1000`, "'unixepoch'", "'start of day'", ...modifiers].join(', ')}) * 1000`;
  switch (width.unit) {
    case 'fixed':
      return `${local} / ${String(width.ms)} * ${String(width.ms)}`;
    case 'day':
      return width.count === 1
        ? `${days} * ${String(day)}`
        : `${days} / ${String(width.count)} * ${String(width.count * day)}`;
    case 'week':
      return `(${days} - (${days} + 3) % 7) * ${String(day)}`;
    case 'month':
      return date("'start of month'");
    case 'quarter':
      return date(
        "'start of month'",
        `'-' || ((CAST(strftime('%m', ${local} / 1000, 'unixepoch') AS INTEGER) - 1) % 3) || ' months'`
      );
    case 'year':
      return date("'start of year'");
  }
}
