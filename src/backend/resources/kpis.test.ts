import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestShop } from '../../../tests/support/shop';
import { kpiNames } from '../../query';
import { kpisSchema, metricsConvertSchema } from '../../query/resources';

describe('the KPI resources', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start();
  });
  afterAll(() => shop.close());
  const body = ({ body: text = '' }: { body?: Uint8Array | string }): unknown =>
    JSON.parse(Buffer.from(text).toString());

  it.each([
    ['en', 'Net sales'],
    ['ko', '순매출'],
  ])('tells every KPI in %s', async (language, title) => {
    const { kpis } = kpisSchema.parse(body(await shop.resource(`kpis?lang=${language}`)));
    expect(kpis.map(({ name }) => name).sort()).toEqual([...kpiNames].sort());
    expect(kpis.find(({ name }) => name === 'net_sales')).toMatchObject({ title, shopifyql: 'sales.net_sales' });
  });

  it('writes a metrics query as SQL and ShopifyQL, also one that was saved by version 1', async () => {
    const ask = async (query: object) =>
      await shop.resource('metrics/convert', { method: 'POST', body: { query, language: 'en' } });
    const answer = metricsConvertSchema.parse(
      body(await ask({ queryType: 'metrics', version: 1, metrics: ['orders'], by: 'product' }))
    );
    expect(answer.sql).toContain("WHERE dimension = 'product'");
    expect(answer.shopifyql).toContain('GROUP BY product_title');
    expect((await ask({ queryType: 'metrics', metrics: ['nonsense'] })).status).toBe(400);
  });

  it('compares a copy for admins alone, and says where there is none', async () => {
    const ask = async (role: string) =>
      (await shop.resource('copy/reconcile', { method: 'POST', body: { language: 'en' }, role })).status;
    expect([await ask('Editor'), await ask('Admin')]).toEqual([403, 409]);
  });
});
