import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAdminApi, type AdminApi } from '../../../../demo/admin-api/server';
import { createWorld } from '../../../../demo/world';
import { createShopify, readBulkLines, type CallOptions, type Shopify } from '..';

let now = Date.UTC(2026, 10, 20, 9);
const world = createWorld({ shop: 'usd', seed: 7, ordersPerDay: 20, clock: () => now });
let api: AdminApi;
let shopify: Shopify;

beforeAll(async () => {
  api = await startAdminApi({ shops: [{ world }], clock: () => now });
  shopify = createShopify({
    domain: world.shop.domain,
    credentials: { kind: 'client', clientId: 'demo-client-id', clientSecret: 'demo-client-secret' },
    apiVersion: '2026-07',
    sandboxUrl: api.shopUrl(world.shop.domain),
    allowProtected: new Set(),
  });
});

afterAll(async () => {
  await api.close();
});

const options: CallOptions = {
  signal: new AbortController().signal,
  deadline: Date.now() + 60_000,
  priority: 'background',
};
const orders = `{ orders(query: "created_at:>='2026-11-10T00:00:00Z'") { edges { node { id name lineItems { edges { node { id quantity } } } } } } }`;

async function finished(id: string) {
  for (let turn = 0; turn < 200; turn += 1) {
    const operation = await shopify.bulk.get(id, options);
    if (operation === undefined || !['CREATED', 'RUNNING', 'CANCELING'].includes(operation.status)) {
      return operation;
    }
    now += 1000;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('It did not end.');
}

describe('bulk operations', () => {
  it('give every line that Shopify counted', async () => {
    const begun = await shopify.bulk.start(orders, options);
    expect(begun).toMatchObject({ status: 'CREATED', objectCount: 0, query: orders });
    expect((await shopify.bulk.running(options)).map(({ id }) => id)).toContain(begun.id);
    const operation = await finished(begun.id);
    const url = shopify.bulk.checkUrl(operation?.url ?? '');
    let count = 0;
    let end = 0;
    for await (const batch of readBulkLines(url, { fetch, signal: options.signal, size: operation?.fileSize ?? 0 })) {
      count += batch.lines.length;
      end = batch.end;
    }
    expect(count).toBe(operation?.objectCount);
    expect(count).toBeGreaterThan(100);
    expect(end).toBe(operation?.fileSize);
    expect(await shopify.bulk.running(options)).toEqual([]);
  });

  it('can be cancelled, and an unknown one is none', async () => {
    const begun = await shopify.bulk.start(orders, options);
    await shopify.bulk.cancel(begun.id, options);
    expect(await finished(begun.id)).toMatchObject({ status: 'CANCELED' });
    expect(await shopify.bulk.get('gid://shopify/BulkOperation/1', options)).toBeUndefined();
  });

  it('are refused where too many run, and where Shopify does not take the query', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push((await shopify.bulk.start(`${orders} # ${count}`, options)).id);
    }
    await expect(shopify.bulk.start(orders, options)).rejects.toMatchObject({ code: 'bulkInProgress' });
    await Promise.all(ids.map((id) => finished(id)));
    await expect(shopify.bulk.start('{ shop { name } }', options)).rejects.toMatchObject({ code: 'bulkRefused' });
  });

  it.each([
    ['mutation { bulkOperationCancel(id: "1") { userErrors { message } } }', 'mutationRefused'],
    ['{ orders { edges { node { id email } } } }', 'protectedField'],
    ['{ customers(query: "email:a@example.com") { edges { node { id } } } }', 'protectedFilter'],
    ['{ orders { edges { node { id nonsense } } } }', 'unknownField'],
    ['{ a', 'syntax'],
  ])('never send %s', async (query, code) => {
    await expect(shopify.bulk.start(query, options)).rejects.toMatchObject({ code });
  });
});

describe('the address of a result', () => {
  const real = createShopify({
    domain: world.shop.domain,
    credentials: { kind: 'token', token: 'x' },
    apiVersion: '2026-07',
    allowProtected: new Set(),
  });

  it('is taken from Shopify’s storage alone', () => {
    const good = 'https://storage.googleapis.com/shopify-tiers-assets-prod/bulk-operation-outputs/a.jsonl?sig=1';
    expect(real.bulk.checkUrl(good).href).toBe(good);
  });

  it.each([
    'http://storage.googleapis.com/a.jsonl',
    'https://storage.googleapis.com.example.com/a.jsonl',
    'https://storage.googleapis.com:8443/a.jsonl',
    'https://user@storage.googleapis.com/a.jsonl',
    'https://169.254.169.254/latest/meta-data',
    'https://127.0.0.1/a',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is refused', (url) => {
    expect(() => real.bulk.checkUrl(url)).toThrow(expect.objectContaining({ code: 'bulkUrlRefused' }));
  });

  it('is in development that of the stand-in alone', () => {
    expect(() => shopify.bulk.checkUrl('https://storage.googleapis.com/a.jsonl')).toThrow(
      expect.objectContaining({ code: 'bulkUrlRefused' })
    );
  });
});
