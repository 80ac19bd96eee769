import type { CheckoutOutcomes, Interval, Intervals } from './types';
import { newcombe } from './proportions';

/** What the checkouts that met an error tell, against those of the same time that met none. */
export interface CheckoutEvidence {
  /** Share bought of clean checkouts less that of hit ones. */
  readonly difference: Intervals;
  /** Orders that hit checkouts are short of: n₁·(p₀ − p₁). */
  readonly missing: Intervals;
  /** Money, where the value of the unconverted ones is known: value·(p₀ − p₁)/(1 − p₁). Ten-thousandths. */
  readonly atRisk?: Intervals;
  /** Even the 95 % interval has hit checkouts buying less. The only ground on which a cause may be suspected. */
  readonly convertsLess: boolean;
}

/**
 * Bottom-up: excess loss of the n₁ checkouts that met an error, Newcombe–Wilson interval of p₀ − p₁. Most checkouts are
 * never paid anyway (65–80 %), so their cart values are never added up whole.
 */
export function checkoutEvidence(of: CheckoutOutcomes): CheckoutEvidence {
  const clean = { successes: of.cleanConverted, of: of.clean };
  const hit = { successes: of.hitConverted, of: of.hit };
  const difference = { interval80: newcombe(clean, hit, 0.8), interval95: newcombe(clean, hit, 0.95) };
  const scaled = (by: number, round: boolean): Intervals => {
    const scale = ({ low, high }: Interval) => ({
      low: round ? Math.floor(low * by) : low * by,
      high: round ? Math.ceil(high * by) : high * by,
    });
    return { interval80: scale(difference.interval80), interval95: scale(difference.interval95) };
  };
  const lost = of.hit > 0 ? 1 - of.hitConverted / of.hit : 1;
  return {
    difference,
    missing: scaled(of.hit, false),
    ...(of.unconvertedValue !== undefined && lost > 0 && { atRisk: scaled(of.unconvertedValue / lost, true) }),
    convertsLess: of.hit > 0 && of.clean > 0 && difference.interval95.low > 0,
  };
}
