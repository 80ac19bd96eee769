import type { Interval, Intervals } from './types';
import { countQuantile, z } from './distributions';
import type { OrderValue } from './order-value';

const levels = [
  ['interval80', 0.1],
  ['interval95', 0.025],
] as const;

/**
 * Orders missing in a stretch: S = Y − O, where Y is what would have come (negative binomial with the expected mean and
 * variance φ·mean) and O what came. The interval runs between Y's quantiles less O; it is signed, and holds 0 where
 * no loss can be told.
 */
export function shortfallOf(orders: number, expected: number, phi: number): Intervals {
  const [interval80, interval95] = levels.map(([, tail]): Interval => ({
    low: countQuantile(tail, expected, phi) - orders,
    high: countQuantile(1 - tail, expected, phi) - orders,
  }));
  return { interval80: interval80 ?? none, interval95: interval95 ?? none };
}

const none: Interval = { low: NaN, high: NaN };

/**
 * Revenue at risk: R = S·A with A the mean order value. Each end of the shortfall's interval, times A, is moved out by
 * the value's own uncertainty, in squares: A²·(S − S_end)² + z²·(S²·Var A + |S|·σ²), σ² the variance of one order's value.
 * Ten-thousandths of a unit, rounded outwards.
 */
export function revenueAtRisk(shortfall: Intervals, middle: number, value: OrderValue): Intervals {
  const interval = (name: 'interval80' | 'interval95', tail: number): Interval => {
    const { low, high } = shortfall[name];
    const own = z(1 - tail) ** 2 * (middle * middle * value.variance + Math.abs(middle) * value.spread);
    const reach = (end: number) => Math.sqrt((value.mean * (end - middle)) ** 2 + own);
    return {
      low: Math.floor(value.mean * middle - reach(Math.min(low, middle))),
      high: Math.ceil(value.mean * middle + reach(Math.max(high, middle))),
    };
  };
  return { interval80: interval('interval80', 0.1), interval95: interval('interval95', 0.025) };
}
