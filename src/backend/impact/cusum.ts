/** The loss that the CUSUM looks for. */
export const cusumDrop = 0.5;
/** The threshold of its alarm. */
export const cusumThreshold = 12;

/** A likelihood-ratio CUSUM for a lower (or, with a negative drop, a higher) rate. */
export interface Cusum {
  readonly value: number;
  /** First bucket since which the value is above 0: the estimated onset. */
  readonly onset: number;
}

/**
 * L_t = max(0, L_{t−1} + [O_t·ln(1 − d) + d·E_t]/φ): log-likelihood ratio of a rate of (1 − d)·E against E, quasi-scaled
 * by φ (Page 1954; Lucas 1985 for counts). Alarm where L > h; onset is where it last left 0. With 10 orders a bucket,
 * d = 0.5: h = 7 gives 0.2–0.4 false alarms a week and sees a halving after 5 (φ = 1) to 9 (φ = 2) buckets.
 */
export function cusumStep(
  before: Cusum,
  i: number,
  orders: number,
  expected: number,
  phi: number,
  drop: number = cusumDrop
): Cusum {
  const value = before.value + (orders * Math.log1p(-drop) + drop * expected) / phi;
  return value <= 0 || Number.isNaN(value)
    ? { value: 0, onset: i + 1 }
    : { value, onset: before.value > 0 ? before.onset : i };
}
