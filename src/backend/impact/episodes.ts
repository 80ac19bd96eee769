import type { Episode } from './types';
import { edgeOf, over } from './change';
import { dispersionOf } from './dispersion';
import type { OrderValue } from './order-value';
import { lateRecovery } from './recovery';
import { atLeastNone, revenueAtRisk, shortfallOf, sure, type Edges, type Loss } from './shortfall';
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

/** Shortfall of buckets [from, to), whose edges are known but for what `edges` says. */
export function lossOf({ usual, expectedSums }: Weighing, from: number, to: number, edges: Edges = sure): Loss {
  const expected = between(expectedSums, from, to);
  return shortfallOf(between(usual.sums, from, to), expected, dispersionOf(usual.dispersion, to - from), edges);
}

/**
 * What it does to the shortfall that orders alone tell when a stretch began and ended: mean and variance of the orders
 * missing between the edges told and those it may have had, by their likelihood as known now. Where errors tell an edge it
 * owes nothing to the orders, and is taken as it is.
 */
function edgesOf(
  { usual, expectedSums, until }: Weighing,
  { start, end, detected, startsAfter, endsBefore }: Stretch
): Edges {
  const to = end ?? until;
  const missing = (from: number, upTo: number) => between(expectedSums, from, upTo) - between(usual.sums, from, upTo);
  const signed = (from: number, upTo: number) => (from <= upTo ? missing(from, upTo) : -missing(upTo, from));
  const phi = dispersionOf(usual.dispersion, usual.grid.perDay / 24);
  const edge = (first: number, last: number, part: (at: number) => readonly [number, number]) =>
    edgeOf(
      first,
      last,
      phi,
      'low',
      (at) => between(usual.sums, ...part(at)),
      (at) => between(expectedSums, ...part(at))
    );
  const before =
    startsAfter === undefined
      ? nothing
      : over(
          edge(startsAfter, detected, (at) => [at, to]),
          (at) => signed(at, start)
        );
  const after =
    endsBefore === undefined || end === undefined
      ? nothing
      : over(
          edge(detected + 1, endsBefore + 1, (at) => [start, at]),
          (at) => signed(end, at)
        );
  return { shift: before.mean + after.mean, variance: before.variance + after.variance };
}

const nothing = { mean: 0, variance: 0 };

/** What a stretch cost and what came late, in orders and money. */
export function weigh(weighing: Weighing, stretch: Stretch): Episode {
  const { start, detected, end, state } = stretch;
  const { usual, expectedSums, value, until } = weighing;
  const { grid } = usual;
  const time = (bucket: number) => grid.start + bucket * grid.bucketMs;
  const to = end ?? until;
  const orders = between(usual.sums, start, to);
  const expected = between(expectedSums, start, to);
  const { middle, ...shortfall } = lossOf(weighing, start, to, edgesOf(weighing, stretch));
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
    shortfall: atLeastNone(shortfall),
    ...(shortfall.interval80.high < 0 && { busier: true as const }),
    ...(value !== undefined && { revenueAtRisk: revenueAtRisk(shortfall, middle, value) }),
    ...(recovery !== undefined && { recovery }),
    ...(weighing.errorSums !== undefined && { errors: between(weighing.errorSums, start, to) }),
    ...(weighing.errorUsualSums !== undefined && { errorsUsual: between(weighing.errorUsualSums, start, to) }),
    noMeasurableLoss: shortfall.interval80.low <= 0,
  };
}

/** The 80 % interval of the revenue at risk from the start of each episode up to each of its buckets. */
export function runningRisk(weighing: Weighing): { readonly low: Float64Array; readonly high: Float64Array } {
  const { usual, walk, value, until } = weighing;
  const low = new Float64Array(usual.grid.count).fill(NaN);
  const high = new Float64Array(usual.grid.count).fill(NaN);
  if (value === undefined) {
    return { low, high };
  }
  for (const stretch of walk.stretches) {
    const { start, end } = stretch;
    const edges = edgesOf(weighing, stretch);
    for (let i = start; i < (end ?? until); i++) {
      const { middle, ...loss } = lossOf(weighing, start, i + 1, edges);
      const { interval80 } = revenueAtRisk(loss, middle, value);
      low[i] = interval80.low;
      high[i] = interval80.high;
    }
  }
  return { low, high };
}
