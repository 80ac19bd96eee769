import type { ImpactSeries } from '../../impact';
import { bucketsOf } from '../common/zone';

/** One value per shown bucket; null where nothing is known. Money in units of the shop's currency. */
export interface Course {
  readonly times: readonly number[];
  readonly columns: Readonly<Record<CourseColumn, ReadonlyArray<number | null>>>;
}

export const courseColumns = [
  'orders',
  'expected',
  'lower',
  'upper',
  'revenue',
  'expected_revenue',
  'errors',
  'errors_usual',
  'shortfall',
  'revenue_at_risk_low',
  'revenue_at_risk_high',
  'p_value',
  'state',
] as const;
export type CourseColumn = (typeof courseColumns)[number];

export interface CourseInput {
  readonly series: ImpactSeries;
  /** Ten-thousandths by bucket; undefined without a copy. */
  readonly revenue: Float64Array | undefined;
  /** Mean value of an order in ten-thousandths; `NaN` where none is known. */
  readonly orderValue: number;
  /** Orders are known before this instant. */
  readonly ordersUntil: number;
}

const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

/** Buckets as they were judged. */
export function courseOf({ series, revenue, orderValue, ordersUntil }: CourseInput): Course {
  const times = [...series.times];
  const isKnown = revenue !== undefined;
  const all = (values: Float64Array, scale = 1) => times.map((_, at) => known((values[at] ?? NaN) / scale));
  const ordered = (values: Float64Array, scale = 1) =>
    times.map((time, at) => (time < ordersUntil ? known((values[at] ?? NaN) / scale) : null));
  const expected = (values: Float64Array, scale = 1) => (isKnown ? all(values, scale) : times.map(() => null));
  return {
    times,
    columns: {
      orders: ordered(series.orders),
      expected: expected(series.expected),
      lower: expected(series.lower),
      upper: expected(series.upper),
      revenue: isKnown ? ordered(revenue, 10_000) : times.map(() => null),
      expected_revenue: times.map((_, at) =>
        isKnown ? known(((series.expected[at] ?? NaN) * orderValue) / 10_000) : null
      ),
      errors: all(series.errors),
      errors_usual: all(series.errorsUsual),
      shortfall: ordered(series.shortfall),
      revenue_at_risk_low: expected(series.atRiskLow, 10_000),
      revenue_at_risk_high: expected(series.atRiskHigh, 10_000),
      p_value: expected(series.pValue),
      state: all(series.state),
    },
  };
}

type Sum = (values: ReadonlyArray<number | null>) => number | null;

const present = (values: ReadonlyArray<number | null>) => values.filter((value) => value !== null);
const sum: Sum = (values) => {
  const found = present(values);
  return found.length === 0 ? null : found.reduce((total, value) => total + value, 0);
};
const greatest: Sum = (values) => {
  const found = present(values);
  return found.length === 0 ? null : Math.max(...found);
};
const last: Sum = (values) => present(values).at(-1) ?? null;

/**
 * Hours added up to days of a zone. Bounds are those of a sum of hours that scatter on their own (half-widths add in
 * squares), which is a little narrow where orders come in bursts; the state is the day's gravest, the rest its last.
 */
export function byDay({ times, columns }: Course, zone: string): Course {
  const first = times[0] ?? 0;
  const end = (times.at(-1) ?? 0) + 3_600_000;
  const days = times.length === 0 ? [] : bucketsOf('day', first, end, zone);
  const parts = days.map((from, day) => {
    const until = days[day + 1] ?? Infinity;
    return { first: times.findIndex((time) => time >= from), last: times.findLastIndex((time) => time < until) + 1 };
  });
  const joined = (column: CourseColumn, how: Sum) =>
    parts.map((part) => how(columns[column].slice(part.first, part.last)));
  const bound = (column: 'lower' | 'upper', sign: 1 | -1) =>
    parts.map((part) => {
      const expected = columns.expected.slice(part.first, part.last);
      const squares = columns[column].slice(part.first, part.last).map((value, at) => {
        const middle = expected[at] ?? null;
        return value === null || middle === null ? null : (value - middle) ** 2;
      });
      const [middle, width] = [sum(expected), sum(squares)];
      return middle === null || width === null ? null : Math.max(0, middle + sign * Math.sqrt(width));
    });
  return {
    times: days,
    columns: {
      orders: joined('orders', sum),
      expected: joined('expected', sum),
      lower: bound('lower', -1),
      upper: bound('upper', 1),
      revenue: joined('revenue', sum),
      expected_revenue: joined('expected_revenue', sum),
      errors: joined('errors', sum),
      errors_usual: joined('errors_usual', sum),
      shortfall: joined('shortfall', sum),
      revenue_at_risk_low: joined('revenue_at_risk_low', last),
      revenue_at_risk_high: joined('revenue_at_risk_high', last),
      p_value: joined('p_value', last),
      state: joined('state', greatest),
    },
  };
}

/** Mean of order values without the lowest and the highest hundredth. */
export function trimmedMean(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const cut = Math.floor(sorted.length / 100);
  const kept = sorted.subarray(cut, sorted.length - cut);
  return kept.length === 0 ? NaN : kept.reduce((total, value) => total + value, 0) / kept.length;
}
