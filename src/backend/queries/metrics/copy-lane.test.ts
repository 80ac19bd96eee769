import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TestShop } from '../../../../tests/support/shop';
import { backendTranslate } from '../../../locales/backend';
import { readQuery, shopscopeQuery, type AskedMetrics } from '../../../query';
import { behindSchema } from '../../../query/behind';
import { CopyError, type CopyAccess } from '../../copy';
import { recordsBehind } from '../../kpi';
import { salesRows, tinyDay } from '../../kpi/testing/sales-rows';
import { tinyCopy, tinyShop, type TinyCopy } from '../../kpi/testing/tiny-copy';
import { Registry, shopifyFor, systemEnvironment } from '../../shopify';
import type { Ask } from '../common/ask';
import { runMetrics } from './run';

const zone = 'Asia/Seoul';
const now = tinyDay(3) + 9 * 3_600_000;

describe('metrics with a copy', () => {
  let copy: TinyCopy;
  let shop: TestShop;
  let registry: Registry;
  beforeAll(async () => {
    const day2 = { day: '2026-03-02', returns: 450_000, units_returned: 1, returned_orders: 1, taxes: -45_000 };
    const day1 = {
      day: '2026-03-01',
      gross: 1_300_000,
      discounts: 100_000,
      orders: 2,
      taxes: 120_000,
      shipping: 50_000,
    };
    copy = await tinyCopy({
      ...salesRows,
      daily_sales: [
        { dimension: 'all', value: '', ...day1 },
        { dimension: 'all', value: '', ...day2 },
        { dimension: 'product', value: 'p1', ...day1, gross: 1_000_000, orders: 1 },
        { dimension: 'product', value: 'p1', ...day2 },
        { dimension: 'product', value: 'p2', ...day1, gross: 300_000, discounts: 0, orders: 1 },
        { dimension: 'product', value: '', ...day1, gross: 0 },
        { dimension: 'channel', value: 'web', ...day1 },
      ],
      products: [{ id: 'p1', title: 'Cup' }],
    });
    shop = await TestShop.start({ now, shop: 'krw' });
    registry = new Registry(systemEnvironment({ clock: { now: () => now } }));
  });
  afterAll(async () => {
    copy.close();
    await shop.close();
  });

  const access = (more: Partial<CopyAccess> = {}): CopyAccess => ({
    state: 'current',
    shopId: tinyShop,
    freshAt: now - 20_000,
    completeFrom: 0,
    personal: false,
    reads: {
      rows: copy.read,
      columns: () => Promise.reject(new Error('not asked for here')),
    },
    ...more,
  });

  async function ask(model: object, parts: { copy?: CopyAccess; scopes?: readonly string[] } = {}) {
    const read = readQuery({ queryType: 'metrics', ...model });
    const query = read.ok && read.query.queryType === 'metrics' ? read.query : undefined;
    if (query === undefined) {
      throw new Error(JSON.stringify(read));
    }
    const connection = {
      domain: shop.domain,
      credentials: { kind: 'token', token: 'shpat_demo_token' },
      apiVersion: '2026-07',
      sandboxUrl: shop.api.shopUrl(shop.domain),
      allowProtected: new Set<string>(),
    } as const;
    const shopify = shopifyFor(connection, registry);
    const options = {
      signal: new AbortController().signal,
      deadline: now + 30_000,
      priority: 'person',
      caller: 'uid-1',
    } as const;
    const facts = await shopify.facts(options);
    const full: Ask<AskedMetrics> = {
      query,
      range: { from: tinyDay(1), to: now },
      intervalMs: 60_000,
      now,
      connection,
      shopify,
      options,
      facts: { ...facts, ...(parts.scopes === undefined ? {} : { scopes: parts.scopes }) },
      zone,
      t: backendTranslate('en'),
      copy: parts.copy ?? access(),
    };
    const [frame] = await runMetrics(full);
    return {
      custom: z.record(z.string(), z.unknown()).parse(frame?.meta?.custom ?? {}),
      notices: (frame?.meta?.notices ?? []).map(({ text }) => text),
      type: frame?.meta?.type,
      fields: frame?.fields ?? [],
      values: (frame?.fields ?? []).map(({ name, values }) => [name, ...values]),
      asked: shop.api.counts.graphql,
    };
  }

  it('answers days from the copy without asking Shopify; days without sales are zeros, and today is still filling', async () => {
    const before = (await ask({})).asked;
    const { values, custom, notices, asked } = await ask({ metrics: ['net_sales', 'orders'], bucket: 'day' });
    expect(asked).toBe(before);
    expect(values.slice(1)).toEqual([
      ['net_sales', 120, -45, 0],
      ['orders', 2, 0, 0],
    ]);
    expect(custom).toMatchObject({ lane: 'owned', source: 'copy', openFrom: tinyDay(3), freshAt: now - 20_000 });
    expect(notices).toContain('The period is not over: its last figures are still filling.');
  });

  it('splits by product, largest first, with titles; goods alone have a row', async () => {
    const { values, type, notices } = await ask({
      metrics: ['gross_sales', 'orders'],
      dimensions: ['product'],
      limit: 5,
    });
    expect(type).toBe('numeric-long');
    expect(values).toEqual([
      ['product', 'Cup', 'Deleted (p2)'],
      ['gross_sales', 100, 30],
      ['orders', 1, 1],
    ]);
    expect(notices).toEqual([]);
    const one = await ask({ metrics: ['gross_sales'], dimensions: ['product'], limit: 1, bucket: 'day' });
    expect(one.fields[1]?.labels).toEqual({ product: 'Cup' });
    expect(one.values[1]).toEqual(['gross_sales', 100, 0, 0]);
    expect(one.notices).toContain('Showing 1 of 2. Raise the limit to see more.');
  });

  it('applies ad-hoc filters by either lane’s names, and says which it doesn’t know', async () => {
    const filters = [
      { key: 'sales_channel', operator: '=', value: 'Online Store' },
      { key: 'financial_status', operator: '=', value: 'paid' },
    ];
    const { values, notices, custom } = await ask({ metrics: ['gross_sales'], filters });
    expect([values, custom['source']]).toEqual([[['gross_sales', 130]], 'copy']);
    expect(notices).toContain('These filters do not apply to metrics: financial_status.');
    const product = await ask({
      metrics: ['gross_sales'],
      filters: [{ key: 'product_title', operator: '=', value: 'Cup' }],
    });
    expect(product.values).toEqual([['gross_sales', 100]]);
  });

  it('links a point to its records, which add up to it', async () => {
    const { fields } = await ask({ metrics: ['returns'], bucket: 'day', dimensions: [] });
    const link = z
      .object({ internal: z.object({ datasourceUid: z.string(), query: z.looseObject({ behind: z.unknown() }) }) })
      .parse(fields[1]?.config?.links?.[0]);
    expect(link.internal.datasourceUid).toBe('uid-1');
    const sent: unknown = JSON.parse(
      JSON.stringify(link.internal.query).replaceAll('${__value.time}', String(tinyDay(2)))
    );
    expect(shopscopeQuery.safeParse(sent).success).toBe(true);
    const behind = behindSchema.parse(z.looseObject({ behind: z.unknown() }).parse(sent).behind);
    const place = { shopId: tinyShop, shopZone: zone, zone, now };
    expect((await recordsBehind(copy.read, behind, place))?.figure).toBe(fields[1]?.values[1]);
    const visits = await ask({ metrics: ['sessions'] });
    expect(visits.fields[0]?.config?.links).toBeUndefined();
  });

  it('goes to ShopifyQL where the copy can not answer, and says why', async () => {
    const cases = [
      [{ completeFrom: tinyDay(2) }, 'The copy begins on Mar 2, 2026, 12:00 AM.'],
      [{ freshAt: now - 3_600_000 }, 'The copy was last up to date at Mar 3, 2026, 8:00 AM.'],
      [{ state: 'starting' }, 'The copy is not ready.'],
      [
        { reads: { ...access().reads, rows: () => Promise.reject(new CopyError('busy', {})) } },
        'The copy could not be read.',
      ],
    ] as const;
    for (const [more, text] of cases) {
      const { custom, notices } = await ask({ metrics: ['orders'] }, { copy: access(more) });
      expect([custom['source'], notices[0]]).toEqual(['shopifyql', text]);
    }
    const off = await ask({ metrics: ['orders'] }, { copy: access({ state: 'off' }) });
    expect([off.custom['source'], off.notices]).toEqual(['shopifyql', []]);
    const live = await ask({ metrics: ['orders'], lane: 'live' });
    expect(live.custom['source']).toBe('shopifyql');
    const visits = await ask({ metrics: ['sessions', 'conversion_rate'], dimensions: ['device'] });
    expect(visits.custom['source']).toBe('shopifyql');
  });

  it('goes to the copy where ShopifyQL was asked for and is denied, and says what is missing where neither can', async () => {
    const scopes = ['read_orders'];
    const { custom, notices } = await ask({ metrics: ['orders'], lane: 'live' }, { scopes });
    expect([custom['source'], notices[0]]).toEqual(['copy', 'Shopify denies this app ShopifyQL.']);
    await expect(ask({ metrics: ['sessions'] }, { scopes })).rejects.toMatchObject({
      key: 'queries:error.noLane',
      values: { reasons: 'The copy does not have Sessions. Shopify denies this app ShopifyQL.' },
    });
    await expect(ask({ metrics: ['sessions'], dimensions: ['vendor'] })).rejects.toMatchObject({
      key: 'queries:error.kpiDimension',
    });
    await expect(ask({ metrics: ['inventory_value'], bucket: 'day' })).rejects.toMatchObject({
      key: 'queries:error.kpiBucket',
    });
  });

  it('answers KPIs of different lanes each from the one that has it, and says so', async () => {
    const model = { metrics: ['gross_sales', 'sessions', 'cost_coverage'] };
    const { values, notices, custom } = await ask(model);
    const alone = await ask({ metrics: ['sessions'] });
    const sessions = alone.values[0]?.[1];
    expect(sessions).toBeGreaterThan(0);
    expect(values).toEqual([
      ['gross_sales', 130],
      ['sessions', sessions],
      ['cost_coverage', 0],
    ]);
    expect(custom['source']).toBe('copy');
    expect(notices).toContain('Sessions came from ShopifyQL, the rest from the copy.');
    const live = await ask({ ...model, lane: 'live' });
    expect(live.custom['source']).toBe('shopifyql');
    expect(live.notices.at(-1)).toBe('Share of net sales with known cost came from the copy, the rest from ShopifyQL.');
    const days = await ask({ ...model, bucket: 'day' });
    expect(days.values.map((column) => column.length)).toEqual([4, 4, 4, 4]);
    await expect(ask(model, { scopes: ['read_orders'] })).rejects.toMatchObject({ key: 'queries:error.noLane' });
  });

  it('compares with an earlier period, its groups those of the first', async () => {
    const { values } = await ask({
      metrics: ['gross_sales'],
      dimensions: ['product'],
      period: 'yesterday',
      compare: 'day_ago',
    });
    expect(values).toEqual([
      ['product', 'Cup'],
      ['gross_sales', 0],
      ['gross_sales_day_ago', 100],
    ]);
  });
});
