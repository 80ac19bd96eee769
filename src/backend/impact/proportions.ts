import type { Interval } from './types';
import { z } from './distributions';

/** Wilson's score interval of a share. */
export function wilson(successes: number, of: number, confidence: number): Interval {
  if (of <= 0) {
    return { low: 0, high: 1 };
  }
  const q = z(0.5 + confidence / 2);
  const share = successes / of;
  const middle = (share + (q * q) / (2 * of)) / (1 + (q * q) / of);
  const reach = (q / (1 + (q * q) / of)) * Math.sqrt((share * (1 - share)) / of + (q * q) / (4 * of * of));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/**
 * Interval of p₁ − p₂ from two Wilson intervals, ends combined in squares (Newcombe 1998, method 10): keeps its coverage
 * with small counts and shares near 0 or 1, where the plain normal interval does not.
 */
export function newcombe(
  first: { readonly successes: number; readonly of: number },
  second: { readonly successes: number; readonly of: number },
  confidence: number
): Interval {
  const [a, b] = [wilson(first.successes, first.of, confidence), wilson(second.successes, second.of, confidence)];
  const [p, q] = [first.of > 0 ? first.successes / first.of : 0.5, second.of > 0 ? second.successes / second.of : 0.5];
  return {
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}
