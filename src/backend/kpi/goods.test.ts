import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KpiName } from '../../query';
import type { Scope } from './definition';
import { evaluate } from './evaluate';
import { scopeOf, tinyDay } from './testing/sales-rows';
import { tinyCopy, type TinyCopy } from './testing/tiny-copy';

const m = (amount: number) => amount * 10_000;
const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;
const placed = (day: number) => ({ processed_at: tinyDay(day) + 1, processed_day: on(day) });

describe('goods of a copy with four variants', () => {
  let copy: TinyCopy;
  const now = tinyDay(20);
  beforeAll(async () => {
    copy = await tinyCopy({
      products: [
        { id: 'p1', title: 'Cup', status: 'ACTIVE', vendor: 'Mill', product_type: 'Kitchen' },
        { id: 'p2', title: 'Pot', status: 'ACTIVE', vendor: 'Mill', product_type: 'Kitchen' },
        { id: 'p3', title: 'Old', status: 'ARCHIVED', vendor: 'Barn' },
        { id: 'g', title: 'Gift card', status: 'ACTIVE', gift_card: 1 },
      ],
      variants: ['p1', 'p2', 'p3', 'g'].map((product_id) => ({
        id: `v-${product_id}`,
        product_id,
        inventory_item_id: `i-${product_id}`,
      })),
      inventory_items: [
        { id: 'i-p1', unit_cost: m(4), tracked: 1 },
        { id: 'i-p2', tracked: 1 },
        { id: 'i-p3', unit_cost: m(10), tracked: 1 },
        { id: 'i-g', unit_cost: m(99), tracked: 0 },
      ],
      inventory_levels: [
        { inventory_item_id: 'i-p1', location_id: 'a', available: 40, on_hand: 50 },
        { inventory_item_id: 'i-p1', location_id: 'b', available: 20, on_hand: 20 },
        { inventory_item_id: 'i-p2', location_id: 'a', available: 0, on_hand: 0 },
        { inventory_item_id: 'i-p3', location_id: 'a', available: 3, on_hand: 3 },
        { inventory_item_id: 'i-g', location_id: 'a', available: 9, on_hand: 9 },
      ],
      // Cup: 60 sold in 30 days, of which 10 were without stock: 3 a day.
      daily_sales: [
        { dimension: 'variant', value: 'v-p1', day: on(5), units_sold: 60 },
        { dimension: 'product', value: 'p1', day: on(5), gross: m(800) },
        { dimension: 'product', value: 'p2', day: on(5), gross: m(150) },
        { dimension: 'product', value: 'p3', day: on(5), gross: m(60), discounts: m(10) },
        { dimension: 'product', value: '', day: on(5), gross: m(999) },
        { dimension: 'pair', value: 'p1 p2', day: on(1), orders: 1 },
        { dimension: 'pair', value: 'p1 p3', day: on(1), orders: 1 },
        { dimension: 'pair', value: 'p2 p3', day: on(1), orders: 1 },
        { dimension: 'pair', value: 'p1 p2', day: on(2), orders: 1 },
      ],
      daily_stock: [
        ...Array.from({ length: 10 }, (_, index) => ({ day: on(6 + index), variant_id: 'v-p1', out_minutes: 1440 })),
        { day: on(2), variant_id: 'v-p2', available: 7, out_minutes: 720 },
      ],
      orders: [
        { id: 'o1', ...placed(1) },
        { id: 'o2', ...placed(2) },
        { id: 'o3', ...placed(2), test: 1 },
      ],
      line_items: [
        { id: '1', order_id: 'o1', product_id: 'p1' },
        { id: '2', order_id: 'o1', product_id: 'p2' },
        { id: '3', order_id: 'o1', product_id: 'p2' },
        { id: '4', order_id: 'o1', product_id: 'p3' },
        { id: '5', order_id: 'o2', product_id: 'p2' },
        { id: '6', order_id: 'o2', product_id: 'p1' },
        { id: '7', order_id: 'o3', product_id: 'p1' },
        { id: '8', order_id: 'o3', product_id: 'p3' },
      ],
    });
  });
  afterAll(() => copy.close());
  const figures = async (names: readonly KpiName[], scope: Partial<Scope> = {}) =>
    await evaluate(copy.read, names, scopeOf({ now, ...scope }));

  it('counts stock as it is now, without gift cards', async () => {
    const names = ['inventory_units', 'inventory_value', 'stock_outs', 'dead_stock', 'stock_cover'] as const;
    const [all] = await figures(names);
    expect(all?.figures).toEqual({
      inventory_units: 73,
      inventory_value: 70 * 4 + 30,
      stock_outs: 1,
      dead_stock: 30,
      stock_cover: 63 / 3,
    });
    const [cup] = (await figures(['stock_cover'], { dimensions: ['variant'] })).filter(
      ({ values }) => values[0] === 'v-p1'
    );
    expect(cup?.figures).toEqual({ stock_cover: 20 });
    const places = await figures(['inventory_units'], { dimensions: ['location'] });
    expect(new Map(places.map((row) => [row.values[0], row.figures.inventory_units]))).toEqual(
      new Map([
        ['a', 53],
        ['b', 20],
      ])
    );
  });

  it('counts days without stock and the share that sold', async () => {
    const month = { range: { from: tinyDay(1), to: tinyDay(20) }, buckets: [{ from: tinyDay(1), to: tinyDay(20) }] };
    const [lost] = await figures(['lost_days'], month);
    expect(lost?.figures).toEqual({ lost_days: 10.5 });
    // Until day 2 the history of stock tells what was left, now the levels do.
    const today = { range: { from: tinyDay(1), to: now + 1 } };
    const [sold] = await figures(['sell_through_rate'], { ...today, dimensions: ['product'] });
    expect([sold?.values, sold?.figures]).toEqual([['p1'], { sell_through_rate: 60 / (60 + 60) }]);
    const early = await figures(['sell_through_rate'], {
      range: { from: tinyDay(1), to: tinyDay(3) },
      dimensions: ['product'],
    });
    expect(early.find(({ values }) => values[0] === 'p2')?.figures).toEqual({ sell_through_rate: 0 });
  });

  it('puts products into classes by their share of net sales', async () => {
    const range = { from: tinyDay(1), to: tinyDay(20) };
    const rows = await figures(['abc_net_sales'], { range, buckets: [range], dimensions: ['product', 'abc_class'] });
    expect(rows.map(({ values, figures: found }) => [...values, found.abc_net_sales])).toEqual([
      ['p1', 'A', 800],
      ['p2', 'B', 150],
      ['p3', 'C', 50],
    ]);
    const classes = await figures(['abc_net_sales'], { range, buckets: [range], dimensions: ['abc_class'] });
    expect(classes.map(({ values, figures: found }) => [...values, found.abc_net_sales])).toEqual([
      ['A', 800],
      ['B', 150],
      ['C', 50],
    ]);
  });

  it('counts each pair of products once an order', async () => {
    const rows = await figures(['basket_pairs'], { dimensions: ['product', 'other_product'] });
    expect(rows.map(({ values, figures: found }) => [...values, found.basket_pairs])).toEqual([
      ['p1', 'p2', 2],
      ['p1', 'p3', 1],
      ['p2', 'p3', 1],
    ]);
  });
});
