import type { Interval, Intervals } from './types';
import { countQuantile, z } from './distributions';
import type { OrderValue } from './order-value';

const levels = [
  ['interval80', 0.1],
  ['interval95', 0.025],
] as const;

/** How far the stretch's edges are known: orders missing beside it on average, and their variance. */
export interface Edges {
  readonly shift: number;
  readonly variance: number;
}
export const sure: Edges = { shift: 0, variance: 0 };

/** Orders missing, and the middle that the intervals lie around. */
export interface Loss extends Intervals {
  readonly middle: number;
}

/**
 * Orders missing in a stretch: S = Y − O, where Y is what would have come (negative binomial with the expected mean and
 * variance φ·mean) and O what came. For edges that are known the interval runs between Y's quantiles less O. Edges that
 * are not move it by their shift and each of its ends out in squares: √((Y_q − E)² + z²·Var) (law of total variance). It is
 * signed, and holds 0 where no loss can be told.
 */
export function shortfallOf(orders: number, expected: number, phi: number, { shift, variance }: Edges = sure): Loss {
  const middle = expected - orders + shift;
  const [interval80, interval95] = levels.map(([, tail]): Interval => {
    const own = z(1 - tail) ** 2 * variance;
    const reach = (probability: number) =>
      Math.hypot(countQuantile(probability, expected, phi) - expected, Math.sqrt(own));
    return own === 0 && shift === 0
      ? { low: countQuantile(tail, expected, phi) - orders, high: countQuantile(1 - tail, expected, phi) - orders }
      : { low: middle - reach(tail), high: middle + reach(1 - tail) };
  });
  return { middle, interval80: interval80 ?? none, interval95: interval95 ?? none };
}

/** The same with nothing below 0: what is told as missing. */
export function atLeastNone({ interval80, interval95 }: Intervals): Intervals {
  const cut = ({ low, high }: Interval): Interval => ({ low: Math.max(0, low), high: Math.max(0, high) });
  return { interval80: cut(interval80), interval95: cut(interval95) };
}

const none: Interval = { low: NaN, high: NaN };

/**
 * Revenue at risk: R = S·A with A the mean order value. Each end of the shortfall's interval, times A, is moved out by
 * the value's own uncertainty, in squares: A²·(S − S_end)² + z²·(S²·Var A + |S|·σ²), σ² the variance of one order's value.
 * Ten-thousandths of a unit, rounded outwards, and never below 0: there is no less than nothing to lose.
 */
export function revenueAtRisk(shortfall: Intervals, middle: number, value: OrderValue): Intervals {
  const interval = (name: 'interval80' | 'interval95', tail: number): Interval => {
    const { low, high } = shortfall[name];
    const own = z(1 - tail) ** 2 * (middle * middle * value.variance + Math.abs(middle) * value.spread);
    const reach = (end: number) => Math.sqrt((value.mean * (end - middle)) ** 2 + own);
    return {
      low: Math.max(0, Math.floor(value.mean * middle - reach(Math.min(low, middle)))),
      high: Math.max(0, Math.ceil(value.mean * middle + reach(Math.max(high, middle)))),
    };
  };
  return { interval80: interval('interval80', 0.1), interval95: interval('interval95', 0.025) };
}
