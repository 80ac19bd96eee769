import { DateTime } from 'luxon';
import type { TimeRange } from '../../grafana';

/** Values that macros stand for. */
export interface MacroValues {
  readonly timeFrom: string;
  readonly timeTo: string;
  readonly interval: string;
  readonly intervalMs: number;
  readonly range: TimeRange;
}

const macro = /\$__(timeFrom|timeTo|interval_ms|interval|from|to)\b(?:\(\))?|\$\{__(from|to|interval_ms|interval)\}/g;

function valueOf(name: string, values: MacroValues): string {
  switch (name) {
    case 'timeFrom':
      return values.timeFrom;
    case 'timeTo':
      return values.timeTo;
    case 'interval':
      return values.interval;
    case 'interval_ms':
      return String(values.intervalMs);
    case 'from':
      return String(values.range.from);
    default:
      return String(values.range.to);
  }
}

/** Puts values in the place of macros; `wrap` makes a value fit where it stands. */
export function fillMacros(text: string, values: MacroValues, wrap: (value: string, at: number) => string): string {
  return text.replace(macro, (_, plain: string | undefined, braced: string | undefined, at: number) =>
    wrap(valueOf(plain ?? braced ?? '', values), at)
  );
}

const units = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 7 * 86_400_000],
  ['month', 28 * 86_400_000],
  ['quarter', 90 * 86_400_000],
] as const;

/** The ShopifyQL time dimension that `$__interval` stands for: as fine as Grafana asks, minutes only up to three hours. */
export function shopifyqlInterval(intervalMs: number, { from, to }: TimeRange): string {
  const floor = to - from <= 3 * 3_600_000 ? 0 : 1;
  return units.slice(floor).find(([, length]) => intervalMs <= length)?.[0] ?? 'year';
}

/** Grafana's way to write a duration, e.g. `15m`. */
export function duration(milliseconds: number): string {
  const found = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const;
  const [unit, length] = found.find(([, each]) => milliseconds >= each && milliseconds % each === 0) ?? ['ms', 1];
  return `${Math.round(milliseconds / length)}${unit}`;
}

/** What Shopify sends; the engine reads it a hundred times faster than a zone library. */
const withOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * A moment as milliseconds out of an ISO text; text without an offset is in `zone`. A clock time that comes twice, when
 * clocks are set back, is the earlier one.
 */
export function parseTime(text: string, zone: string): number | null {
  if (withOffset.test(text)) {
    const moment = Date.parse(text);
    return Number.isNaN(moment) ? null : moment;
  }
  const time = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone, setZone: true });
  return time.isValid ? Math.min(...time.getPossibleOffsets().map((each) => each.toMillis())) : null;
}
