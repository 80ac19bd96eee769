import negativeBinomialCdf from '@stdlib/stats-base-dists-negative-binomial-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import poissonCdf from '@stdlib/stats-base-dists-poisson-cdf';

/** Below this the sum of single probabilities is as exact as the library's incomplete beta function and fifteen times faster. */
const summed = 300;
const underflow = 1e-280;

/** Quantile of the standard normal distribution. */
export function z(probability: number): number {
  return normalQuantile(probability, 0, 1);
}

/**
 * P(Y ≤ k) of a count with a mean and a variance of φ times the mean: negative binomial with size r = mean/(φ − 1) and
 * p = 1/φ, Poisson where φ ≤ 1 (quasi-negative-binomial, the scheme of Farrington 1996 and Noufaily 2013).
 */
export function atMost(k: number, mean: number, phi: number): number {
  if (k < 0) {
    return 0;
  }
  if (mean <= 0) {
    return 1;
  }
  const poisson = phi < 1 + 1e-6;
  const size = poisson ? 0 : mean / (phi - 1);
  const none = poisson ? Math.exp(-mean) : Math.exp(-size * Math.log(phi));
  if (k > summed || none < underflow) {
    return poisson ? poissonCdf(k, mean) : negativeBinomialCdf(k, size, 1 / phi);
  }
  const q = poisson ? mean : 1 - 1 / phi;
  let term = none;
  let sum = none;
  for (let i = 1; i <= k; i++) {
    term *= poisson ? q / i : ((size + i - 1) / i) * q;
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * P(Y ≤ k) of the same count, exact where it is small. Where k is less than one standard deviation below the mean, nothing
 * hangs on the value and many are asked for: the first Edgeworth term is enough (within half a point from 20 on).
 */
export function roughlyAtMost(k: number, mean: number, phi: number): number {
  const deviation = Math.sqrt(Math.max(1, phi) * mean);
  const x = (k + 0.5 - mean) / deviation;
  if (x < -1 || mean < 20) {
    return atMost(k, mean, phi);
  }
  const skewness = (2 * Math.max(1, phi) - 1) / deviation;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return Math.min(1, Math.max(0, normalCdf(x, 0, 1) - (density * skewness * (x * x - 1)) / 6));
}

/** P(Y ≥ k) of the same count. */
export function atLeast(k: number, mean: number, phi: number): number {
  return k <= 0 ? 1 : Math.max(0, 1 - atMost(k - 1, mean, phi));
}

/**
 * The smallest k with P(Y ≤ k) ≥ probability, by summing; for large means by the Cornish–Fisher expansion with the
 * distribution's skewness (2φ − 1)/√(φ·mean), which is then within one order of the exact one.
 */
export function countQuantile(probability: number, mean: number, phi: number): number {
  if (!(mean > 0)) {
    return 0;
  }
  const poisson = phi < 1 + 1e-6;
  const size = poisson ? 0 : mean / (phi - 1);
  if (mean <= summed) {
    let term = poisson ? Math.exp(-mean) : Math.exp(-size * Math.log(phi));
    if (term > underflow) {
      const q = poisson ? mean : 1 - 1 / phi;
      let sum = term;
      let k = 0;
      while (sum < probability && term > 0) {
        k++;
        term *= poisson ? q / k : ((size + k - 1) / k) * q;
        sum += term;
      }
      return k;
    }
  }
  const spread = Math.max(1, phi);
  const at = z(probability);
  const skewness = (2 * spread - 1) / Math.sqrt(spread * mean);
  return Math.max(0, Math.round(mean + Math.sqrt(spread * mean) * (at + (skewness * (at * at - 1)) / 6)));
}
