import type { Cusum } from './cusum';
import { z } from './distributions';

/**
 * Log-likelihood ratio of a count's own rate against the expected one: (O·ln(O/E) − O + E)/φ, quasi-scaled by φ; 0 where it
 * does not lie on the side looked for.
 */
function ratio(found: number, expected: number, phi: number, side: 'low' | 'high'): number {
  const mean = Math.max(expected, 1e-3);
  if (side === 'low' ? found >= mean : found <= mean) {
    return 0;
  }
  return ((found > 0 ? found * Math.log(found / mean) : 0) - found + mean) / phi;
}

/** How likely each bucket is to be an edge of a change: the weights add up to 1. */
export interface Edge {
  readonly first: number;
  readonly weights: Float64Array;
}

/**
 * Where a change's edge lies, of the buckets [first, last]: the likelihood of the change point with the rate beside it
 * unknown (Hinkley 1970; Siegmund and Venkatraman 1995), every bucket as likely as the other beforehand. A CUSUM's last zero
 * answers this only for the loss that it is tuned to: beside a loss of 30 % one tuned to a half falls to 0 again and
 * again, and behind an earlier burst it may not fall to 0 for hours.
 * @param found and expected: counts of the change if its edge lay at a bucket
 */
export function edgeOf(
  first: number,
  last: number,
  phi: number,
  side: 'low' | 'high',
  found: (edge: number) => number,
  expected: (edge: number) => number
): Edge {
  const from = Math.min(first, last);
  const weights = new Float64Array(last - from + 1);
  let most = 0;
  for (let n = 0; n < weights.length; n++) {
    const value = ratio(found(from + n), expected(from + n), phi, side);
    weights[n] = value;
    most = Math.max(most, value);
  }
  let sum = 0;
  for (let n = 0; n < weights.length; n++) {
    weights[n] = Math.exp((weights[n] ?? 0) - most);
    sum += weights[n] ?? 0;
  }
  return { first: from, weights: weights.map((value) => value / sum) };
}

/** The bucket with as much likelihood before it as behind it: on average nearest to the edge. */
export function middleOf({ first, weights }: Edge): number {
  let sum = 0;
  const at = weights.findIndex((weight) => {
    sum += weight;
    return sum >= 0.5;
  });
  return first + Math.max(0, at);
}

/** Whether a bucket may be the edge: within the 95 % likelihood interval, e^(−χ²/2) of the greatest likelihood (Wilks). */
export function mayBe({ first, weights }: Edge, at: number): boolean {
  return (weights[at - first] ?? 0) >= 0.147 * weights.reduce((max, weight) => Math.max(max, weight), 0);
}

/** Mean and variance of a quantity that hangs on the edge. */
export function over({ first, weights }: Edge, value: (edge: number) => number): { mean: number; variance: number } {
  let [mean, squares] = [0, 0];
  weights.forEach((weight, n) => {
    if (weight > 1e-9) {
      const of = value(first + n);
      mean += weight * of;
      squares += weight * of * of;
    }
  });
  return { mean, variance: Math.max(0, squares - mean * mean) };
}

const tail = z(0.9);

/**
 * Upper end of the 80 % interval of a rate against the usual: ((O + ½) + z·√(φ·(O + ½)))/E. A loss is noticed when it looks
 * larger than it is, and its end would be seen in orders that are as low as before.
 */
export function upperRate(found: number, expected: number, phi: number): number {
  return (found + 0.5 + tail * Math.sqrt(phi * (found + 0.5))) / Math.max(expected, 1e-3);
}

/** Lower end of the same interval, for what is above the usual. */
export function lowerRate(found: number, expected: number, phi: number): number {
  return Math.max(0, found - tail * Math.sqrt(phi * found)) / Math.max(expected, 1e-3);
}

/** Evidence that a change is over, in log-likelihood: e⁵ is 148 to 1. */
export const overThreshold = 5;

/**
 * M_t = max(0, M_{t−1} + [(ρ − 1)·E_t − O_t·ln ρ]/φ): log-likelihood ratio of the usual rate against ρ times it, ρ being
 * the rate found while it lasted (Page 1954, the other way round). It is over where M > 5, and has been since M last left 0.
 * So a loss of 30 % needs more orders to be called over than a total one, and does not end by one good half hour.
 * What is not known changes nothing.
 */
export function overStep(before: Cusum, i: number, found: number, expected: number, phi: number, rho: number): Cusum {
  const step = ((rho - 1) * expected - found * Math.log(rho)) / phi;
  if (Number.isNaN(step)) {
    return before;
  }
  const value = before.value + step;
  return value <= 0 ? { value: 0, onset: i + 1 } : { value, onset: before.value > 0 ? before.onset : i };
}
