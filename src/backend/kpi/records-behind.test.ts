import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kpiNames, kpis, type Behind } from '../../query';
import { evaluate } from './evaluate';
import { kpiDefinition } from './list';
import { recordsBehind } from './records-behind';
import { scopeOf, salesRows, tinyDay } from './testing/sales-rows';
import { tinyCopy, tinyShop, type TinyCopy } from './testing/tiny-copy';

const zone = 'Asia/Seoul';
const place = { shopId: tinyShop, shopZone: zone, zone, now: tinyDay(20) };
const sales = kpiNames.filter((name) => kpis[name].family === 'sales' && kpiDefinition(name)?.owned !== undefined);
const usual = { orderDate: 'processed', returnDate: 'returned', cancelled: 'counted' } as const;

describe('the records behind a point', () => {
  let copy: TinyCopy;
  beforeAll(async () => {
    // No rollup: both figures come from the same rows, by two ways.
    copy = await tinyCopy({ ...salesRows, daily_sales: [] });
  });
  afterAll(() => copy.close());

  const definitions = [usual, { ...usual, returnDate: 'ordered' }, { ...usual, cancelled: 'left_out' }] as const;

  it.each(sales)('add up to the figure: %s', async (kpi) => {
    let seen = 0;
    for (const definition of definitions) {
      for (const dimensions of [[], ['channel'], ['product']] as const) {
        const buckets = [1, 2, 3].map((day) => ({ from: tinyDay(day) + 1, to: tinyDay(day + 1) }));
        // A millisecond after midnight: no whole day, so that the ledger is read.
        const rows = await evaluate(copy.read, [kpi], scopeOf({ bucket: 'day', buckets, dimensions, definition }));
        for (const { bucket, values, figures } of rows) {
          const behind: Omit<Behind, 'filters'> = {
            kpi,
            from: bucket,
            to: bucket + 86_400_000 - 1,
            bucket: 'none',
            dimensions: Object.fromEntries(dimensions.map((name, index) => [name, values[index] ?? ''])),
            ...definition,
          };
          const found = await recordsBehind(copy.read, behind, place);
          expect(found?.kind).toBe('orders');
          expect(found?.figure ?? null).toBe(figures[kpi] ?? null);
          expect(new Set(found?.records.map(({ id }) => id)).size).toBe(found?.records.length);
          if (kpis[kpi].additive && kpi !== 'cancelled_orders') {
            const sum = (found?.records ?? []).reduce((total, { figure }) => total + (figure ?? 0), 0);
            expect(sum).toBeCloseTo(figures[kpi] ?? 0, 6);
          }
          seen += found?.records.length ?? 0;
        }
      }
    }
    expect(seen).toBeGreaterThan(0);
  });

  it('are those of the bucket alone, up to its end on the day that clocks change', async () => {
    const found = await recordsBehind(
      copy.read,
      { kpi: 'returns', from: tinyDay(2), to: tinyDay(9), bucket: 'day', dimensions: {}, ...usual },
      place
    );
    expect(found?.span).toEqual({ from: tinyDay(2), to: tinyDay(3) });
    expect(found?.records.map(({ id, figure }) => [id, figure])).toEqual([['o1', 45]]);
    expect(
      await recordsBehind(
        copy.read,
        { kpi: 'sessions', from: 0, to: 1, bucket: 'none', dimensions: {}, ...usual },
        place
      )
    ).toBeUndefined();
  });
});
