import type { Episode, Intervals } from './types';
import { dispersionOf } from './dispersion';
import type { OrderValue } from './order-value';
import { lateRecovery } from './recovery';
import { revenueAtRisk, shortfallOf } from './shortfall';
import { between } from './sums';
import type { Usual } from './usual';
import type { Stretch, Walk } from './walk';

/** Sums that episodes are weighed by. */
export interface Weighing {
  readonly usual: Usual;
  readonly walk: Walk;
  readonly expectedSums: Float64Array;
  readonly errorSums?: Float64Array;
  readonly errorUsualSums?: Float64Array;
  readonly value?: OrderValue | undefined;
  /** Buckets from this one on are not judged. */
  readonly until: number;
}

/** Shortfall of buckets [from, to). */
export function lossOf({ usual, expectedSums }: Weighing, from: number, to: number): Intervals {
  const expected = between(expectedSums, from, to);
  return shortfallOf(between(usual.sums, from, to), expected, dispersionOf(usual.dispersion, to - from));
}

/** What a stretch cost and what came late, in orders and money. */
export function weigh(weighing: Weighing, { start, detected, end, state }: Stretch): Episode {
  const { usual, expectedSums, value, until } = weighing;
  const { grid } = usual;
  const time = (bucket: number) => grid.start + bucket * grid.bucketMs;
  const to = end ?? until;
  const orders = between(usual.sums, start, to);
  const expected = between(expectedSums, start, to);
  const shortfall = lossOf(weighing, start, to);
  const after = Math.min(until, to + (to - start));
  const recovery =
    end === undefined || after <= end
      ? undefined
      : lateRecovery(
          time(end),
          time(after),
          between(usual.sums, end, after),
          between(expectedSums, end, after),
          dispersionOf(usual.dispersion, after - end),
          expected - orders,
          shortfall
        );
  return {
    start: time(start),
    detected: time(detected + 1),
    ...(end !== undefined && { end: time(end) }),
    state,
    orders,
    expected,
    shortfall,
    ...(value !== undefined && { revenueAtRisk: revenueAtRisk(shortfall, expected - orders, value) }),
    ...(recovery !== undefined && { recovery }),
    ...(weighing.errorSums !== undefined && { errors: between(weighing.errorSums, start, to) }),
    ...(weighing.errorUsualSums !== undefined && { errorsUsual: between(weighing.errorUsualSums, start, to) }),
    noMeasurableLoss: shortfall.interval80.low <= 0,
  };
}

/** The 80 % interval of the revenue at risk from the start of each episode up to each of its buckets. */
export function runningRisk(weighing: Weighing): { readonly low: Float64Array; readonly high: Float64Array } {
  const { usual, walk, expectedSums, value, until } = weighing;
  const low = new Float64Array(usual.grid.count).fill(NaN);
  const high = new Float64Array(usual.grid.count).fill(NaN);
  if (value === undefined) {
    return { low, high };
  }
  for (const { start, end } of walk.stretches) {
    for (let i = start; i < (end ?? until); i++) {
      const missing = between(expectedSums, start, i + 1) - between(usual.sums, start, i + 1);
      const { interval80 } = revenueAtRisk(lossOf(weighing, start, i + 1), missing, value);
      low[i] = interval80.low;
      high[i] = interval80.high;
    }
  }
  return { low, high };
}
