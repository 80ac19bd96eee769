import type { Interval, Intervals, Recovery } from './types';
import { countQuantile } from './distributions';

/**
 * Orders that came late: those above the usual in a stretch after the loss, never below 0, and the shortfall less them.
 * Var(net) = Var(S) + Var(post); the ends are combined in squares. Orders deferred look like this, and so does a rush
 * that has nothing to do with it: it is told as "came above the usual", not as "came back".
 */
export function lateRecovery(
  from: number,
  to: number,
  orders: number,
  expected: number,
  phi: number,
  missing: number,
  shortfall: Intervals
): Recovery {
  const above = Math.max(0, orders - expected);
  const both = (name: 'interval80' | 'interval95', tail: number): [Interval, Interval] => {
    const [down, up] = [
      expected - countQuantile(tail, expected, phi),
      countQuantile(1 - tail, expected, phi) - expected,
    ];
    const recovered = { low: Math.max(0, orders - expected - up), high: Math.max(0, orders - expected + down) };
    const lost = shortfall[name];
    const net = missing - above;
    return [
      recovered,
      {
        low: net - Math.hypot(missing - lost.low, recovered.high - above),
        high: net + Math.hypot(lost.high - missing, above - recovered.low),
      },
    ];
  };
  const [recovered80, net80] = both('interval80', 0.1);
  const [recovered95, net95] = both('interval95', 0.025);
  return {
    from,
    to,
    recovered: { interval80: recovered80, interval95: recovered95 },
    net: { interval80: net80, interval95: net95 },
  };
}
