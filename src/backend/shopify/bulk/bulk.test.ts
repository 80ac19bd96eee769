import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startAdminApi, type AdminApi } from '../../../../demo/admin-api/server';
import { createWorld } from '../../../../demo/world';
import { createShopify, readBulkLines, type CallOptions, type Shopify } from '..';
import { FakeShop, json, refused } from '../testing/fakeShop';

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

describe('starting a bulk operation', () => {
  const begun = {
    id: 'gid://shopify/BulkOperation/5',
    status: 'CREATED',
    errorCode: null,
    objectCount: '0',
    rootObjectCount: '0',
    fileSize: null,
    url: null,
    partialDataUrl: null,
    query: orders,
    createdAt: '2026-11-20T09:00:11Z',
    completedAt: null,
  };
  const none = { nodes: [] };
  const lists = (nodes: readonly unknown[]) => json({ data: { created: { nodes }, running: none, canceling: none } });
  const answer = (userErrors: readonly unknown[]) =>
    json({ data: { bulkOperationRunQuery: { bulkOperation: null, userErrors } } });

  it('is not done twice where its answer got lost', async () => {
    const shop = new FakeShop();
    shop.faults.push(
      () => new Response('Bad gateway', { status: 502 }),
      () => lists([begun])
    );
    const started = await shop.time.until(shop.open().bulk.start(orders, shop.options()));
    expect(started).toMatchObject({ id: begun.id, createdAt: Date.parse(begun.createdAt) });
    expect(shop.received.filter(({ query }) => query.startsWith('mutation'))).toHaveLength(1);
    expect(shop.received[0]?.query).toContain('groupObjects: false');
  });

  it('fails with what went wrong where no operation came of it', async () => {
    const shop = new FakeShop();
    const old = { ...begun, createdAt: '2026-11-20T08:00:00Z' };
    shop.faults.push(
      () => new Response('Bad gateway', { status: 502 }),
      () => lists([old, { ...begun, query: '{ products { edges { node { id } } } }' }])
    );
    await expect(shop.time.until(shop.open().bulk.start(orders, shop.options()))).rejects.toMatchObject({
      code: 'serverError',
    });
    expect(shop.received.filter(({ query }) => query.startsWith('mutation'))).toHaveLength(1);
  });

  it('is tried again where Shopify has refused it for its budget', async () => {
    const shop = new FakeShop();
    shop.faults.push(
      () => refused('THROTTLED'),
      () => json({ data: { bulkOperationRunQuery: { bulkOperation: begun, userErrors: [] } } })
    );
    expect(await shop.time.until(shop.open().bulk.start(orders, shop.options()))).toMatchObject({ id: begun.id });
  });

  it.each([
    ['OPERATION_IN_PROGRESS', 'bulkInProgress', { message: 'No.' }],
    ['LIMIT_REACHED', 'bulkLimitReached', { message: 'No.' }],
    ['INVALID', 'bulkRefused', { message: 'No.', field: 'query' }],
    ['SOMETHING_NEW', 'bulkRefused', { message: 'No.', field: 'query' }],
  ])('%s is %s', async (code, expected, values) => {
    const shop = new FakeShop();
    shop.faults.push(() => answer([{ field: ['query'], message: 'No.', code }]));
    await expect(shop.time.until(shop.open().bulk.start(orders, shop.options()))).rejects.toMatchObject({
      code: expected,
      values,
    });
  });

  it.each([
    ['{ discountNodes { edges { node { id } } } }', 'scopeMissing'],
    ['{ orders { edges { node { id fulfillmentOrders { edges { node { id } } } } } } }', 'scopeMissing'],
    [
      'query($search: String = "email:a@example.com") { customers(query: $search) { edges { node { id } } } }',
      'bulkVariables',
    ],
  ])('never sends %s', async (query, code) => {
    const shop = new FakeShop({ credentials: { kind: 'client', clientId: 'id', clientSecret: 'secret' } });
    const shopify = shop.open();
    shop.faults.push(() => lists([]));
    await shop.time.until(shopify.bulk.running(shop.options()));
    await expect(shop.time.until(shopify.bulk.start(query, shop.options()))).rejects.toMatchObject({ code });
    expect(shop.received).toHaveLength(1);
  });

  it('a cancelled one that has ended already is told as it stands', async () => {
    const shop = new FakeShop();
    const ended = { ...begun, status: 'COMPLETED', objectCount: '4', fileSize: '679', completedAt: begun.createdAt };
    const userErrors = [{ field: null, message: 'A bulk operation cannot be canceled when it is completed' }];
    shop.faults.push(() => json({ data: { bulkOperationCancel: { bulkOperation: ended, userErrors } } }));
    expect(await shop.time.until(shop.open().bulk.cancel(begun.id, shop.options()))).toMatchObject({
      status: 'COMPLETED',
      objectCount: 4,
      fileSize: 679,
    });
  });
});

const recorded = path.resolve('../shared/fixtures/shopify-payloads/bulk');
const present = existsSync(recorded);

describe.skipIf(!present)(`recorded operations${present ? '' : ` (absent: ${recorded})`}`, () => {
  it.each(['run', 'variantRun', 'products-1456'])('%s is read', async (name) => {
    const { terminalOperation } = z
      .object({ terminalOperation: z.looseObject({ id: z.string(), fileSize: z.string(), url: z.string() }) })
      .parse(JSON.parse(readFileSync(path.join(recorded, `${name}.operation.json`), 'utf8')));
    const shop = new FakeShop();
    shop.faults.push(() => json({ data: { bulkOperation: terminalOperation } }));
    const shopify = shop.open();
    const read = await shop.time.until(shopify.bulk.get(terminalOperation.id, shop.options()));
    expect(read).toMatchObject({ status: 'COMPLETED', fileSize: Number(terminalOperation.fileSize) });
    expect(read).not.toHaveProperty('errorCode');
    expect(shopify.bulk.checkUrl(read?.url ?? '').host).toBe('storage.googleapis.com');
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
