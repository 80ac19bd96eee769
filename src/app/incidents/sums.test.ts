import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../query/resources';
import { byCode, byQuarter, durationOf, quarterOf } from './sums';

const hour = 3_600_000;
const now = Date.parse('2026-11-23T06:00:00Z');

const range = fc
  .tuple(fc.integer({ min: -50, max: 500 }), fc.integer({ min: 0, max: 500 }))
  .map(([low, more]) => ({ low, high: low + more }));

const incident: fc.Arbitrary<Incident> = fc
  .record({
    startedAt: fc.integer({ min: now - 700 * 24 * hour, max: now - hour }),
    lasted: fc.option(fc.integer({ min: 0, max: 40 * hour }), { nil: undefined }),
    errorCode: fc.option(fc.constantFrom('PSP_TIMEOUT', 'CART_500', 'toString'), { nil: undefined }),
    shortfall: fc.option(range, { nil: undefined }),
    revenueAtRisk: fc.option(range, { nil: undefined }),
  })
  .map(({ startedAt, lasted, errorCode, shortfall, revenueAtRisk }) => ({
    id: String(startedAt),
    revision: 1,
    startedAt,
    detectedAt: startedAt,
    ...(lasted === undefined ? {} : { endedAt: startedAt + lasted }),
    state: 4,
    title: '',
    text: '',
    orders: 0,
    expected: 1,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(shortfall === undefined ? {} : { shortfall }),
    ...(revenueAtRisk === undefined ? {} : { revenueAtRisk }),
    definition: '1',
  }));

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('sums of incidents', () => {
  it.each([
    ['error code', byCode],
    ['quarter', (all: readonly Incident[], at: number) => byQuarter(all, at, 'Asia/Seoul')],
  ] as const)('by %s lose none and count none twice', (_, sumsOf) => {
    fc.assert(
      fc.property(fc.array(incident), (incidents) => {
        const sums = sumsOf(incidents, now);
        expect(new Set(sums.map(({ key }) => key)).size).toBe(sums.length);
        expect(total(sums.map((sum) => sum.incidents))).toBe(incidents.length);
        expect(total(sums.map((sum) => sum.milliseconds))).toBe(total(incidents.map((each) => durationOf(each, now))));
        const high = incidents.map((each) => Math.max(0, each.revenueAtRisk?.high ?? 0));
        expect(total(sums.map((sum) => sum.risk?.high ?? 0))).toBe(total(high));
        expect(sums.every(({ missing }) => missing === undefined || missing.low <= missing.high)).toBe(true);
      })
    );
  });

  it('keep no interval where no incident had one', () => {
    fc.assert(
      fc.property(fc.array(incident, { minLength: 1 }), (incidents) => {
        const bare = incidents.map(({ revenueAtRisk: _risk, ...rest }) => rest);
        expect(byCode(bare, now).every(({ risk }) => risk === undefined)).toBe(true);
      })
    );
  });

  it('put what cost most first', () => {
    fc.assert(
      fc.property(fc.array(incident), (incidents) => {
        const costs = byCode(incidents, now).map(({ risk }) => risk?.high ?? 0);
        expect(costs).toEqual([...costs].sort((one, other) => other - one));
      })
    );
  });
});

describe('the quarter of an instant', () => {
  it.each([
    ['2026-03-31T14:59:59Z', 'Asia/Seoul', '2026 Q1'],
    ['2026-03-31T15:00:00Z', 'Asia/Seoul', '2026 Q2'],
    ['2026-03-31T15:00:00Z', 'America/New_York', '2026 Q1'],
    ['2026-12-31T15:00:00Z', 'Asia/Seoul', '2027 Q1'],
  ])('of %s in %s is %s', (at, zone, quarter) => {
    expect(quarterOf(Date.parse(at), zone)).toBe(quarter);
  });
});
