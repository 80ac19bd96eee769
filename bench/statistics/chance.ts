import { seeded } from '../../src/backend/impact/order-value';

/** Random numbers of the kinds the simulated shops need, all from one seed. */
export interface Chance {
  uniform(): number;
  normal(): number;
  poisson(mean: number): number;
  gamma(shape: number): number;
  /** A count with a variance of φ times its mean. */
  count(mean: number, phi: number): number;
  binomial(n: number, p: number): number;
}

export function chance(seed: number): Chance {
  const uniform = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape: number): number => {
    if (shape < 1) {
      return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    }
    // Marsaglia and Tsang 2000.
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  };
  const poisson = (mean: number): number => {
    if (mean > 60) {
      // A gamma variate is the time of the n-th arrival: what is left is a smaller Poisson or a binomial.
      const n = Math.floor(mean * 0.875);
      const time = gamma(n);
      return time > mean ? binomial(n - 1, mean / time) : n + poisson(mean - time);
    }
    const limit = Math.exp(-mean);
    let product = 1 - uniform();
    let k = 0;
    while (product > limit) {
      product *= 1 - uniform();
      k++;
    }
    return k;
  };
  const binomial = (n: number, p: number): number => {
    let hits = 0;
    for (let i = 0; i < n; i++) {
      hits += uniform() < p ? 1 : 0;
    }
    return hits;
  };
  const count = (mean: number, phi: number) =>
    mean <= 0 ? 0 : phi <= 1 ? poisson(mean) : poisson(gamma(mean / (phi - 1)) * (phi - 1));
  return { uniform, normal, poisson, gamma, count, binomial };
}
