import { afterAll, beforeAll, expect, it } from 'vitest';
import { backendTranslate } from '../../../locales/backend';
import { kpis, readQuery, type KpiName } from '../../../query';
import { openCopy } from '../../copy';
import { rebuildRollups } from '../../copy/rollups';
import { tinyShop } from '../../kpi/testing/tiny-copy';
import { tinyDay } from '../../kpi/testing/sales-rows';
import { copiedShop } from '../testing/copy-ask';
import { convertMetrics } from './convert';
import { familyKpis } from './sql-families';

const hour = 3_600_000;
const names = familyKpis.filter((name): name is KpiName => Object.hasOwn(kpis, name));
const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;
const order = (id: string, day: number, customer_id: string | null, more: object = {}) => {
  const at = tinyDay(day) + 10 * hour;
  return {
    id,
    customer_id,
    created_at: at,
    created_day: on(day),
    processed_at: at,
    processed_day: on(day),
    channel: 'web',
    shipping_country: 'KR',
    ...more,
  };
};
const payment = (id: string, day: number, status: string, more: object = {}) => ({
  id,
  order_id: 'o1',
  kind: 'SALE',
  status,
  gateway: 'cards',
  processed_at: tinyDay(day) + hour,
  processed_day: on(day),
  ...more,
});

let shop: Awaited<ReturnType<typeof copiedShop>>;
beforeAll(async () => {
  shop = await copiedShop({
    orders: [
      order('o0', 1, 'c0', { total_discounts: 5_000 }),
      order('o1', 1, 'c1', { channel: 'pos' }),
      order('o2', 2, 'c1', { total_discounts: 20_000 }),
      order('o3', 2, 'c2', { shipping_country: null, billing_country: 'DE' }),
      order('o4', 2, 'c3', { cancelled_at: tinyDay(2) + 11 * hour }),
      order('o5', 2, null, { channel: 'pos' }),
      order('o6', 2, 'c4', { test: 1 }),
    ],
    transactions: [
      payment('t1', 1, 'SUCCESS'),
      payment('t2', 1, 'FAILURE', { gateway: 'wallet', error_code: 'CARD_DECLINED' }),
      payment('t3', 2, 'ERROR'),
      payment('t4', 2, 'SUCCESS', { kind: 'REFUND' }),
      payment('t5', 2, 'FAILURE', { test: 1 }),
    ],
    abandoned_checkouts: [
      { id: 'a1', created_at: tinyDay(1) + hour, created_day: on(1), total: 125_000, completed_at: tinyDay(2) },
      { id: 'a2', created_at: tinyDay(2) + hour, created_day: on(2), total: 75_500 },
      { id: 'a3', created_at: tinyDay(2) + hour, created_day: on(2), total: 1, deleted_at: 5 },
    ],
    products: [
      { id: 'p1', title: 'Cup', vendor: 'Mill', product_type: 'Kitchen' },
      { id: 'p2', title: 'Pot', vendor: 'Barn' },
      { id: 'g', title: 'Gift card', gift_card: 1 },
    ],
    variants: ['p1', 'p2', 'g'].map((product_id) => ({
      id: `v-${product_id}`,
      product_id,
      inventory_item_id: `i-${product_id}`,
    })),
    inventory_items: [{ id: 'i-p1', unit_cost: 25_000 }, { id: 'i-p2' }, { id: 'i-g', unit_cost: 10_000 }],
    inventory_levels: [
      { inventory_item_id: 'i-p1', location_id: 'a', on_hand: 8, available: 5 },
      { inventory_item_id: 'i-p1', location_id: 'b', available: 2 },
      { inventory_item_id: 'i-p2', location_id: 'a', on_hand: -3 },
      { inventory_item_id: 'i-g', location_id: 'a', on_hand: 7 },
    ],
  });
  const { engine } = await openCopy({ file: shop.file, now: 0 });
  await rebuildRollups(engine, tinyShop);
  await engine.close();
});
afterAll(() => {
  shop.close();
});

const range = { from: tinyDay(2), to: tinyDay(3) };
const two = { from: tinyDay(1), to: tinyDay(3) };

async function both(model: { readonly metrics: readonly [KpiName] }, over: typeof range) {
  const full = { queryType: 'metrics', lane: 'owned', ...model };
  const read = readQuery(full);
  if (!read.ok || read.query.queryType !== 'metrics') {
    throw new Error(JSON.stringify(read));
  }
  const { sql = '' } = convertMetrics(read.query, backendTranslate('en'));
  const [name] = model.metrics;
  const figure = async (query: object) => {
    const frames = await shop.query(query, { range: over });
    const found = frames.flatMap(({ fields }) =>
      fields.filter((field) => field.name === name || field.config?.displayName === name)
    );
    return found.flatMap(({ values }) => [...values].map((value) => Number(value ?? 0))).sort((a, b) => a - b);
  };
  return { asMetrics: await figure(full), bySql: await figure({ queryType: 'sql', format: 'table', sql }), sql };
}

it.each(names)('%s is the same by SQL', async (name) => {
  const seen: number[] = [];
  for (const over of [range, two]) {
    const { asMetrics, bySql, sql } = await both({ metrics: [name] }, over);
    expect([sql, bySql]).toEqual([sql, asMetrics]);
    seen.push(...asMetrics);
  }
  expect(seen.some((value) => value !== 0)).toBe(true);
  if (kpis[name].buckets.includes('day')) {
    const days = await both({ metrics: [name], ...{ bucket: 'day' } }, two);
    expect([days.sql, days.bySql]).toEqual([days.sql, days.asMetrics]);
  }
  for (const dimension of kpis[name].dimensions.filter((each) =>
    ['channel', 'country', 'gateway', 'vendor'].includes(each)
  )) {
    const split = await both({ metrics: [name], ...{ dimensions: [dimension] } }, two);
    expect([split.sql, split.bySql]).toEqual([split.sql, split.asMetrics]);
  }
});
