import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAdminApi, type AdminApi } from '../../../../demo/admin-api/server';
import { createWorld } from '../../../../demo/world';
import { shopifyFor, Registry, systemEnvironment, type Shopify } from '../../shopify';
import { entities, type Entity } from '../entities';
import { Pace } from '../pace/pace';
import { plan } from '../plan/plan';
import { Ask } from './ask';
import { askingShop } from './asking';
import { placeWithin } from './node';
import type { SyncShop } from './shop';

const now = Date.UTC(2026, 10, 18, 7, 30);
const day = 86_400_000;
const signal = new AbortController().signal;

describe('asking the demo shop for what syncing needs', () => {
  let api: AdminApi;
  let shopify: Shopify;
  let shop: SyncShop;
  let pace: Pace;
  const world = createWorld({ seed: 7, shop: 'usd', clock: () => now, ordersPerDay: 20, anchor: now });

  beforeAll(async () => {
    api = await startAdminApi({
      shops: [{ world, bucket: { maximum: 1_000_000, restoreRate: 100_000 } }],
      clock: () => now,
    });
    const environment = systemEnvironment({ clock: { now: () => now } });
    const connection = {
      domain: world.shop.domain,
      credentials: { kind: 'token', token: 'shpat_demo_token' },
      apiVersion: '2026-07',
      sandboxUrl: api.shopUrl(world.shop.domain),
      allowProtected: new Set<string>(),
    } as const;
    shopify = shopifyFor(connection, new Registry(environment));
    const facts = await shopify.facts({ signal, deadline: now + 60_000, priority: 'background' });
    pace = new Pace({ timing: environment, share: 0.2, budget: () => shopify.budget().graphql });
    shop = askingShop({
      shopify,
      timing: environment,
      pace,
      options: { version: '2026-07', granted: new Set(facts.scopes), personal: new Set(), metafields: {} },
    });
  });
  afterAll(async () => {
    shopify.dispose();
    await api.close();
  });

  it('knows the shop by its bare id', async () => {
    expect(await shop.identity(signal)).toMatchObject({ domain: world.shop.domain, currency: 'USD', id: /^\d+$/ });
  });

  it.each(entities)('reads pages of %s, in the order of their changes where the plan says so', async (entity) => {
    const { changes, search } = plan[entity];
    const first = await shop.page(entity, { search: search ?? '' }, signal);
    expect(first.nodes.length).toBeGreaterThan(0);
    const next =
      first.next === undefined
        ? undefined
        : await shop.page(entity, { search: search ?? '', after: first.next }, signal);
    if (changes.by === 'time') {
      const places = [...first.nodes, ...(next?.nodes ?? [])].map((node) => placeWithin(node, changes.field));
      expect(places.every(({ id, at }) => /^\d+$/.test(id) && at > 0)).toBe(true);
      if (changes.sorted) {
        expect(places.map(({ at }) => at)).toEqual(places.map(({ at }) => at).sort((a, b) => a - b));
      }
    }
  });

  it.each<Entity>(['orders', 'customers', 'fulfillment_orders', 'abandoned_checkouts', 'discounts', 'inventory'])(
    'finds what of %s changed since a time',
    async (entity) => {
      const since = now - 20 * day;
      const stamp = new Date(since).toISOString().slice(0, 19);
      const { nodes } = await shop.page(entity, { search: `updated_at:>='${stamp}Z'` }, signal);
      expect(nodes.every((node) => placeWithin(node, 'updatedAt').at >= since)).toBe(true);
    }
  );

  it.each(entities)('pays for a look at %s where nothing changed what the plan says', async (entity) => {
    const { changes, search, points } = plan[entity];
    const terms = [search, changes.by === 'time' ? `${changes.filter}:>='2030-01-01T00:00:00Z'` : undefined];
    const before = pace.spent;
    await shop.page(entity, { search: terms.filter((term) => term !== undefined).join(' AND ') }, signal);
    await (entity === 'inventory' ? shop.changedLevels(now + day, signal) : undefined);
    expect(pace.spent - before).toBe(points);
  });

  it('counts orders of a window, and knows the oldest', async () => {
    const oldest = (await shop.oldest('orders', signal)) ?? 0;
    const counted = await shop.count('orders', 'ordersCount', { from: now - 30 * day, to: now }, signal);
    expect(counted).toBe(world.orders.count('createdAt', { from: now - 30 * day, to: now - 1 }));
    expect(await shop.count('orders', 'ordersCount', { from: oldest - day, to: oldest - 1_000 }, signal)).toBe(0);
  });

  it.each<Entity>(['products', 'orders', 'inventory', 'customers', 'discounts', 'collections', 'locations'])(
    'walks all ids of %s once, in their order',
    async (entity) => {
      const all: string[] = [];
      for (let after = '0', page = await shop.ids(entity, after, signal); page.length > 0;) {
        all.push(...page);
        after = page.at(-1) ?? after;
        page = all.length > 1_200 ? [] : await shop.ids(entity, after, signal);
      }
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual([...all].sort((a, b) => Number(a) - Number(b)));
      if (entity === 'products') {
        expect(all).toHaveLength([...world.products.list('id')].length);
      }
    }
  );

  it('fetches records by id and leaves out those that are gone', async () => {
    const [id = ''] = await shop.ids('orders', '0', signal);
    const nodes = await shop.byId('orders', [id, '999'], signal);
    expect(nodes.map((node) => placeWithin(node, 'updatedAt').id)).toEqual([id]);
  });

  it('names inventory items whose levels changed', async () => {
    const some = await shop.changedLevels(now - day, signal);
    const all = await shop.changedLevels(0, signal);
    expect(all.length).toBe([...world.inventoryItems.list('id')].filter(({ levels }) => levels.length > 0).length);
    expect(some.length).toBeLessThan(all.length);
    const changed = [...world.inventoryItems.list('id')].filter(({ levels }) =>
      levels.some(({ updatedAt }) => updatedAt >= now - day)
    );
    expect(some.length).toBe(changed.length);
  });

  it('starts bulk operations and finds them again by their text', async () => {
    const started = await shop.startBulk('locations', '', signal);
    const running = await shop.runningBulk(signal);
    const id = 'id' in started ? started.id : '';
    expect(running.map((operation) => operation.id)).toEqual([id]);
    expect(running[0]?.query).toBe(shop.bulkText('locations', ''));
    for (let more = 0; more < 4; more += 1) {
      expect(await shop.startBulk('products', '', signal)).toHaveProperty('id');
    }
    expect(await shop.startBulk('customers', '', signal)).toMatchObject({ refused: 'busy' });
    await shop.cancelBulk(id, signal);
    expect(['CANCELING', 'CANCELED']).toContain((await shop.bulk(id, signal))?.status);
  });

  it('refuses an answer with holes, and a search that Shopify ignores', async () => {
    const notices = [
      { code: 'partialData', severity: 'warning', values: { path: 'orders.nodes.tags', code: '-', message: 'Oops' } },
    ] as const;
    const answer = { data: {}, fetchedAt: now, cached: false, requests: 1, servedVersion: undefined, truncated: false };
    const timing = systemEnvironment();
    const holed = new Ask({
      timing,
      pace: new Pace({ timing, share: 1, budget: () => undefined }),
      shopify: { graphql: () => Promise.resolve({ ...answer, notices }) },
    });
    await expect(holed.data('{ orders { nodes { tags } } }', {}, signal)).rejects.toMatchObject({
      meaning: 'later',
      failure: { values: { path: 'orders.nodes.tags', message: 'Oops' } },
    });
    await expect(shop.page('orders', { search: "made_up_field:'1'" }, signal)).rejects.toMatchObject({
      failure: { code: 'copy:sync.partial' },
    });
  });
});
