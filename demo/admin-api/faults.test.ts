import { describe, expect, it } from 'vitest';
import { Faults, faultKinds } from './faults';
import { testApi } from './testing/harness';

const shop = '{ shop { name } }';
const orders = '{ orders(first: 3) { nodes { id name } pageInfo { endCursor } } }';

describe('faults over HTTP', () => {
  it.each([
    ['too-many-requests', 429, /Exceeded/],
    ['server-error', 503, /Service Unavailable/],
    ['html', 200, /<!DOCTYPE html>/],
    ['expired-token', 401, /Invalid API key or access token/],
    ['locked', 423, /locked/],
    ['frozen', 402, /frozen/],
    ['forbidden', 403, /merchant approval/],
    ['rejected', 430, /rejected/],
    ['not-found', 404, /<h1>Not Found/],
  ] as const)('%s answers %i once and is over', async (kind, status, body) => {
    const { post, api } = await testApi({ faults: [{ kind, count: 1 }] });
    const hit = await post(shop);
    expect(hit.status).toBe(status);
    expect(await hit.text()).toMatch(body);
    expect((await post(shop)).status).toBe(200);
    expect(api.faults.list()).toEqual([]);
  });

  it('sends Retry-After in seconds with a fraction', async () => {
    const { post } = await testApi({ faults: [{ kind: 'too-many-requests', retryAfter: 1.5 }] });
    expect((await post(shop)).headers.get('Retry-After')).toBe('1.5');
  });

  it('throttles by decree', async () => {
    const { ask } = await testApi({ faults: [{ kind: 'throttled', count: 2 }] });
    for (let turn = 0; turn < 2; turn += 1) {
      const body = await ask(shop);
      expect(body.errors?.[0]?.extensions?.['code']).toBe('THROTTLED');
      expect(body.extensions?.['cost']).toMatchObject({
        actualQueryCost: null,
        throttleStatus: { currentlyAvailable: 0 },
      });
    }
    expect((await ask(shop)).errors).toBeUndefined();
  });

  it('leaves part of the data out', async () => {
    const { ask } = await testApi({ faults: [{ kind: 'partial-data', count: 1 }] });
    const body = await ask('{ products(first: 1) { nodes { id } } shop { currencyCode } }');
    expect(body.data).toEqual({ products: null, shop: { currencyCode: 'USD' } });
    expect(body.errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
  });

  it('takes a scope away', async () => {
    const { ask } = await testApi({ faults: [{ kind: 'missing-scope', scope: 'read_reports', count: 1 }] });
    const body = await ask(
      '{ shopifyqlQuery(query: "FROM sales SHOW orders SINCE today") { parseErrors } shop { currencyCode } }'
    );
    expect(body.data).toEqual({ shopifyqlQuery: null, shop: { currencyCode: 'USD' } });
    expect(body.errors?.[0]?.extensions?.['code']).toBe('ACCESS_DENIED');
  });

  it('answers by another version than asked', async () => {
    const { post } = await testApi({ faults: [{ kind: 'version-fallback', count: 1 }] });
    expect((await post(shop)).headers.get('X-Shopify-API-Version')).toBe('2027-01');
  });

  it('forgets cursors', async () => {
    const { ask, api } = await testApi();
    const body = await ask(orders);
    const cursor = /"endCursor":"([^"]+)"/.exec(JSON.stringify(body.data))?.[1] ?? '';
    api.faults.add({ kind: 'cursor-invalid', count: 1 });
    const next = `{ orders(first: 3, after: "${cursor}") { nodes { id } } }`;
    expect((await ask(next)).errors?.[0]?.message).toBe('Invalid cursor for current pagination sort.');
    expect((await ask(next)).errors).toBeUndefined();
  });

  it('is slow', async () => {
    const { post } = await testApi({ faults: [{ kind: 'slow', delay: 300, count: 1 }] });
    const started = performance.now();
    await (await post(shop)).text();
    expect(performance.now() - started).toBeGreaterThanOrEqual(299);
  });

  it('cuts the connection in the middle of a body', async () => {
    const { post } = await testApi({ faults: [{ kind: 'cut-connection', count: 1 }] });
    await expect(post(orders).then((response) => response.text())).rejects.toThrow();
    expect((await post(orders)).status).toBe(200);
  });

  it('sends half a body as if it were whole', async () => {
    const { post } = await testApi({ faults: [{ kind: 'truncated-body', count: 1 }] });
    const text = await (await post(orders)).text();
    expect(() => void JSON.parse(text)).toThrow();
  });

  it('never answers', async () => {
    const { api } = await testApi({ faults: [{ kind: 'no-answer', count: 1 }] });
    const waiting = fetch(api.url, { signal: AbortSignal.timeout(400) });
    await expect(waiting).rejects.toThrow(/timeout/);
  });

  it('refuses ShopifyQL with the cost inside the error', async () => {
    const { ask } = await testApi({ faults: [{ kind: 'shopifyql-throttled', count: 1 }] });
    const body = await ask('{ shopifyqlQuery(query: "FROM sales SHOW orders SINCE today") { parseErrors } }');
    expect(body.data).toEqual({ shopifyqlQuery: null });
    expect(body.extensions?.['shopifyqlCost']).toBeUndefined();
    expect(body.errors?.[0]).toMatchObject({
      message: 'Rate limited. Please retry later.',
      extensions: { code: 'THROTTLED', cost: { currentlyAvailable: 0, maximumAvailable: 1000 } },
    });
  });
});

describe('the control address', () => {
  it('switches faults on and off while the server runs', async () => {
    const { api, post } = await testApi();
    const control = (method: string, body?: unknown) =>
      fetch(`${api.url}/__faults`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    expect((await control('POST', { kind: 'locked' })).status).toBe(200);
    expect((await post(shop)).status).toBe(423);
    expect(await (await control('GET')).json()).toEqual({ faults: [{ kind: 'locked' }] });
    expect((await control('DELETE', { kind: 'locked' })).status).toBe(200);
    expect((await post(shop)).status).toBe(200);
    const wrong = await control('POST', { kind: 'earthquake' });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ kinds: faultKinds });
  });
});

it('hits the same requests for the same seed', () => {
  const hits = (seed: number) => {
    const faults = new Faults(seed);
    faults.add({ kind: 'slow', probability: 0.3 });
    return Array.from({ length: 200 }, () => faults.draw('shop').length);
  };
  expect(hits(5)).toEqual(hits(5));
  expect(hits(5)).not.toEqual(hits(6));
  const share = hits(5).reduce((sum, hit) => sum + hit, 0) / 200;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.4);
});

it('keeps to the shop it is for', () => {
  const faults = new Faults(1);
  faults.add({ kind: 'locked', shop: 'a.myshopify.com' });
  expect(faults.draw('b.myshopify.com')).toEqual([]);
  expect(faults.draw('a.myshopify.com')).toHaveLength(1);
});
