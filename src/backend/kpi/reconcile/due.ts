import { DateTime } from 'luxon';

const hour = 3_600_000;
const day = 24 * hour;
/** A day may end so much later than 24 hours reckon. */
const clockChange = hour;

/** How old a comparison may be, by the age of its day in days: late refunds and edits come soon or not at all. */
const refresh = [
  { age: 8, after: 12 * hour },
  { age: 65, after: 7 * day },
  { age: 400, after: 60 * day },
] as const;

/**
 * The day to compare next: the latest whose last comparison is too old, or was made before the day was over. Undefined
 * where all are fresh. `checked` holds the epoch milliseconds of each day's last comparison.
 */
export function dueDay(
  checked: ReadonlyMap<string, number>,
  { now, zone, since }: { readonly now: number; readonly zone: string; readonly since: number }
): string | undefined {
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  const date = Date.UTC(today.year, today.month - 1, today.day);
  for (let age = 1; age <= refresh[2].age; age += 1) {
    const ended = today.toMillis() - (age - 1) * day;
    if (ended - day < since) {
      return undefined;
    }
    const text = new Date(date - age * day).toISOString().slice(0, 10);
    const { after } = refresh.find((each) => age <= each.age) ?? refresh[2];
    const last = checked.get(text) ?? 0;
    if (now - last >= after || last < ended + clockChange) {
      return text;
    }
  }
  return undefined;
}
