import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from './assess';
import { seeded } from './order-value';
import { atLeastNone, revenueAtRisk, shortfallOf } from './shortfall';
import type { ImpactInput } from './types';

const minute = 60_000;
const bucketMs = 5 * minute;
const perDay = 288;
const start = Date.UTC(2026, 0, 5);
const historyDays = 31;
const from = start + historyDays * perDay * bucketMs;
const hours = 12;
const to = from + hours * 60 * minute;
const count = (to - start) / bucketMs;
const at = (hour: number) => from + hour * 60 * minute;

/** About 12 orders a bucket and now and then an error line; `share` of the orders come, `more` error lines beside. */
function shop(share: (at: number) => number, more: (at: number) => number, seed = 3): ImpactInput {
  const random = seeded(seed);
  const times = Array.from({ length: count }, (_, i) => start + i * bucketMs);
  const twelve = (part: number) => Array.from({ length: 24 }, random).filter((chance) => chance < part / 2).length;
  return {
    now: to,
    zone: 'UTC',
    bucketMs,
    start,
    from,
    to,
    baselineWeeks: 4,
    orders: times.map((time) => twelve(share(time))),
    errors: { start, counts: times.map((time) => (random() < 0.2 ? 1 : 0) + more(time)) },
    orderValues: Array.from({ length: 200 }, (_, n) => 100_000 + n * 1_000),
  };
}

const within = (time: number, begin: number, end: number) => time >= begin && time < end;

describe('when an incident began', () => {
  it.each([1, 2, 3, 4, 5])('is not told by a burst of errors that was over before (seed %i)', (seed) => {
    const { episodes, verdict } = assess(
      shop(
        (time) => (time >= at(11) ? 0.3 : 1),
        (time) => (within(time, at(10), at(10) + 2 * bucketMs) || time >= at(11) ? 40 : 0),
        seed
      )
    );
    const last = episodes.at(-1);
    expect(last).toMatchObject({ state: 4, start: at(11) });
    expect(last).not.toHaveProperty('end');
    expect(verdict.state).toBe(4);
    expect(episodes.slice(0, -1)).toMatchObject([{ state: 3, start: at(10), end: at(10) + 2 * bucketMs }]);
  });

  it.each([1, 2, 3, 4, 5])('nor by a few lines hours before (seed %i)', (seed) => {
    const { episodes } = assess(
      shop(
        () => 1,
        (time) => (within(time, at(7), at(7) + bucketMs) ? 4 : time >= at(11) ? 40 : 0),
        seed
      )
    );
    expect(episodes.at(-1)).toMatchObject({ state: 3, start: at(11) });
  });

  it('is found for a total loss to the bucket, and its end too', () => {
    const lost = [at(8), at(10)] as const;
    const { episodes } = assess(
      shop(
        (time) => (within(time, ...lost) ? 0 : 1),
        () => 0
      )
    );
    expect(episodes).toMatchObject([{ state: 2, start: lost[0], end: lost[1] }]);
  });

  it('is told by errors that began before orders fell and go on', () => {
    const { episodes } = assess(
      shop(
        (time) => (time >= at(10) ? 0.2 : 1),
        (time) => (time >= at(9) ? 40 : 0)
      )
    );
    expect(episodes).toMatchObject([{ state: 4, start: at(9) }]);
  });
});

describe('what is missing and at risk', () => {
  it('is never less than nothing, and then told as up to', () => {
    const { episodes, verdict, atRiskLow, atRiskHigh } = assess(
      shop(
        (time) => (time >= at(11) ? 1.6 : 1),
        (time) => (time >= at(11) ? 40 : 0)
      )
    );
    const [episode] = episodes;
    expect(episode).toMatchObject({ state: 3, busier: true, noMeasurableLoss: true });
    expect(episode?.shortfall.interval80).toEqual({ low: 0, high: 0 });
    expect(episode?.revenueAtRisk?.interval80.low).toBe(0);
    expect(Math.min(...[...atRiskLow, ...atRiskHigh].filter((value) => !Number.isNaN(value)))).toBe(0);
    expect(verdict.confounders.map(({ key }) => key)).toContain('confounder.busier');
  });

  it('is an interval around its middle, wider where its edges are not known, and not below 0 once told', () => {
    const counts = fc.integer({ min: 0, max: 2_000 });
    const value = { mean: 300_000, variance: 1e8, spread: 1e10 };
    fc.assert(
      fc.property(
        counts,
        counts,
        fc.double({ min: 1, max: 4, noNaN: true }),
        counts,
        (orders, expected, phi, spread) => {
          const known = shortfallOf(orders, expected, phi);
          const vague = shortfallOf(orders, expected, phi, { shift: 0, variance: spread });
          for (const name of ['interval80', 'interval95'] as const) {
            expect(vague[name].low).toBeLessThanOrEqual(known[name].low + 1e-6);
            expect(vague[name].high).toBeGreaterThanOrEqual(known[name].high - 1e-6);
            const told = [atLeastNone(vague)[name], revenueAtRisk(vague, vague.middle, value)[name]];
            expect(told.every(({ low, high }) => low >= 0 && low <= high)).toBe(true);
          }
        }
      )
    );
  });

  it('is said from and to, or up to where its interval begins at 0', () => {
    const said = [0.2, 0.85, 0.9, 1].flatMap((share) =>
      [1, 2, 3, 4, 5].map((seed) => {
        const { episodes, verdict } = assess(
          shop(
            (time) => (time >= at(11) ? share : 1),
            (time) => (time >= at(11) ? 40 : 0),
            seed
          )
        );
        const episode = episodes.findLast(({ end }) => end === undefined);
        const low = episode?.noMeasurableLoss === false ? episode.shortfall.interval95.low : NaN;
        const keys = verdict.details.map(({ key }) => key).filter((key) => key.startsWith('detail.missing_95'));
        expect(keys).toEqual(Number.isNaN(low) ? [] : [low < 0.5 ? 'detail.missing_95_up_to' : 'detail.missing_95']);
        return keys[0];
      })
    );
    expect(new Set(said)).toEqual(new Set([undefined, 'detail.missing_95', 'detail.missing_95_up_to']));
  });
});
