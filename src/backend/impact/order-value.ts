/** Mean value of an order and how sure it is. Money in ten-thousandths. */
export interface OrderValue {
  /** Mean without the largest and smallest 1 %. */
  readonly mean: number;
  /** Variance of that mean, by bootstrap. */
  readonly variance: number;
  /** Variance of a single order's value. */
  readonly spread: number;
}

const trimmed = 0.01;
const rounds = 200;
/** The bootstrap draws from at most this many values; the variance is scaled to the sample's size. */
const most = 400;

/** A seeded source of numbers in [0, 1) (mulberry32): the same seed gives the same interval. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What an order is worth, from a sample of orders of the same weeks; undefined without one. */
export function orderValue(values: ArrayLike<number>, random: () => number): OrderValue | undefined {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  if (sorted.length === 0) {
    return undefined;
  }
  const cut = Math.floor(sorted.length * trimmed);
  const kept = sorted.subarray(cut, sorted.length - cut);
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const spread = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, kept.length - 1);
  if (kept.length < 2) {
    return { mean, variance: mean * mean, spread: mean * mean };
  }
  const size = Math.min(kept.length, most);
  const means = Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let n = 0; n < size; n++) {
      sum += kept[Math.floor(random() * kept.length)] ?? 0;
    }
    return sum / size;
  });
  const middle = means.reduce((sum, value) => sum + value, 0) / rounds;
  const variance = (means.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (rounds - 1)) * (size / kept.length);
  return { mean, variance, spread };
}
