import { roughlyAtMost } from './distributions';
import { dispersionOf, type Dispersion } from './dispersion';
import { alarmLevel, requiredCount, watchLevel } from './required';
import { between } from './sums';
import type { Usual } from './usual';

/** Losses that a window is chosen for: each has the smallest window that holds enough expected orders for it. */
const drops = [1, 0.5, 0.3] as const;

/** What the dip test says of the windows that end with a bucket. */
export interface Dip {
  /** Of the window chosen for a loss of a half, else of the one for a total loss; `NaN` where orders are too few for any. */
  readonly pValue: number;
  /** The smallest p of the windows. */
  readonly least: number;
  /** First bucket of the window with the smallest p. */
  readonly from: number;
}

/** Expected orders each window needs, by loss and length. */
export interface DipPlan {
  readonly phi: readonly number[];
  /** To be alarmed by. */
  readonly alarm: ReadonlyArray<readonly number[]>;
  /** To tell that all is well again: total loss and loss of a half at the level of watching. */
  readonly calm: ReadonlyArray<readonly number[]>;
}

export function planDips(lengths: readonly number[], dispersion: Dispersion): DipPlan {
  const phi = lengths.map((length) => dispersionOf(dispersion, length));
  const table = (losses: readonly number[], level: number) =>
    losses.map((drop) => phi.map((value) => requiredCount(drop, value, level)));
  return { phi, alarm: table(drops, alarmLevel), calm: table([1, 0.5], watchLevel) };
}

/**
 * Dip test with an adaptive window: for a total loss, a loss of a half and one of 30 % the smallest window that holds the
 * expected orders required for it, p = P(Y ≤ O), quasi-negative-binomial with the dispersion of windows of that length.
 * @param expected of the windows ending at `end`, as `expectations` gives them
 */
export function dipTest(usual: Usual, plan: DipPlan, end: number, expected: Float64Array): Dip {
  let [pValue, least, from] = [NaN, NaN, end];
  for (const needs of plan.alarm) {
    const window = chosen(usual, needs, expected);
    if (window === undefined) {
      break;
    }
    const p = lowerTail(usual, plan, window, end);
    if (needs !== plan.alarm[2] || Number.isNaN(pValue)) {
      pValue = p;
    }
    if (!(p >= least)) {
      [least, from] = [p, end - window.length];
    }
  }
  return { pValue, least, from };
}

/**
 * Whether orders are back to usual: p > 0.2 in the smallest window that would show a loss of a half at the level of
 * watching, or, where there is none yet, p > 0.4 in the one that would show a total loss.
 */
export function recovered(usual: Usual, plan: DipPlan, end: number, expected: Float64Array): boolean {
  const half = chosen(usual, plan.calm[1] ?? [], expected);
  if (half !== undefined) {
    return lowerTail(usual, plan, half, end) > 0.2;
  }
  const total = chosen(usual, plan.calm[0] ?? [], expected);
  return total !== undefined && lowerTail(usual, plan, total, end) > 0.4;
}

/** A window that holds enough. */
export interface Chosen {
  readonly index: number;
  readonly length: number;
  readonly expected: number;
}

/** Expected orders of the windows ending at `end`, by length; `NaN` for those that would reach back past `earliest`. */
export function expectations(
  usual: Usual,
  end: number,
  earliest: number,
  level: (from: number) => number,
  into: Float64Array = new Float64Array(usual.lengths.length)
): Float64Array {
  const { lengths, baseSums } = usual;
  const all = baseSums[end] ?? 0;
  for (let index = 0; index < lengths.length; index++) {
    const from = end - (lengths[index] ?? 0);
    into[index] = from < Math.max(0, earliest) ? NaN : (all - (baseSums[from] ?? 0)) * level(from);
  }
  return into;
}

/** The smallest window that holds the expected orders needed at its length. */
export function chosen(usual: Usual, needs: readonly number[], expected: Float64Array): Chosen | undefined {
  for (let index = 0; index < needs.length; index++) {
    if ((expected[index] ?? NaN) >= (needs[index] ?? Infinity)) {
      return { index, length: usual.lengths[index] ?? 1, expected: expected[index] ?? 0 };
    }
  }
  return undefined;
}

function lowerTail(usual: Usual, plan: DipPlan, { index, length, expected }: Chosen, end: number): number {
  return roughlyAtMost(between(usual.sums, end - length, end), expected, plan.phi[index] ?? 1);
}
