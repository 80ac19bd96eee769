import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import type { CheckoutOutcomes, SignalCounts, SignalReading } from './types';
import { checkoutEvidence } from './checkouts';
import { chosen, expectations } from './dip';
import { dispersionOf } from './dispersion';
import { atMost, z } from './distributions';
import { alarmLevel, power, requiredCount, watchLevel } from './required';
import { between, prefixSums } from './sums';
import type { Usual } from './usual';
import type { Stretch, Walk } from './walk';

function reading(of: Omit<SignalReading, 'says'>): SignalReading {
  const says = of.pValue < watchLevel ? 'worse' : of.has < of.required ? 'too_few' : 'usual';
  return { ...of, says };
}

/**
 * A count in the smallest window that would show a loss of a half, else in the longest there is: p = P(Y ≤ count). It
 * needs the expected count that shows the loss of a half with 80 % power at 1 %.
 */
export function countSignal(
  signal: 'orders' | 'checkouts',
  usual: Usual,
  end: number,
  earliest: number,
  level: (from: number) => number
): SignalReading {
  const { grid, lengths, dispersion } = usual;
  const needs = lengths.map((length) => requiredCount(0.5, dispersionOf(dispersion, length), watchLevel));
  const windows = expectations(usual, end, earliest, level);
  const longest = Math.max(
    0,
    windows.findLastIndex((expected) => !Number.isNaN(expected))
  );
  const { index, length, expected } = chosen(usual, needs, windows) ?? {
    index: longest,
    length: lengths[longest] ?? 1,
    expected: windows[longest] ?? 0,
  };
  const observed = between(usual.sums, end - length, end);
  return reading({
    signal,
    windowMs: length * grid.bucketMs,
    observed,
    usual: expected,
    has: expected,
    required: needs[index] ?? 0,
    pValue: atMost(observed, expected, dispersionOf(dispersion, length)),
  });
}

/**
 * Time since the last order against the usual gap of that hour: p = P(no order | E of the gap). It needs a gap in which
 * enough orders were expected to show a total loss: 4.6 at 1 % of plain Poisson orders, more where they come in bursts.
 */
export function lastOrderSignal(usual: Usual, walk: Walk, end: number): SignalReading | undefined {
  const { grid, counts } = usual;
  let last = end - 1;
  while (last >= 0 && !((counts[last] ?? 0) > 0)) {
    last--;
  }
  const rate = (between(usual.baseSums, end - grid.perDay / 24, end) * walk.level * 24) / grid.perDay;
  if (last < 0 || !(rate > 0)) {
    return undefined;
  }
  const length = end - 1 - last;
  const expected = between(usual.baseSums, last + 1, end) * walk.level;
  const phi = dispersionOf(usual.dispersion, length);
  const required = requiredCount(1, phi, watchLevel);
  const pValue = atMost(0, expected, phi);
  return {
    signal: 'last_order',
    says: pValue < watchLevel ? 'worse' : 'usual',
    windowMs: length * grid.bucketMs,
    observed: length * grid.bucketMs,
    usual: grid.bucketMs / rate,
    has: expected,
    required,
    pValue,
  };
}

/**
 * Share of payments that failed, in the smallest window with enough attempts, against the share of the history outside
 * episodes: p = P(X ≥ failures), binomial with attempts and failures divided by φ, the scatter of daily shares. Enough: what
 * shows a share twice as high, or ten points higher, with 80 % power at 1 %:
 * n = φ·((z_{1−α}·√(p₀q₀) + z_{power}·√(p₁q₁))/(p₁ − p₀))².
 */
export function failedPaymentsSignal(
  usual: Usual,
  payments: NonNullable<SignalCounts['payments']>,
  stretches: readonly Stretch[],
  end: number
): SignalReading | undefined {
  const { grid, flags } = usual;
  const attempts = prefixSums(payments.attempts, grid.count);
  const failures = prefixSums(payments.failures, grid.count);
  const before = end - Math.round(grid.perDay / 24);
  const days: Array<readonly [number, number]> = [];
  for (let at = 0; at + grid.perDay <= before; at += grid.perDay) {
    const broken = stretches.some(({ start, end: over }) => start < at + grid.perDay && (over ?? end) > at);
    if (!broken && between(flags.badSums, at, at + grid.perDay) === 0) {
      days.push([between(attempts, at, at + grid.perDay), between(failures, at, at + grid.perDay)]);
    }
  }
  const tried = days.reduce((sum, [n]) => sum + n, 0);
  const failed = days.reduce((sum, [, x]) => sum + x, 0);
  if (tried < 50) {
    return undefined;
  }
  const share = (failed + 0.5) / (tried + 1);
  const scatter = days.reduce(
    (sum, [n, x]) => sum + (n === 0 ? 0 : (x - n * share) ** 2 / (n * share * (1 - share))),
    0
  );
  const phi = Math.max(1, scatter / Math.max(1, days.length - 1));
  const raised = Math.min(0.95, Math.max(2 * share, share + 0.1));
  const needed = z(1 - watchLevel) * Math.sqrt(share * (1 - share)) + z(power) * Math.sqrt(raised * (1 - raised));
  const required = phi * (needed / (raised - share)) ** 2;
  const length = usual.lengths.find((n) => between(attempts, end - n, end) >= required) ?? usual.lengths.at(-1) ?? 1;
  const [n, x] = [between(attempts, end - length, end), between(failures, end - length, end)];
  const pValue = x === 0 ? 1 : 1 - binomialCdf(Math.ceil(x / phi) - 1, Math.round(n / phi), share);
  return reading({
    signal: 'failed_payments',
    windowMs: length * grid.bucketMs,
    observed: n === 0 ? 0 : x / n,
    usual: share,
    has: n,
    required,
    pValue,
  });
}

/**
 * Checkouts that met an error against those of the same time that met none: share bought, Newcombe–Wilson. It needs as
 * many hit checkouts as show a share half as high with 80 % power at 1 %. Where none of the others bought, no count tells.
 */
export function errorCheckoutsSignal(of: CheckoutOutcomes, windowMs: number): SignalReading | undefined {
  if (of.hit === 0 || of.cleanConverted === 0) {
    return undefined;
  }
  const [share, halved] = [of.cleanConverted / of.clean, of.cleanConverted / of.clean / 2];
  const needed = z(1 - watchLevel) * Math.sqrt(share * (1 - share)) + z(power) * Math.sqrt(halved * (1 - halved));
  const { convertsLess } = checkoutEvidence(of);
  const required = (needed / halved) ** 2;
  return {
    signal: 'error_checkouts',
    says: convertsLess ? 'worse' : of.hit < required ? 'too_few' : 'usual',
    windowMs,
    observed: of.hitConverted / of.hit,
    usual: share,
    has: of.hit,
    required,
    pValue: binomialCdf(of.hitConverted, of.hit, share),
  };
}

/** Whether a signal speaks as firmly as an alarm must. */
export function alarming({ says, pValue }: SignalReading): boolean {
  return says === 'worse' && pValue < alarmLevel;
}
