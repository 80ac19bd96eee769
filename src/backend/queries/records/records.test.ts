import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../../../demo/world';
import { expectGolden } from '../../../../tests/support/golden';
import { stoppedAt, TestShop } from '../../../../tests/support/shop';
import { recordKinds } from '../../../query';
import { NoDeprecatedCustomRule, parse, validate } from 'graphql';
import { adminSchema, apiVersions } from '../../shopify';
import { kinds } from './kinds';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;
const column = (frames: Awaited<ReturnType<TestShop['query']>>, name: string) => [
  ...(frames[0]?.fields.find((field) => field.name === name)?.values ?? []),
];

describe('records', () => {
  let shop: TestShop;
  let korean: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start();
    korean = await TestShop.start({ shop: 'krw' });
  });
  afterAll(async () => {
    await shop.close();
    await korean.close();
  });

  it.each(recordKinds)('lists %s', async (kind) => {
    expectGolden(golden(kind), await shop.query({ queryType: 'records', kind, limit: 4, inRange: false }));
  });

  it('speaks Korean and writes won without decimals', async () => {
    expectGolden(golden('orders-ko'), await korean.query({ queryType: 'records', limit: 3, language: 'ko' }));
  });

  it.each(recordKinds)('gives %s that nothing matches as typed columns without rows', async (kind) => {
    const search = kind === 'variants' ? 'sku:none' : 'id:1';
    const [frame] = await shop.query({ queryType: 'records', kind, search });
    const [full] = await shop.query({ queryType: 'records', kind, limit: 1, inRange: false });
    expect(frame?.fields.map(({ name, type }) => [name, type])).toEqual(
      full?.fields.map(({ name, type }) => [name, type])
    );
    expect(frame?.fields.every(({ values }) => values.length === 0)).toBe(true);
  });

  it('lists exactly the orders inside the range', async () => {
    const from = stoppedAt - 3 * 86_400_000;
    const to = stoppedAt - 86_400_000;
    const world = createWorld({ seed: 7, shop: 'usd', clock: () => stoppedAt, ordersPerDay: 40, anchor: stoppedAt });
    const expected = [...world.orders.list('createdAt', { from, to, reverse: true })].map(({ name }) => name);
    expect(expected.length).toBeGreaterThan(20);
    const frames = await shop.query({ queryType: 'records', limit: 1000 }, { from, to });
    expect(column(frames, 'order')).toEqual(expected);
  });

  it.each(['refunds', 'fulfillments'] as const)(
    'lists exactly the newest %s, though Shopify hides them in orders',
    async (kind) => {
      const from = stoppedAt - 20 * 86_400_000;
      const world = createWorld({ seed: 7, shop: 'usd', clock: () => stoppedAt, ordersPerDay: 40, anchor: stoppedAt });
      const expected = [...world[kind].list('createdAt', { from, to: stoppedAt - 1, reverse: true })].map(
        ({ createdAt }) => createdAt
      );
      expect(expected.length).toBeGreaterThan(12);
      for (const limit of [5, 10_000]) {
        const frames = await shop.query({ queryType: 'records', kind, limit }, { from, to: stoppedAt });
        const times = column(frames, 'created_at').map((time) => Number(BigInt(String(time)) / 1_000_000n));
        expect(times).toEqual(expected.slice(0, limit));
      }
    }
  );

  it('joins search, filters and range, and names filters it cannot apply', async () => {
    const [frame] = await shop.query({
      queryType: 'records',
      search: 'financial_status:paid OR financial_status:refunded',
      filters: [
        { key: 'source_name', operator: '=', value: 'web' },
        { key: 'tag', operator: '=~', value: 'v.*' },
        { key: 'product_title', operator: '=', value: 'x' },
      ],
    });
    expect(frame?.meta?.executedQueryString).toContain(
      "(financial_status:paid OR financial_status:refunded) AND source_name:'web' AND created_at:>='2026-11-17T07:30:00Z' AND created_at:<='2026-11-18T07:30:00Z'"
    );
    expect(frame?.meta?.notices?.map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringContaining('tag =~'), expect.stringContaining('product_title =')])
    );
  });

  it('refuses a search for a person, and searches by fields and filters with quotes in them', async () => {
    await expect(shop.query({ queryType: 'records', search: 'status:open smith' })).rejects.toThrow(
      'term 2 of the search orders.query names no field'
    );
    const [order] = column(await shop.query({ queryType: 'records', limit: 1, inRange: false }), 'order');
    const found = await shop.query({ queryType: 'records', search: `name:${String(order)}`, inRange: false });
    expect(column(found, 'order')).toEqual([order]);
    const filters = [{ key: 'tag', operator: '!=', value: "o'clock" }];
    const kept = await shop.query({ queryType: 'records', limit: 1, inRange: false, filters });
    expect(column(kept, 'order')).toEqual([order]);
  });

  const cutOff = (frames: Awaited<ReturnType<TestShop['query']>>) =>
    frames[0]?.meta?.notices?.some(({ text }) => text.startsWith('Cut off at')) ?? false;
  const longAgo = { from: stoppedAt - 30 * 86_400_000 };

  it.each(['orders', 'refunds', 'checkouts', 'fulfillments'] as const)(
    'says that %s were cut off where all of them were asked for, not where the latest were',
    async (kind) => {
      const ask = { queryType: 'records', kind, limit: 2 } as const;
      const latest = await shop.query({ ...ask, inRange: false });
      expect([latest[0]?.fields[0]?.values.length, cutOff(latest)]).toEqual([2, false]);
      expect(cutOff(await shop.query(ask, longAgo))).toBe(true);
      expect(cutOff(await shop.query({ ...ask, inRange: false, search: 'id:>0' }))).toBe(true);
      expect(cutOff(await shop.query({ ...ask, limit: 25_000 }, longAgo))).toBe(false);
    }
  );

  it.each(['products', 'customers', 'inventory'] as const)('says that %s were cut off, range or not', async (kind) => {
    expect(cutOff(await shop.query({ queryType: 'records', kind, limit: 2, inRange: false }))).toBe(true);
  });

  it('says where orders end without read_all_orders', async () => {
    const limited = await TestShop.start({ scopes: ['read_orders', 'read_products'] });
    const asking = { from: stoppedAt - 90 * 86_400_000 };
    const [frame] = await limited.query({ queryType: 'records', limit: 3 }, asking);
    const [whole] = await shop.query({ queryType: 'records', limit: 3 }, asking);
    await limited.close();
    const told = (each: typeof frame) =>
      each?.meta?.notices?.some(({ text }) => text.includes('read_all_orders')) ?? false;
    expect([told(frame), told(whole)]).toEqual([true, false]);
  });

  it.each(apiVersions)(
    'asks documents that fit Shopify’s schema %s, without deprecated or personal fields',
    (version) => {
      const admin = adminSchema(version);
      for (const kind of recordKinds) {
        const document = parse(kinds[kind].document(() => true));
        expect(validate(admin.schema, document), kind).toEqual([]);
        expect(validate(admin.schema, document, [NoDeprecatedCustomRule]), kind).toEqual([]);
      }
    }
  );
});
