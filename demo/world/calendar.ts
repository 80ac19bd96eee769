import { DateTime } from 'luxon';

export const minute = 60_000;
export const hour = 60 * minute;
export const dayLength = 24 * hour;

/** An hour of a local day: 23, 24 or 25 of them make one. */
export interface LocalHour {
  readonly start: number;
  /** 0 to 23 on the wall clock; the hour an autumn change repeats comes twice. */
  readonly hour: number;
}

/** Local days of one time zone, numbered from 1970-01-01 so that arithmetic on dates is arithmetic on integers. */
export interface Calendar {
  readonly zone: string;
  dayOf(time: number): number;
  /** Local midnight (or the first moment, where a change of clocks skips it). */
  start(day: number): number;
  hours(day: number): readonly LocalHour[];
  /** 0 Monday to 6 Sunday. */
  weekday(day: number): number;
  /** `2026-11-23` */
  date(day: number): string;
}

const calendars = new Map<string, Calendar>();

/** A zone's calendar; what it has worked out is kept for all who ask. */
export function calendar(zone: string): Calendar {
  const known = calendars.get(zone) ?? makeCalendar(zone);
  calendars.set(zone, known);
  return known;
}

function makeCalendar(zone: string): Calendar {
  const starts = new Map<number, number>();
  const hoursOf = new Map<number, readonly LocalHour[]>();
  const date = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);
  const start = (day: number): number => {
    let known = starts.get(day);
    if (known === undefined) {
      known = DateTime.fromISO(date(day), { zone }).startOf('day').toMillis();
      starts.set(day, known);
    }
    return known;
  };
  return {
    zone,
    date,
    start,
    dayOf: (time) => {
      let day = Math.floor(time / dayLength);
      while (start(day) > time) {
        day--;
      }
      while (start(day + 1) <= time) {
        day++;
      }
      return day;
    },
    hours: (day) => {
      let known = hoursOf.get(day);
      if (known === undefined) {
        const whole = start(day + 1) - start(day) === dayLength;
        const list: LocalHour[] = [];
        for (let time = start(day); time < start(day + 1); time += hour) {
          list.push({ start: time, hour: whole ? list.length : DateTime.fromMillis(time, { zone }).hour });
        }
        known = list;
        hoursOf.set(day, known);
      }
      return known;
    },
    weekday: (day) => (((day + 3) % 7) + 7) % 7,
  };
}
