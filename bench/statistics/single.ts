import { chosen, expectations } from '../../src/backend/impact/dip';
import { dispersionOf } from '../../src/backend/impact/dispersion';
import { atMost } from '../../src/backend/impact/distributions';
import { requiredCount } from '../../src/backend/impact/required';
import { errorCheckoutsSignal, failedPaymentsSignal } from '../../src/backend/impact/signals';
import { between } from '../../src/backend/impact/sums';
import type { Usual } from '../../src/backend/impact/usual';
import { chance } from './chance';
import { simulate, type Kind } from './shop';
import { usualOf } from './trial';

/** One test of one window. */
interface Tested {
  readonly pValue: number;
  /** Expected orders over those required. */
  readonly held: number;
}

/**
 * The dip test by itself, window after window: the smallest that holds what a loss of `drop` requires at a level, each
 * beginning where the one before ended. `share` of the orders within is taken away.
 */
function* tests(usual: Usual, drop: number, level: number, share: number, seed: number): Generator<Tested> {
  const random = chance(seed);
  const needs = usual.lengths.map((length) => requiredCount(drop, dispersionOf(usual.dispersion, length), level));
  let last = usual.first;
  for (let end = usual.first; end <= usual.grid.count; end += 1) {
    const found = chosen(
      usual,
      needs,
      expectations(usual, end, last, (from) => usual.level.at(from))
    );
    if (found !== undefined) {
      const { index, length, expected } = found;
      const orders = random.binomial(between(usual.sums, end - length, end), 1 - share);
      const phi = dispersionOf(usual.dispersion, length);
      yield { pValue: atMost(orders, expected, phi), held: expected / (needs[index] ?? NaN) };
      last = end;
    }
    if (end < usual.grid.count) {
      usual.level.learn(end, true);
    }
  }
}

export interface Asked {
  readonly kind: Kind;
  readonly phi: number;
  readonly ordersPerDay: number;
  readonly shops: number;
  readonly firstSeed: number;
}

/** How often windows in which nothing is lost are called low at a level, over that level; and its standard error. */
export function falseAlarmRatio({ kind, phi, ordersPerDay, shops, firstSeed }: Asked, level: number) {
  let [windows, alarms] = [0, 0];
  for (let seed = firstSeed; seed < firstSeed + shops; seed += 1) {
    for (const { pValue } of tests(usualOf(simulate(kind, phi, ordersPerDay, 4, seed * 7919)), 0.5, 0.01, 0, seed)) {
      windows += 1;
      alarms += pValue <= level ? 1 : 0;
    }
  }
  return { windows, ratio: alarms / windows / level, error: Math.sqrt(alarms) / windows / level };
}

/** How many losses of a share are called at a level by windows that hold what is required for them. */
export function powerAt({ kind, phi, ordersPerDay, shops, firstSeed }: Asked, drop: number, level: number) {
  let [windows, called, held] = [0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + shops; seed += 1) {
    const usual = usualOf(simulate(kind, phi, ordersPerDay, 4, seed * 7919));
    for (const tested of tests(usual, drop, level, drop, seed)) {
      windows += 1;
      held += tested.held;
      called += tested.pValue <= level ? 1 : 0;
    }
  }
  return { windows, power: called / windows, held: held / windows };
}

/** How many rises of failed payments, to twice the share or by ten points, are called by the window that is looked at. */
export function powerOfPayments(share: number, { kind, phi, ordersPerDay, shops, firstSeed }: Asked) {
  const raised = Math.max(2 * share, share + 0.1);
  let [tried, called] = [0, 0];
  for (let seed = firstSeed; seed < firstSeed + shops; seed += 1) {
    const random = chance(seed * 31);
    const usual = usualOf(simulate(kind, phi, ordersPerDay, 1, seed * 7919));
    const attempts = Float64Array.from(usual.counts);
    const failures = attempts.map((n) => random.binomial(n, share));
    for (let end = usual.first + 12; end <= usual.grid.count; end += 97) {
      const from = end - usual.grid.perDay;
      const failing = failures.map((x, at) =>
        at >= from && at < end ? random.binomial(attempts[at] ?? 0, raised) : x
      );
      const signal = failedPaymentsSignal(usual, { attempts, failures: failing }, [], end);
      if (signal !== undefined && signal.has >= signal.required) {
        tried += 1;
        called += signal.says === 'worse' ? 1 : 0;
      }
    }
  }
  return { tried, power: called / tried };
}

/** How many halved shares of checkouts that met an error are called with just as many hit checkouts as are required. */
export function powerOfCheckouts(share: number, rounds: number, seed: number): number {
  const random = chance(seed);
  const clean = 5_000;
  let called = 0;
  for (let round = 0; round < rounds; round += 1) {
    const cleanConverted = random.binomial(clean, share);
    const { required = NaN } =
      errorCheckoutsSignal({ hit: 1, hitConverted: 0, clean, cleanConverted }, 3_600_000) ?? {};
    const hit = Math.ceil(required);
    const outcomes = { hit, hitConverted: random.binomial(hit, share / 2), clean, cleanConverted };
    called += errorCheckoutsSignal(outcomes, 3_600_000)?.says === 'worse' ? 1 : 0;
  }
  return called / rounds;
}
