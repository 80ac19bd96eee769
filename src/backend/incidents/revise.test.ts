import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../impact';
import { revisions, type Reviewed, type Revision } from './revise';
import type { StoredIncident } from './stored';

const minute = 60_000;
const hour = 60 * minute;
const t0 = 1_000 * hour;

const both = (low: number, high: number) => ({
  interval80: { low, high },
  interval95: { low: low - 1, high: high + 1 },
});
const episode = (more: Partial<Episode> = {}): Episode => ({
  start: t0,
  detected: t0 + 10 * minute,
  state: 2,
  orders: 20,
  expected: 50.4,
  shortfall: both(20.2, 39.9),
  noMeasurableLoss: false,
  ...more,
});

function asStored({ evidence: _, ...row }: Revision): StoredIncident {
  return {
    id: row.id,
    revision: row.revision,
    startedAt: row.started_at,
    detectedAt: row.detected_at,
    endedAt: row.ended_at,
    state: row.state,
    orders: row.orders,
    expected: row.expected,
    shortfallLow: row.shortfall_low,
    shortfallHigh: row.shortfall_high,
    riskLow: row.revenue_at_risk_low,
    riskHigh: row.revenue_at_risk_high,
    recoveredLow: row.recovered_low,
    recoveredHigh: row.recovered_high,
    errors: row.errors,
    errorsUsual: row.errors_usual,
    service: row.service,
    errorCode: row.error_code,
    definition: row.definition,
    keptAt: row.kept_at,
    note: null,
    noteAt: null,
    noteBy: null,
  };
}

const review = (
  episodes: readonly Episode[],
  stored: readonly StoredIncident[],
  now: number,
  more: Partial<Reviewed> = {}
) =>
  revisions({
    episodes,
    stored,
    now,
    from: t0 - 20 * hour,
    basis: { weeks: 8 },
    hasErrors: true,
    worst: () => Promise.resolve({ service: 'checkout-api', code: 'E1' }),
    ...more,
  });

const first = async (of = episode(), now = t0 + 15 * minute): Promise<StoredIncident> => {
  const [row] = await review([of], [], now);
  if (row === undefined) {
    throw new Error('nothing was kept');
  }
  return asStored(row);
};

describe('what is kept of incidents', () => {
  it('begins with a revision that has its evidence', async () => {
    const [row, ...rest] = await review(
      [episode({ revenueAtRisk: both(1.4, 2.6), errors: 9, errorsUsual: 0.2 })],
      [],
      t0 + hour
    );
    expect(rest).toEqual([]);
    expect(row).toMatchObject({
      id: String(t0),
      revision: 1,
      started_at: t0,
      ended_at: null,
      state: 2,
      expected: 50,
      shortfall_low: 20,
      shortfall_high: 40,
      revenue_at_risk_low: 1,
      revenue_at_risk_high: 3,
      errors: 9,
      service: 'checkout-api',
      error_code: 'E1',
      definition: 'impact-2',
      evidence: { weeks: 8, expected: 50.4, shortfall: both(20.2, 39.9), revenueAtRisk: both(1.4, 2.6) },
    });
  });

  it('adds nothing while nothing is new', async () => {
    const known = await first();
    expect(await review([episode()], [known], t0 + 16 * minute)).toEqual([]);
    expect(await review([episode({ orders: 21, expected: 52 })], [known], t0 + hour)).toEqual([]);
  });

  it.each([
    ['a graver state', episode({ state: 4 }), t0 + 16 * minute, { state: 4, ended_at: null }],
    ['its end', episode({ end: t0 + hour }), t0 + 2 * hour, { ended_at: t0 + hour }],
    ['figures that moved', episode({ orders: 40, expected: 110 }), t0 + hour, { expected: 110 }],
  ])('adds a revision for %s', async (_, later, now, wanted) => {
    const known = await first();
    expect(await review([later], [known], now)).toMatchObject([{ id: known.id, revision: 2, ...wanted }]);
  });

  it('adds what came late once its stretch is over', async () => {
    const over = episode({ end: t0 + hour });
    const ended = asStored((await review([over], [await first()], t0 + hour + minute))[0] ?? never());
    const late = (to: number) =>
      episode({ end: t0 + hour, recovery: { from: t0 + hour, to, recovered: both(3, 8), net: both(1, 2) } });
    expect(await review([late(t0 + 1.5 * hour)], [ended], t0 + 1.5 * hour)).toEqual([]);
    const [row] = await review([late(t0 + 2 * hour)], [ended], t0 + 2 * hour);
    expect(row).toMatchObject({ revision: 3, recovered_low: 3, recovered_high: 8, ended_at: t0 + hour });
    expect(await review([late(t0 + 2 * hour)], [asStored(row ?? never())], t0 + 3 * hour)).toEqual([]);
  });

  it('ends what is found no longer, but not for want of logs', async () => {
    const known = await first(episode({ state: 3, errors: 40 }));
    expect(await review([], [known], t0 + hour)).toMatchObject([{ revision: 2, ended_at: known.keptAt, orders: 20 }]);
    expect(await review([], [known], t0 + hour, { hasErrors: false })).toEqual([]);
    expect(await review([episode({ orders: 90 })], [known], t0 + hour, { hasErrors: false })).toEqual([]);
  });

  it('tells two incidents apart', async () => {
    const known = asStored((await review([episode({ end: t0 + hour })], [], t0 + 2 * hour))[0] ?? never());
    const next = episode({ start: t0 + 3 * hour, detected: t0 + 3.2 * hour });
    expect(await review([episode({ end: t0 + hour }), next], [known], t0 + 4 * hour)).toMatchObject([
      { id: String(t0 + 3 * hour), revision: 1 },
    ]);
  });

  it('counts revisions of an id without gaps, and says nothing twice', async () => {
    const ends = fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined });
    const any = fc.record({ start: fc.integer({ min: 0, max: 40 }), long: ends, state: fc.constantFrom(2, 3, 4) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(any, { maxLength: 3 }), { maxLength: 6 }), async (looks) => {
        const kept = new Map<string, StoredIncident>();
        for (const [at, look] of looks.entries()) {
          const now = t0 + 60 * hour + at * 10 * minute;
          // Episodes of one look don't overlap.
          const apart = [...new Map(look.map((each) => [each.start, each])).values()].sort((a, b) => a.start - b.start);
          const episodes = apart.map(({ start, long, state }, index) => {
            const next = apart[index + 1]?.start;
            const end = long === undefined ? next : Math.min(start + long, next ?? Infinity);
            return episode({
              start: t0 + start * hour,
              detected: t0 + start * hour,
              state: state === 2 ? 2 : state === 3 ? 3 : 4,
              ...(end === undefined ? {} : { end: t0 + end * hour }),
            });
          });
          const rows = await review(episodes, [...kept.values()], now);
          expect(new Set(rows.map(({ id, revision }) => `${id} ${String(revision)}`)).size).toBe(rows.length);
          for (const row of rows) {
            expect(row.revision).toBe((kept.get(row.id)?.revision ?? 0) + 1);
            expect(row.state).toBeGreaterThanOrEqual(kept.get(row.id)?.state ?? 0);
            kept.set(row.id, asStored(row));
          }
        }
      })
    );
  });
});

function never(): never {
  throw new Error('nothing was kept');
}
