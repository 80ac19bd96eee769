import type { RequiredCounts } from './types';
import { atMost, z } from './distributions';

/** One-sided level of an alarm by a window. */
export const alarmLevel = 0.0001;
/**
 * One-sided level of an alarm by a window while errors are in alarm. At 1 %, four in ten bursts of two hours that cost
 * nothing were called a loss (24 looks at up to three windows); `npm run bench:statistics` and its test hold this one.
 */
export const besideErrorsLevel = 0.001;
/** One-sided level at which it is watched. */
export const watchLevel = 0.01;
/** Share of real losses that the required counts let through as alarms. */
export const power = 0.8;

/**
 * Expected orders that a window must hold so that a loss of share `drop` is noticed with the power above by a test at a
 * level. With variance φ·mean: n ≈ φ·((z_{1−α} + z_{power}·√(1−drop))/drop)²; the start of a search that steps up until the
 * exact negative binomial has the power. At α = 1 % and φ = 1: 5 for total loss, 15 for −70 %, 32 for −50 %, 99 for −30 %,
 * 232 for −20 %.
 */
export function requiredCount(drop: number, phi: number, level: number): number {
  const grid = Math.exp(Math.ceil(Math.log(Math.max(1, phi)) / gridStep - 1e-9) * gridStep);
  const key = `${String(drop)} ${String(level)} ${grid.toFixed(4)}`;
  const known = found.get(key) ?? search(drop, grid, level);
  found.set(key, known);
  return known;
}

/** φ is rounded up to a grid of 2 %, so that the same searches are made once per process. */
const gridStep = 0.02;
const found = new Map<string, number>();

function search(drop: number, phi: number, level: number): number {
  const rest = 1 - drop;
  const near = phi * ((z(1 - level) + z(power) * Math.sqrt(rest)) / drop) ** 2;
  const step = Math.max(0.1, near / 50);
  for (let mean = near * 0.4; ; mean += step) {
    const most = critical(mean, phi, level);
    if (most >= 0 && (rest <= 0 || atMost(most, mean * rest, phi) >= power)) {
      return mean;
    }
  }
}

/** The largest count that is significantly low; −1 where none is. */
export function critical(mean: number, phi: number, level: number): number {
  let low = -1;
  let high = Math.ceil(mean);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (atMost(middle, mean, phi) <= level) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

export function requiredCounts(phi: number, level: number): RequiredCounts {
  const of = (drop: number) => requiredCount(drop, phi, level);
  return { total: of(1), drop70: of(0.7), drop50: of(0.5), drop30: of(0.3), drop20: of(0.2) };
}
