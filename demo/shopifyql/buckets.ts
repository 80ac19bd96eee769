import { DateTime } from 'luxon';

import type { Unit } from './ast';
import { QueryError } from './errors';
import type { Range } from './ranges';

/** A value of a time dimension: its place in the row key, and how it is written. */
export interface Bucket {
  readonly key: number;
  readonly text: string;
}

export interface TimeColumn {
  readonly type: string;
  readonly label: string;
  readonly unit: Unit;
  /** For hour_of_day and the like: what of a bucket's start is kept. */
  readonly part?: (start: DateTime) => Bucket;
  /** All values of a part. */
  readonly all?: readonly Bucket[];
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const numbers = (from: number, to: number): Bucket[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ key: from + index, text: String(from + index) }));

const plain = (unit: Unit): TimeColumn => ({
  unit,
  type: `${unit.toUpperCase()}_TIMESTAMP`,
  label: `${unit[0]?.toUpperCase() ?? ''}${unit.slice(1)}`,
});

export const timeColumns: Readonly<Record<string, TimeColumn>> = {
  second: plain('second'),
  minute: plain('minute'),
  hour: plain('hour'),
  day: plain('day'),
  week: plain('week'),
  month: plain('month'),
  quarter: plain('quarter'),
  year: plain('year'),
  hour_of_day: {
    unit: 'hour',
    type: 'HOUR_OF_DAY',
    label: 'Hour of day',
    part: ({ hour }) => ({ key: hour, text: String(hour) }),
    all: numbers(0, 23),
  },
  day_of_week: {
    unit: 'day',
    type: 'DAY_OF_WEEK',
    label: 'Day of week',
    part: ({ weekday }) => ({ key: weekday, text: weekdays[weekday - 1] ?? '' }),
    all: weekdays.map((text, index) => ({ key: index + 1, text })),
  },
  week_of_year: {
    unit: 'week',
    type: 'WEEK_OF_YEAR',
    label: 'Week of year',
    part: ({ weekNumber }) => ({ key: weekNumber, text: String(weekNumber) }),
  },
  month_of_year: {
    unit: 'month',
    type: 'MONTH_OF_YEAR',
    label: 'Month of year',
    part: ({ month }) => ({ key: month, text: String(month) }),
    all: numbers(1, 12),
  },
};

/** More buckets than this are refused, as a result of that size would be. */
const most = 100_000;

const short = (unit: Unit): boolean => unit === 'hour' || unit === 'minute' || unit === 'second';

export interface Buckets {
  /** Every bucket the range touches, in order. */
  readonly all: readonly Bucket[];
  of(time: number): Bucket;
}

/** The buckets of a range in the shop's zone; hours and shorter ones in UTC where the zone says so. */
export function buckets(column: TimeColumn, range: Range, zones: { days: string; hours: string }): Buckets {
  const { unit, part } = column;
  const zone = short(unit) ? zones.hours : zones.days;
  const starts: number[] = [];
  const list: Bucket[] = [];
  let at = DateTime.fromMillis(range.from, { zone }).startOf(unit);
  while (at.toMillis() < range.to) {
    if (list.length >= most) {
      throw new QueryError('Response Too Large: Narrow the date range or use a larger time dimension');
    }
    starts.push(at.toMillis());
    list.push(
      part?.(at) ?? {
        key: list.length,
        text: at.toFormat(short(unit) ? "yyyy-MM-dd'T'HH:mm:ss" : 'yyyy-MM-dd'),
      }
    );
    at = at.plus({ [unit]: 1 });
  }
  return {
    all: part ? (column.all ?? [...new Map(list.map((each) => [each.key, each])).values()]) : list,
    of: (time) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= time) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      const bucket = list[low];
      if (!bucket) {
        throw new Error('a fact outside the range');
      }
      return bucket;
    },
  };
}
