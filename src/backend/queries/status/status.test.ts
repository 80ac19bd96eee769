import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../../../../tests/support/golden';
import { TestShop } from '../../../../tests/support/shop';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;

describe('status', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start({
      shop: 'krw',
      scopes: ['read_orders', 'write_products'],
      bucket: { maximum: 2000, restoreRate: 100 },
    });
  });
  afterAll(() => shop.close());

  it.each(['en', 'ko'])('lists scopes with what each missing one costs (%s)', async (language) => {
    expectGolden(golden(`scopes-${language}`), await shop.query({ queryType: 'status', part: 'scopes', language }));
  });

  it('sums up the connection', async () => {
    const [frame] = await shop.query({ queryType: 'status' });
    const values = (name: string) => [...(frame?.fields.find((field) => field.name === name)?.values ?? [])];
    const facts = new Map(values('key').map((key, row) => [key, values('value')[row]]));
    expect(facts.get('timezone')).toBe('Asia/Seoul');
    expect(facts.get('currency')).toBe('KRW');
    expect(facts.get('version')).toBe('2026-07');
    expect(facts.get('token')).toBe('2026-11-19T07:29:59.000Z');
    expect(facts.get('history')).toContain('60 days');
    expect(facts.get('scopesMissing')).toContain('read_reports');
    expect(facts.get('graphqlBudget')).toMatch(/^\d+ \/ 2000$/);
    expect(frame?.meta?.notices?.map(({ text }) => text).join()).toContain('write_products');
  });

  it.each([
    ['en', 'Key'],
    ['ko', '키'],
  ])('keeps the names that programs know in a column that tables hide (%s)', async (language, displayName) => {
    const [frame] = await shop.query({ queryType: 'status', language });
    const key = frame?.fields.find(({ name }) => name === 'key');
    expect(key?.config).toMatchObject({ displayName, custom: { hidden: true, hideFrom: { viz: true } } });
    expect(frame?.fields.filter(({ config }) => config?.custom === undefined).map(({ name }) => name)).toEqual([
      'fact',
      'value',
    ]);
  });

  it('gives the budget as numbers that an alert rule can take', async () => {
    await shop.query({ queryType: 'records', limit: 50 });
    const [frame] = await shop.query({ queryType: 'status', part: 'budget' });
    expect(frame?.meta?.type).toBe('numeric-wide');
    const value = (name: string) => Number(frame?.fields.find((field) => field.name === name)?.values[0]);
    expect(value('graphql_available')).toBeLessThan(value('graphql_maximum'));
    expect(value('graphql_restore_rate')).toBe(100);
    expect(new Set(frame?.fields.map(({ labels }) => JSON.stringify(labels))).size).toBe(frame?.fields.length);
  });

  it('says as numbers that there is no copy', async () => {
    const [frame] = await shop.query({ queryType: 'status', part: 'sync' });
    const value = (name: string) => frame?.fields.find((field) => field.name === name)?.values[0];
    expect(value('sync_on')).toBe(0);
    expect(value('sync_failed')).toBeNull();
    expect(value('freshness_seconds')).toBeUndefined();
  });

  it.each(['en', 'ko'])('counts what failed, by fault, without what was asked (%s)', async (language) => {
    const failing = await TestShop.start({
      shop: 'krw',
      scopes: ['read_orders'],
      jsonData: { logs: { endpoints: [{ name: 'seoul', url: 'http://127.0.0.1:9', selector: '{app="shop"}' }] } },
    });
    const fails = async (model: object) => await expect(failing.query(model)).rejects.toThrow();
    await fails({ queryType: 'graphql', document: '{ jane }' });
    await fails({ queryType: 'graphql', document: '{ jane' });
    await fails({ queryType: 'graphql', document: '{ jane' });
    await fails({ queryType: 'sql', sql: 'select 1' });
    await fails({ queryType: 'shopifyql', text: 'FROM sales SHOW net_sales' });
    await fails({ queryType: 'no such type' });
    const frames = await failing.query({ queryType: 'status', part: 'errors', language });
    await failing.close();
    expect(JSON.stringify(frames, (_, value: unknown) => (typeof value === 'bigint' ? '' : value))).not.toContain(
      'jane'
    );
    expectGolden(golden(`errors-${language}`), frames);
  });
});
