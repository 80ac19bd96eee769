import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startAdminApi, type AdminApi } from '../demo/admin-api/server';
import type { Fault } from '../demo/admin-api/faults';
import { createWorld } from '../demo/world';
import { apiVersions, createShopify, type CallOptions, type Shopify } from '../src/backend/shopify';

const now = Date.UTC(2026, 10, 20, 9);
const world = createWorld({ shop: 'usd', seed: 7, ordersPerDay: 20, clock: () => now });
let api: AdminApi;

beforeAll(async () => {
  api = await startAdminApi({ shops: [{ world }] });
});

afterAll(async () => {
  await api.close();
});

function open(apiVersion: (typeof apiVersions)[number] = '2026-07'): Shopify {
  return createShopify({
    domain: world.shop.domain,
    credentials: { kind: 'client', clientId: 'demo-client-id', clientSecret: 'demo-client-secret' },
    apiVersion,
    sandboxUrl: api.shopUrl(world.shop.domain),
    allowProtected: new Set(),
  });
}

function options(more: Partial<CallOptions> = {}): CallOptions {
  return { signal: new AbortController().signal, deadline: Date.now() + 15_000, priority: 'person', ...more };
}

const orders = '{ orders(first: 60, sortKey: CREATED_AT, reverse: true) { nodes { id name createdAt } } }';

const page = z.object({ orders: z.object({ nodes: z.array(z.object({ name: z.string() })) }) });

function names(data: unknown): string[] {
  return page.parse(data).orders.nodes.map(({ name }) => name);
}

describe.each(apiVersions)('the demo shop in %s', (version) => {
  it('tells its facts', async () => {
    const facts = await open(version).facts(options());
    expect(facts).toMatchObject({ domain: world.shop.domain, currency: 'USD', timezone: 'America/New_York' });
    expect(facts.scopes).toContain('read_orders');
  });

  it('gives its newest orders page by page', async () => {
    const answer = await open(version).graphql({ document: orders, maxNodes: 300 }, options());
    const found = names(answer.data);
    expect(found).toHaveLength(300);
    expect(new Set(found).size).toBe(300);
    expect(answer).toMatchObject({ requests: 5, truncated: true, servedVersion: version });
  });
});

describe('faults of the demo shop', () => {
  it.each<readonly [Fault['kind'], Partial<Fault>]>([
    ['throttled', {}],
    ['server-error', { status: 503 }],
    ['too-many-requests', { retryAfter: 0.5 }],
    ['cut-connection', {}],
    ['truncated-body', {}],
    ['expired-token', {}],
  ])('%s is got over', async (kind, more) => {
    const shopify = open();
    await shopify.facts(options());
    api.faults.add({ kind, count: 1, ...more });
    const answer = await shopify.graphql({ document: orders, maxNodes: 60 }, options());
    expect(names(answer.data)).toHaveLength(60);
    expect(answer.requests).toBe(2);
  });

  it.each<readonly [Fault['kind'], string]>([
    ['html', 'notJson'],
    ['locked', 'shopLocked'],
    ['frozen', 'shopFrozen'],
    ['not-found', 'shopUnknown'],
    ['forbidden', 'forbidden'],
    ['rejected', 'rejectedAsUnsafe'],
  ])('%s is told as %s', async (kind, code) => {
    const shopify = open();
    await shopify.facts(options());
    api.faults.add({ kind, count: 1 });
    await expect(shopify.graphql({ document: orders }, options())).rejects.toMatchObject({ code });
  });

  it('version-fallback is told', async () => {
    const shopify = open();
    await shopify.facts(options());
    api.faults.add({ kind: 'version-fallback', count: 1 });
    const { notices } = await shopify.graphql({ document: orders, maxNodes: 60 }, options());
    expect(notices).toContainEqual({
      code: 'versionServed',
      severity: 'warning',
      values: { asked: '2026-07', served: '2027-01' },
    });
  });
});
