import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../../../demo/world';
import { expectGolden } from '../../../../tests/support/golden';
import { stoppedAt, TestShop } from '../../../../tests/support/shop';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;
const every = ['total_sales', 'orders', 'average_order_value'];
const noReports = ['read_orders', 'read_all_orders', 'read_products'];

const cases = [
  ['today', { metrics: every, period: 'today', compare: 'week_ago' }],
  ['hours', { metrics: ['total_sales', 'orders'], by: 'hour', period: 'today', compare: 'week_ago' }],
  ['days', { by: 'day' }],
  ['products', { metrics: every, by: 'product', limit: 3, compare: 'week_ago' }],
] as const;

describe('metrics', () => {
  let shop: TestShop;
  let denied: TestShop;
  let korean: TestShop;
  beforeAll(async () => {
    // Late in the shop's day, so that today has something in it.
    const now = stoppedAt + 12 * 3_600_000;
    shop = await TestShop.start({ now });
    denied = await TestShop.start({ now, scopes: noReports });
    korean = await TestShop.start({ shop: 'krw' });
  });
  afterAll(() => Promise.all([shop.close(), denied.close(), korean.close()]));

  it.each(cases)('answers %s from ShopifyQL', async (name, query) => {
    expectGolden(
      golden(`${name}-shopifyql`),
      await shop.query({ queryType: 'metrics', ...query }, { from: shop.now - 4 * 86_400_000 })
    );
  });

  it.each(cases)('answers %s from orders where ShopifyQL is denied', async (name, query) => {
    expectGolden(
      golden(`${name}-orders`),
      await denied.query({ queryType: 'metrics', ...query }, { from: shop.now - 4 * 86_400_000 })
    );
  });

  it('counts by the shop’s day for a viewer elsewhere, and says so in the viewer’s language', async () => {
    const query = {
      queryType: 'metrics',
      metrics: every,
      period: 'today',
      language: 'ko',
      viewerTimezone: 'Europe/Berlin',
    };
    expectGolden(golden('today-ko'), await korean.query(query));
  });

  it('adds up orders exactly as the shop has them', async () => {
    const world = createWorld({ seed: 7, shop: 'usd', clock: () => shop.now, ordersPerDay: 40, anchor: stoppedAt });
    const from = shop.now - 3 * 86_400_000;
    const orders = [...world.orders.list('processedAt', { from, to: shop.now - 1 })].filter(({ test }) => !test);
    const total = orders.reduce((sum, { totals }) => sum.plus(totals.total.shop), new Decimal(0)).div(100);
    expect(orders.length).toBeGreaterThan(50);
    const [frame] = await denied.query({ queryType: 'metrics', metrics: ['total_sales', 'orders'] }, { from });
    expect(frame?.fields.map(({ values }) => values[0])).toEqual([total.toNumber(), orders.length]);
    for (const by of ['hour', 'day']) {
      const [series] = await denied.query({ queryType: 'metrics', metrics: ['orders'], by }, { from });
      const counted = [...(series?.fields[1]?.values ?? [])].reduce<number>((sum, value) => sum + Number(value), 0);
      expect(counted).toBeGreaterThanOrEqual(orders.length);
    }
  });

  it('asks ShopifyQL once in vain where it is denied, then goes to orders at once', async () => {
    const hidden = await TestShop.start({ customerData: false });
    for (const limit of [1, 2]) {
      const [frame] = await hidden.query({ queryType: 'metrics', limit });
      expect(frame?.meta?.custom).toMatchObject({ source: 'orders' });
      expect(frame?.meta?.notices?.[0]?.text).toContain('ShopifyQL');
    }
    const before = hidden.api.counts.graphql;
    await hidden.query({ queryType: 'metrics' }, { from: stoppedAt - 1_000_000 });
    expect(hidden.api.counts.graphql - before).toBe(1);
    await hidden.close();
  });

  it('gives the same frames whichever way Shopify writes rows, reads UNTIL and names hours', async () => {
    const query = { queryType: 'metrics', metrics: every, by: 'hour', compare: 'week_ago' };
    const seen = new Set<string>();
    for (const rowShape of ['objects', 'arrays'] as const) {
      for (const untilInclusive of [true, false]) {
        const other = await TestShop.start({
          api: { switches: { shopifyql: { rowShape, untilInclusive, hourBuckets: untilInclusive ? 'shop' : 'utc' } } },
        });
        const frames = await other.query(query);
        seen.add(
          JSON.stringify(frames[0]?.fields, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
        );
        await other.close();
      }
    }
    expect(seen.size).toBe(1);
  });

  it('puts every order into its own hour on the day that clocks are set back', async () => {
    const now = Date.UTC(2026, 10, 1, 22);
    const day = { from: Date.UTC(2026, 10, 1, 4), to: now };
    const query = { queryType: 'metrics', metrics: ['orders'], by: 'hour' };
    const [open, closed] = await Promise.all([
      TestShop.start({ now, ordersPerDay: 400 }),
      TestShop.start({ now, ordersPerDay: 400, scopes: noReports }),
    ]);
    const hours = async (each: TestShop) => (await each.query(query, day))[0]?.fields.map(({ values }) => [...values]);
    const fromShopifyql = await hours(open);
    expect(fromShopifyql).toEqual(await hours(closed));
    expect(fromShopifyql?.[0]?.length).toBe(18);
    expect(Number(fromShopifyql?.[1]?.[1]) + Number(fromShopifyql?.[1]?.[2])).toBeGreaterThan(0);
    await Promise.all([open.close(), closed.close()]);
  });
});
