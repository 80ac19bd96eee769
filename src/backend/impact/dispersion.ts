import type { Flags } from './flags';
import type { Level } from './level';
import { between } from './sums';

/** Variance over mean of windows of each length, length in buckets. */
export type Dispersion = ReadonlyMap<number, number>;

/** A squared residual counts at most this many times the variance: one outage in eight weeks is not how the shop is. */
const cap = 10;
/** What is assumed where the history is too short to tell. */
const unknown = 3;
const fewest = 20;
/** Of more windows than this every fifth, eleventh … is looked at: primes that don't divide a week, so that all hours come up. */
const most = 3000;
const strides = [1, 5, 11, 13, 17, 19, 23];

/**
 * φ̂ of windows of each length: Σ (O − E)² / Σ E over the history's windows, E being what the same rules would have
 * expected without that week, level and all. So it holds Poisson noise, bursts, days that differ, and the error of
 * baseline and level; V = φ̂·E is the variance of a prediction, with no (1 + 1/K) beside it. It grows with the length
 * where orders come in bursts or days differ, which is why each length has its own. Floored at 1; residuals beyond
 * √10 standard deviations are cut to that. Windows with fewer than half an expected order tell nothing and are left out.
 *
 * Compare Σ_slots Σ_k (y − ȳ)²/ȳ ÷ Σ(K − 1), which knows one length and no error of the level.
 */
export function measureDispersion(
  lengths: readonly number[],
  from: number,
  until: number,
  sums: Float64Array,
  baseSums: Float64Array,
  flags: Flags,
  level: Level
): Dispersion {
  const found = new Map<number, number>();
  let before = 1;
  for (const length of lengths) {
    const squares: number[] = [];
    const means: number[] = [];
    const step = length * (strides.find((stride) => (until - from) / length / stride <= most) ?? 1);
    for (let at = from; at + length <= until; at += step) {
      const mean = between(baseSums, at, at + length);
      if (mean < 0.25 || between(flags.badSums, at, at + length) > 0) {
        continue;
      }
      const expected = mean * level.at(at);
      if (expected >= 0.5) {
        const residual = between(sums, at, at + length) - expected;
        squares.push(residual * residual);
        means.push(expected);
      }
    }
    before = means.length < fewest ? Math.max(before, found.size === 0 ? unknown : before) : capped(squares, means);
    found.set(length, before);
  }
  return found;
}

function capped(squares: readonly number[], means: readonly number[]): number {
  const mean = means.reduce((sum, value) => sum + value, 0);
  let phi = squares.reduce((sum, value) => sum + value, 0) / mean;
  for (let round = 0; round < 4; round++) {
    const limit = cap * Math.max(1, phi);
    const sum = squares.reduce((all, value, i) => all + Math.min(value, limit * (means[i] ?? 0)), 0);
    phi = sum / mean;
  }
  return Math.max(1, phi);
}

/** φ of a window of any length: of the shortest measured one that is not shorter, else of the longest. */
export function dispersionOf(dispersion: Dispersion, length: number): number {
  let phi = 1;
  for (const [measured, value] of dispersion) {
    phi = value;
    if (measured >= length) {
      break;
    }
  }
  return phi;
}
