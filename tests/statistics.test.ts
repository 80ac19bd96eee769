import { describe, expect, it } from 'vitest';
import { chance } from '../bench/statistics/chance';
import { day, kinds, simulate } from '../bench/statistics/shop';
import { falseAlarmRatio, powerAt, powerOfCheckouts, powerOfPayments } from '../bench/statistics/single';
import { bucketMs, judge, origin, perWeek, withLoss } from '../bench/statistics/trial';

const minute = 60_000;

/** A small, seeded part of `npm run bench:statistics`: each of these fails when a test cries wolf or sleeps. */
describe('the impact statistics on simulated shops', () => {
  it.each(kinds.flatMap((kind) => [2880, 200, 20].map((ordersPerDay) => [kind, ordersPerDay] as const)))(
    'page nobody for nothing: %s, %i orders a day',
    (kind, ordersPerDay) => {
      const series = judge(simulate(kind, 1.5, ordersPerDay, 4, 7919));
      expect(perWeek(series, 4)).toBe(0);
      expect(perWeek(series, 2)).toBeLessThanOrEqual(1);
      expect(perWeek(series, 3)).toBeLessThanOrEqual(1);
    }
  );

  it.each([
    [1, 15],
    [0.7, 30],
    [0.5, 60],
  ])('notice a loss of %f within %i minutes, and say what it cost as intervals', (share, within) => {
    let held = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const random = chance(seed);
      const whole = simulate('seasonal', 1.5, 2880, 1, seed * 7919);
      const from = whole.historyMinutes + 2 * day + 19 * 60;
      const { shop, lost } = withLoss(whole, { from, to: from + 180, share }, () => random.uniform());
      const starts = origin + from * minute;
      const hit = judge(shop, false).episodes.find(({ detected }) => detected >= starts);
      expect(((hit?.detected ?? NaN) + bucketMs - starts) / minute).toBeLessThanOrEqual(within);
      expect(hit?.state).toBe(2);
      const { low = NaN, high = NaN } = hit?.shortfall.interval95 ?? {};
      expect(low).toBeLessThan(high);
      held += low <= lost && lost <= high ? 1 : 0;
    }
    expect(held).toBeGreaterThanOrEqual(8);
  });

  it('say that orders are too few where they are, and what would be needed', () => {
    const { verdict, basis } = judge(simulate('seasonal', 1, 2, 1, 7919));
    const orders = verdict.signals.find(({ signal }) => signal === 'orders');
    expect(orders).toMatchObject({ says: 'too_few' });
    expect(orders?.required).toBeGreaterThan(orders?.has ?? Infinity);
    expect(basis.required.total).toBeLessThan(basis.required.drop50);
  });

  it('call one window low no more often than its level says', () => {
    for (const kind of kinds) {
      const { windows, ratio } = falseAlarmRatio({ kind, phi: 1.5, ordersPerDay: 2880, shops: 1, firstSeed: 1 }, 0.05);
      expect(windows).toBeGreaterThan(500);
      // Chance alone moves the ratio of one shop by a tenth.
      expect(ratio).toBeLessThanOrEqual(kind === 'promotional' ? 2 : 1.3);
    }
  });

  it.each([
    [1, 0.01],
    [0.5, 0.01],
    [0.5, 0.0001],
  ])('notice a loss of %f at the level %f with the orders that are said to be needed', (drop, level) => {
    const asked = { kind: 'seasonal', phi: 1.5, ordersPerDay: 2880, shops: 1, firstSeed: 1 } as const;
    const { windows, power } = powerAt(asked, drop, level);
    expect(windows).toBeGreaterThan(200);
    expect(power).toBeGreaterThanOrEqual(0.8);
  });

  it('notice failed payments and checkouts in trouble with the counts that these ask for', () => {
    const asked = { kind: 'seasonal', phi: 1.5, ordersPerDay: 200, shops: 2, firstSeed: 1 } as const;
    expect(powerOfPayments(0.05, asked).power).toBeGreaterThanOrEqual(0.8);
    expect(powerOfCheckouts(0.4, 500, 1)).toBeGreaterThanOrEqual(0.8);
  });

  it('call errors with a loss both, and errors without one rarely so', () => {
    let wrong = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const random = chance(seed);
      const whole = simulate('seasonal', 1.5, 2880, 1, seed * 15_838);
      const from = whole.historyMinutes + 2 * day + 19 * 60;
      const errors = whole.errors.slice().fill(8, from, from + 120);
      const { shop } = withLoss(whole, { from, to: from + 120, share: 0.8 }, () => random.uniform());
      const stateOf = (each: typeof shop) => {
        const found = judge({ ...each, errors }).episodes.filter(({ detected }) => detected >= origin + from * minute);
        return found[0]?.state;
      };
      expect(stateOf(shop)).toBe(4);
      const alone = stateOf(whole);
      expect(alone).toBeGreaterThanOrEqual(3);
      wrong += alone === 4 ? 1 : 0;
    }
    // While errors are high a window at 1 % is enough: over two hours chance alone now and then has one.
    expect(wrong).toBeLessThanOrEqual(2);
  });
});
