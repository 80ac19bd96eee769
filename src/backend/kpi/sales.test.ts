import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KpiName } from '../../query';
import type { Scope } from './definition';
import { evaluate } from './evaluate';
import { tinyCopy, type TinyCopy } from './testing/tiny-copy';
import { scopeOf, salesRows, tinyDay } from './testing/sales-rows';

const every: readonly KpiName[] = [
  'gross_sales',
  'discounts',
  'returns',
  'net_sales',
  'taxes',
  'shipping',
  'tips',
  'total_sales',
  'gift_card_sales',
  'cost_of_goods_sold',
  'gross_profit',
  'gross_margin',
  'cost_coverage',
  'orders',
  'cancelled_orders',
  'units_sold',
  'units_returned',
  'average_order_value',
  'net_sales_per_order',
  'units_per_order',
  'discount_rate',
  'return_rate',
  'refund_rate',
];

describe('sales from a copy with three orders', () => {
  let copy: TinyCopy;
  beforeAll(async () => {
    copy = await tinyCopy(salesRows);
  });
  afterAll(() => copy.close());
  const figures = async (scope: Partial<Scope>, names = every) => await evaluate(copy.read, names, scopeOf(scope));

  // Without a whole day in it the rollup can't answer: this comes from the ledger.
  const whole = { range: { from: tinyDay(1) + 1, to: tinyDay(3) - 1 } };

  it('works every KPI of the ledger out as by hand', async () => {
    const [row] = await figures(whole);
    // Order 1: 2 × 50 with 10 off, tax 9, shipping 5, tip 2; 1 returned on day 2 (45, tax 4.5). Order 2: 30 without known
    // cost, tax 3, and a gift card of 25; cancelled. Order 3 is a test.
    expect(row?.figures).toEqual({
      gross_sales: 130,
      discounts: 10,
      returns: 45,
      net_sales: 75,
      taxes: 7.5,
      shipping: 5,
      tips: 2,
      total_sales: 87.5,
      gift_card_sales: 25,
      cost_of_goods_sold: 20,
      gross_profit: 25,
      gross_margin: 25 / 45,
      cost_coverage: 45 / 75,
      orders: 2,
      cancelled_orders: 1,
      units_sold: 3,
      units_returned: 1,
      average_order_value: 60,
      net_sales_per_order: 37.5,
      units_per_order: 1.5,
      discount_rate: 10 / 130,
      return_rate: 45 / 120,
      refund_rate: 0.5,
    });
  });

  it('puts returns on the day they come back, or on that of their order', async () => {
    const names: KpiName[] = ['net_sales', 'returns'];
    const days = {
      bucket: 'day',
      buckets: [1, 2].map((day) => ({ from: tinyDay(day), to: tinyDay(day + 1) })),
    } as const;
    const returned = await figures(
      { ...days, definition: { orderDate: 'created', returnDate: 'returned', cancelled: 'counted' } },
      names
    );
    expect(returned.map((row) => row.figures)).toEqual([
      { net_sales: 120, returns: 0 },
      { net_sales: -45, returns: 45 },
    ]);
    const ordered = await figures(
      { ...days, definition: { orderDate: 'processed', returnDate: 'ordered', cancelled: 'counted' } },
      names
    );
    expect(ordered.map((row) => row.figures)).toEqual([{ net_sales: 75, returns: 45 }]);
  });

  it('leaves cancelled orders out where asked to', async () => {
    const definition = { orderDate: 'processed', returnDate: 'returned', cancelled: 'left_out' } as const;
    const [row] = await figures({ ...whole, definition }, ['orders', 'gross_sales', 'gift_card_sales']);
    expect(row?.figures).toEqual({ orders: 1, gross_sales: 100, gift_card_sales: 0 });
  });

  it('tells two dimensions apart and filters by a third', async () => {
    const rows = await figures({ ...whole, dimensions: ['channel', 'product'] }, ['gross_sales', 'orders']);
    expect(new Set(rows.map(({ values, figures: found }) => JSON.stringify([...values, found.gross_sales])))).toEqual(
      new Set(['["web","p1",100]', '["pos","p2",30]', '["pos","g1",0]', '["web","",0]'])
    );
    const [tagged] = await figures({ ...whole, filters: [{ dimension: 'tag', operator: '=', values: ['vip'] }] }, [
      'gross_sales',
      'orders',
      'shipping',
    ]);
    expect(tagged?.figures).toEqual({ gross_sales: 100, orders: 1, shipping: 5 });
    const [part] = await figures({ ...whole, filters: [{ dimension: 'channel', operator: '!~', values: ['po'] }] }, [
      'gross_sales',
    ]);
    expect(part?.figures).toEqual({ gross_sales: 100 });
  });

  it('takes whole days from the rollup by key, and only the edge of the range from the ledger', async () => {
    copy.ran.length = 0;
    const rows = await figures({ range: { from: tinyDay(1), to: tinyDay(3) } }, ['gross_sales', 'orders']);
    // The rollup of day 1 says something else than the ledger, so that it shows which one was read.
    expect(rows.map((row) => row.figures)).toEqual([{ gross_sales: 777, orders: 7 }]);
    expect(copy.ran.map(({ sql }) => /from (?:b|\(values .*\) b) cross join "?(\w+)/.exec(sql)?.[1])).toEqual([
      'daily_sales',
    ]);
    const [edge] = await figures({ range: { from: tinyDay(1), to: tinyDay(2) + 3_600_000 * 12.5 } }, [
      'gross_sales',
      'returns',
    ]);
    // The return at noon is in the half hour after the last whole one.
    expect(edge?.figures).toEqual({ gross_sales: 777, returns: 45 });
  });
});
