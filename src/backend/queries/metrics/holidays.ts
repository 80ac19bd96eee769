import { DateTime } from 'luxon';
import type { TimeRange } from '../../grafana';

/** A movable holiday that shops feel. */
export type Holiday = 'black_friday' | 'easter' | 'lunar_new_year' | 'chuseok';

const day = 86_400_000;

/** How far before and after a holiday its trade reaches, in days. */
const reach: Readonly<Record<Holiday, { readonly before: number; readonly after: number }>> = {
  black_friday: { before: 4, after: 4 },
  easter: { before: 10, after: 2 },
  lunar_new_year: { before: 14, after: 4 },
  chuseok: { before: 14, after: 4 },
};

const lunar = new Intl.DateTimeFormat('en-u-ca-dangi', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });

/** The day of a year on which Korea's lunisolar calendar shows a month and day, between two days of the year. */
function lunarDay(
  year: number,
  shown: string,
  from: readonly [number, number],
  until: readonly [number, number]
): number {
  const last = Date.UTC(year, until[0] - 1, until[1]);
  for (let at = Date.UTC(year, from[0] - 1, from[1]); at <= last; at += day) {
    if (lunar.format(at) === shown) {
      return at;
    }
  }
  throw new Error(`${String(year)} has no ${shown}`);
}

/** Easter Sunday by the Gregorian rule (Meeus). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}

/** The Friday after the fourth Thursday of November. */
function blackFriday(year: number): number {
  const first = DateTime.utc(year, 11, 1);
  const thursday = 1 + ((4 - first.weekday + 7) % 7) + 21;
  return Date.UTC(year, 10, thursday + 1);
}

/** UTC midnight of the day that a holiday falls on. */
export function holidayIn(holiday: Holiday, year: number): number {
  switch (holiday) {
    case 'black_friday':
      return blackFriday(year);
    case 'easter':
      return easter(year);
    case 'lunar_new_year':
      return lunarDay(year, '1/1', [1, 20], [2, 22]);
    case 'chuseok':
      return lunarDay(year, '8/15', [9, 5], [10, 12]);
  }
}

const holidays: readonly Holiday[] = ['black_friday', 'lunar_new_year', 'chuseok', 'easter'];

/**
 * The holiday whose trade a stretch of time overlaps, and by how many days it lies apart from the same one a year before.
 * Of several the one nearest to the middle counts; none where the stretch is longer than 60 days.
 */
export function holidayNear(
  { from, to }: TimeRange,
  zone: string
): { readonly holiday: Holiday; readonly days: number } | undefined {
  const local = (at: number) => {
    const { year, month, day: date } = DateTime.fromMillis(at, { zone });
    return Date.UTC(year, month - 1, date);
  };
  const [first, last] = [local(from), local(Math.max(from, to - 1))];
  if (last - first > 60 * day) {
    return undefined;
  }
  const years = new Set([new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear()]);
  const near = [...years].flatMap((year) =>
    holidays.flatMap((holiday) => {
      const at = holidayIn(holiday, year);
      const { before, after } = reach[holiday];
      return last >= at - before * day && first <= at + after * day
        ? [
            {
              holiday,
              days: Math.round((at - holidayIn(holiday, year - 1)) / day),
              far: Math.abs(at - (first + last) / 2),
            },
          ]
        : [];
    })
  );
  const [nearest] = near.sort((a, b) => a.far - b.far);
  return nearest && { holiday: nearest.holiday, days: nearest.days };
}
