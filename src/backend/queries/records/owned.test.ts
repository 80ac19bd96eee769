import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expectGolden } from '../../../../tests/support/golden';
import { recordKinds } from '../../../query';
import { salesRows, tinyDay } from '../../kpi/testing/sales-rows';
import type { Frame } from '../../grafana';
import { copiedShop, stopped } from '../testing/copy-ask';
import { kinds } from './kinds';
import { ownedKinds } from './owned/queries';

const golden = (name: string) => new URL(`golden/owned-${name}.json`, import.meta.url).pathname;
const hour = 3_600_000;
const day = 24 * hour;

describe('records of the copy', () => {
  let shop: Awaited<ReturnType<typeof copiedShop>>;
  beforeAll(async () => {
    const of = (id: string, daysAgo: number, more: object = {}) => ({
      id,
      name: `#${id}`,
      created_at: stopped - daysAgo * day,
      updated_at: stopped - daysAgo * day,
      ...more,
    });
    const money = { currency: 'KRW', presentment_currency: 'USD' };
    shop = await copiedShop({
      shops: [{ domain: 'tiny.myshopify.com', currency: 'KRW', timezone: 'Asia/Seoul' }],
      orders: [
        of('1', 1, { ...money, total_price: 129_000_000, financial_status: 'PAID', source_name: 'web' }),
        of('2', 200, {
          ...money,
          total_price: 1_000_000,
          financial_status: 'PENDING',
          discount_codes: '["A","B"]',
          tags: '["도자기"]',
          email: 'a@example.test',
          shipping_name: 'Avery',
        }),
        of('3', 2, { ...money, financial_status: 'REFUNDED', total_refunded: 5_000_000, customer_id: '7', test: 1 }),
        of('4', 2, { ...money, deleted_at: stopped }),
      ],
      line_items: [{ id: 'l1', order_id: '1', current_quantity: 3, title: 'Enamel mug', sku: 'CUP-B' }],
      refunds: [{ id: 'r1', order_id: '3', created_at: stopped - day, processed_at: stopped - day, total: 5_000_000 }],
      products: [of('p1', 3, { title: 'Cup', status: 'ACTIVE', vendor: 'Mill', total_inventory: 7 })],
      variants: [
        of('v1', 3, { product_id: 'p1', inventory_item_id: 'i1', title: 'Blue', price: 45_000_000, sku: 'CUP-B' }),
        of('v2', 3, { product_id: 'p1', title: 'Red', price: 55_000_000, available_for_sale: 1 }),
      ],
      inventory_items: [of('i1', 3, { sku: 'CUP-B', tracked: 1, unit_cost: 12_000_000 })],
      inventory_levels: [
        { inventory_item_id: 'i1', location_id: 'w1', available: 7, on_hand: 9, updated_at: stopped - day },
      ],
      locations: [{ id: 'w1', name: 'Warehouse' }],
      customers: [
        of('7', 300, { orders_count: 4, amount_spent: 900_000_000, state: 'ENABLED', email: 'a@example.test' }),
      ],
      abandoned_checkouts: [of('c1', 1, { currency: 'KRW', total: 20_000_000 })],
      fulfillments: [of('f1', 1, { order_id: '1', status: 'SUCCESS', carriers: '["CJ"]', quantity: 3 })],
      discounts: [of('d1', 1, { title: 'Spring', status: 'ACTIVE', type: 'DiscountCodeBasic', usage_count: 2 })],
      discount_codes: [{ id: 'dc1', discount_id: 'd1', code: 'SPRING' }],
    });
  });
  afterAll(() => {
    shop.close();
  });

  const list = async (model: object, asking = {}) => await shop.query({ queryType: 'records', ...model }, asking);
  const column = ([frame]: readonly Frame[], name: string): unknown[] => [
    ...(frame?.fields.find((field) => field.name === name)?.values ?? []),
  ];
  const notices = ([frame]: readonly Frame[]) => (frame?.meta?.notices ?? []).map(({ text }) => text);

  it.each(recordKinds)('lists %s', async (kind) => {
    expectGolden(golden(kind), await list({ kind, inRange: false }));
  });

  it.each(recordKinds)('gives %s the live lane’s columns', async (kind) => {
    const [frame] = await list({ kind, inRange: false });
    const place = { zone: 'UTC', title: (name: string) => name, links: () => ({}) };
    const live = kinds[kind].read({}, 1, undefined, place).fields.map(({ name, type }) => [name, type]);
    expect(frame?.fields.map(({ name, type }) => [name, type])).toEqual(live);
    expect(live.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(ownedKinds[kind].columns)));
  });

  it('goes back past what Shopify shows, and leaves deleted records out', async () => {
    expect(column(await list({}, { range: { from: stopped - 365 * day, to: stopped } }), 'order')).toEqual([
      '#1',
      '#3',
      '#2',
    ]);
    expect(column(await list({}, { range: { from: stopped - 2 * day, to: stopped } }), 'order')).toEqual(['#1', '#3']);
    expect(column(await list({ inRange: false, limit: 1 }), 'order')).toEqual(['#1']);
    expect(notices(await list({ kind: 'variants', inRange: false, limit: 1 }))).toEqual([
      'Cut off at 1 rows, there are more. Raise the limit or choose a shorter time.',
    ]);
  });

  it('searches and filters by what both lanes know', async () => {
    const found = async (search: string, filters: readonly object[] = []) =>
      column(await list({ inRange: false, search, filters }), 'order');
    expect(await found('financial_status:paid')).toEqual(['#1']);
    expect(await found("-financial_status:paid AND name:'#2'")).toEqual(['#2']);
    expect(
      await found('', [{ key: 'financial_status', operator: '=|', value: '', values: ['paid', 'pending'] }])
    ).toEqual(['#1', '#2']);
    expect(await found('', [{ key: 'source_name', operator: '!=', value: 'web' }])).toEqual(['#3', '#2']);
  });

  it.each([
    ['orders', '1', ['#1']],
    ['orders', 'mug', ['#1']],
    ['orders', '"ENAMEL mug"', ['#1']],
    ['orders', 'mu*', ['#1']],
    ['orders', 'ug', []],
    ['orders', 'cup-b financial_status:paid', ['#1']],
    ['orders', '-mug', ['#3', '#2']],
    ['orders', 'b', ['#1', '#2']],
    ['orders', '도자기', ['#2']],
    ['orders', '100%', []],
  ])('finds %s by the word %s', async (kind, search, names) => {
    expect(column(await list({ kind, inRange: false, lane: 'owned', search }), 'order')).toEqual(names);
  });

  it.each([
    ['products', 'mill', 'product', ['Cup']],
    ['variants', 'blue', 'variant', ['Cup - Blue']],
    ['inventory', 'ware', 'variant', ['Cup - Blue']],
    ['discounts', 'spring', 'discount', ['Spring']],
  ])('finds %s by the word %s', async (kind, search, name, found) => {
    expect(column(await list({ kind, inRange: false, lane: 'owned', search }), name)).toEqual(found);
  });

  it('never finds a person by what is personal', async () => {
    for (const search of ['a@example.test', 'example', 'Avery']) {
      await expect(list({ kind: 'customers', inRange: false, search })).rejects.toThrow('Shopify was asked');
      expect(column(await list({ inRange: false, lane: 'owned', search }), 'order')).toEqual([]);
    }
  });

  it.each([
    [{ search: 'mug OR cup' }, {}],
    [{ search: '(mug)' }, {}],
    [{ search: 'total:>5' }, {}],
    [{ filters: [{ key: 'tag', operator: '=~', value: 'v' }] }, {}],
    [{ lane: 'live' }, {}],
    [{}, { copy: { state: 'backfill' } }],
    [{}, { copy: { completeFrom: stopped } }],
    [{}, { copy: { freshAt: stopped - hour } }],
    [{}, { copy: { state: 'off' } }],
  ])('asks Shopify where the copy can not answer: %j %j', async (model, asking) => {
    await expect(list(model, asking)).rejects.toThrow('Shopify was asked');
  });

  it('answers from a copy that lags behind where it was asked for by name, and says so', async () => {
    const late = await list({ lane: 'owned' }, { copy: { freshAt: stopped - hour } });
    expect(notices(late)).toEqual(['The copy was last up to date at 2026-03-03 17:00.']);
    expect(late[0]?.meta?.custom).toMatchObject({ lane: 'owned', freshAt: stopped - hour });
  });
});

/** The rollup of those sales, as the writer works it out. */
const dailySales = [
  {
    dimension: 'all',
    value: '',
    day: '2026-03-01',
    gross: 1_300_000,
    discounts: 100_000,
    orders: 2,
    taxes: 120_000,
    shipping: 50_000,
  },
  {
    dimension: 'all',
    value: '',
    day: '2026-03-02',
    returns: 450_000,
    units_returned: 1,
    returned_orders: 1,
    taxes: -45_000,
  },
];

describe('records behind a point', () => {
  it.each(['returns', 'net_sales', 'orders', 'gross_sales'] as const)('add up to %s', async (kpi) => {
    const shop = await copiedShop({ ...salesRows, daily_sales: dailySales });
    const range = { from: tinyDay(1), to: tinyDay(4) };
    const [figures] = await shop.query(
      { queryType: 'metrics', metrics: [kpi], bucket: 'day', lane: 'owned' },
      { range }
    );
    const [time, values] = figures?.fields ?? [];
    for (const [at, from] of [...(time?.values ?? [])].entries()) {
      const behind = { kpi, from: Number(BigInt(String(from)) / 1_000_000n), to: range.to, bucket: 'day' };
      const [frame] = await shop.query({ queryType: 'records', lane: 'owned', inRange: false, limit: 1000, behind });
      const parts = [...(frame?.fields.find(({ name }) => name === 'figure')?.values ?? [])].map(Number);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(Number(values?.values[at]), 4);
      expect(frame?.meta?.custom).toMatchObject({ records: parts.length });
    }
    shop.close();
  });

  it('of a table’s row, by what the row shows, with the ad-hoc filters of the panel', async () => {
    const shop = await copiedShop({ ...salesRows, products: [{ id: 'p1', title: 'Cup' }] });
    const range = { from: tinyDay(1), to: tinyDay(4) };
    const model = { queryType: 'metrics', metrics: ['gross_sales'], dimensions: ['product'], lane: 'owned' };
    const behindOf = async (channel: string) => {
      const filters = [{ key: 'sales_channel', operator: '=', value: channel }];
      const [figures] = await shop.query({ ...model, filters }, { range });
      const [products, sales] = figures?.fields ?? [];
      const { internal } = z
        .object({ internal: z.object({ query: z.looseObject({}) }) })
        .parse(sales?.config?.links?.[0]);
      const row = String(products?.values[0]);
      const sent: unknown = JSON.parse(JSON.stringify(internal.query).replaceAll('${__data.fields.product}', row));
      const [frame] = await shop.query(z.looseObject({}).parse(sent));
      return { row, figure: sales?.values[0], behind: frame?.meta?.custom };
    };
    expect(await behindOf('Online Store')).toMatchObject({
      row: 'Cup',
      figure: 100,
      behind: { figure: 100, records: 1 },
    });
    expect(await behindOf('Point of Sale')).toMatchObject({
      row: 'Deleted (p2)',
      figure: 30,
      behind: { figure: 30, records: 1 },
    });
    shop.close();
  });
});
