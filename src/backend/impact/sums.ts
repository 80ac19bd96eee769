/** Sums over stretches of buckets in constant time: `sums[to] − sums[from]`. What is not a number counts as 0. */
export function prefixSums(values: ArrayLike<number>, count: number): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    const value = values[i];
    sums[i + 1] = (sums[i] ?? 0) + (value !== undefined && value > 0 ? value : 0);
  }
  return sums;
}

/** The sum over buckets [from, to), cut to those there are. */
export function between(sums: Float64Array, from: number, to: number): number {
  const last = sums.length - 1;
  return (sums[Math.min(Math.max(to, 0), last)] ?? 0) - (sums[Math.min(Math.max(from, 0), last)] ?? 0);
}
