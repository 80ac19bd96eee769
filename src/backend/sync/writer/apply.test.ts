import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rebuildRollups } from '../../copy/rollups';
import { idOfGid } from '../mapping/node';
import { beginSweep, endSweep, gatherIds, markRecords } from './deletions';
import { openStore } from './role';
import { readState, takeLease } from './state';
import type { Store } from './store';
import { random } from './testing/dice';
import { dump } from './testing/dump';
import { applyAll, openTestStore, testInit, testShop, testWorld } from './testing/shop';

type Node = Record<string, unknown>;

const figures = ['daily_sales', 'monthly_sales', 'customer_facts', 'cohort_cells', 'daily_customers', 'customer_gaps'];
let orders: Node[];
let products: Node[];
let inventory: Node[];
let collections: Node[];
let customers: Node[];
let now: number;
let shopNode: Node;

beforeAll(async () => {
  const shop = await testShop({ ordersPerDay: 30, documents: { personal: new Set(['orders', 'customers']) } }, false);
  try {
    now = shop.api.now();
    shopNode = asNode((await shop.nodes('shop'))[0]);
    const since = `created_at:>='${new Date(now - 9 * 86_400_000).toISOString()}'`;
    orders = (await shop.nodes('orders', since)).map(asNode);
    products = (await shop.nodes('products')).map(asNode);
    inventory = (await shop.nodes('inventory')).map(asNode);
    collections = (await shop.nodes('collections')).map(asNode);
    customers = (
      await shop.nodes('customers', `customer_date:>='${new Date(now - 3 * 86_400_000).toISOString()}'`)
    ).map(asNode);
  } finally {
    await shop.close();
  }
}, 60_000);

function nodesOf(value: unknown): Node[] {
  const { nodes } = asNode(value);
  return Array.isArray(nodes) ? nodes.map(asNode) : [];
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

async function prepared(more: Parameters<typeof testInit>[0] = {}): Promise<Store> {
  const store = await openTestStore(testInit(more));
  await applyAll(store, 'products', products, now);
  await applyAll(store, 'collections', collections, now);
  await applyAll(store, 'inventory', inventory, now);
  await applyAll(store, 'orders', orders, now);
  return store;
}

async function expectFiguresToHold(store: Store): Promise<void> {
  const kept = await dump(store, figures);
  await rebuildRollups(store.engine, store.shopId);
  expect(await dump(store, figures)).toEqual(kept);
}

describe('figures', () => {
  it('are those of all rows after any sequence of changes', { timeout: 120_000 }, async () => {
    const store = await prepared();
    const draw = random(11);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(draw() * items.length)]!;
    for (let turn = 1; turn <= 25; turn += 1) {
      const at = now + turn * 60_000;
      const changed = Array.from({ length: 1 + Math.floor(draw() * 12) }, () => {
        const order = pick(orders);
        const updatedAt = new Date(at).toISOString();
        switch (Math.floor(draw() * 6)) {
          case 0:
            return { ...order, updatedAt, cancelledAt: updatedAt };
          case 1:
            return { ...order, updatedAt, tags: draw() < 0.5 ? [] : ['x', 'y', 'x'] };
          case 2:
            return { ...order, updatedAt, test: draw() < 0.5 };
          case 3:
            return { ...order, updatedAt, processedAt: new Date(now - draw() * 40 * 86_400_000).toISOString() };
          case 4:
            return {
              ...order,
              updatedAt,
              agreements: asNode(pick(orders))['agreements'] === undefined ? {} : { nodes: [] },
            };
          default:
            return {
              ...order,
              updatedAt,
              customer: draw() < 0.3 ? null : { id: `gid://shopify/Customer/${Math.floor(draw() * 9)}` },
            };
        }
      });
      await applyAll(store, 'orders', changed, at);
      if (turn % 6 === 0) {
        await markRecords(store, { entity: 'orders', ids: [idOfGid(String(pick(orders)['id'])) ?? ''], at });
      }
      if (turn % 5 === 0) {
        const product = pick(products);
        await applyAll(
          store,
          'products',
          [{ ...product, updatedAt: new Date(at).toISOString(), productType: pick(['A', 'B']) }],
          at
        );
        const collection = pick(collections);
        const members = products.filter(() => draw() < 0.4).map(({ id }) => ({ id }));
        await applyAll(
          store,
          'collections',
          [{ ...collection, updatedAt: new Date(at).toISOString(), products: { nodes: members } }],
          at
        );
      }
    }
    await expectFiguresToHold(store);
  });

  it('leave out orders that are gone, and take them back when they are read again', { timeout: 60_000 }, async () => {
    const store = await prepared();
    const before = await dump(store, figures);
    const ids = orders.slice(0, 20).map(({ id }) => idOfGid(String(id)) ?? '');
    await markRecords(store, { entity: 'orders', ids, at: now + 1 });
    expect(await dump(store, figures)).not.toEqual(before);
    await expectFiguresToHold(store);
    expect(
      (await store.engine.db.selectFrom('orders').select('id').where('deleted_at', 'is not', null).execute()).length
    ).toBe(20);
    await applyAll(store, 'orders', orders.slice(0, 20), now + 2);
    expect(await dump(store, figures)).toEqual(before);
  });

  it('move with the time zone of the shop', { timeout: 60_000 }, async () => {
    const init = testInit();
    const first = await openStore(init, testWorld);
    await applyAll(first, 'orders', orders, now);
    await first.engine.close();
    const moved = await openTestStore({ ...init, shop: { ...init.shop, timezone: 'Asia/Seoul' } });
    const there = await openTestStore(testInit({ shop: { ...init.shop, timezone: 'Asia/Seoul' } }));
    await applyAll(there, 'orders', orders, now);
    expect(await dump(moved)).toEqual(await dump(there));
  });

  it('move with a zone that Shopify tells on the way, the tables counted before', { timeout: 60_000 }, async () => {
    const store = await prepared();
    const counted = async () =>
      (
        await sql<{ stat: string }>`select stat from sqlite_stat1 where tbl = 'line_items'`.execute(store.engine.db)
      ).rows.some(({ stat }) => Number(stat.split(' ')[0]) === lines);
    const { lines } = await store.engine.db
      .selectFrom('line_items')
      .select(({ fn }) => fn.countAll<number>().as('lines'))
      .executeTakeFirstOrThrow();
    expect(await counted()).toBe(false);
    const before = await dump(store, figures);
    await applyAll(store, 'shop', [{ ...shopNode, ianaTimezone: 'Asia/Seoul' }], now + 60_000);
    expect(await counted()).toBe(true);
    expect(await dump(store, figures)).not.toEqual(before);
    await expectFiguresToHold(store);
  });
});

describe('history', () => {
  it('has a row for each change, and what it was before', async () => {
    const store = await prepared();
    const changes = () => store.engine.db.selectFrom('changes').selectAll().orderBy('at').execute();
    const first = await changes();
    expect(first.length).toBeGreaterThan(0);
    expect(first.every(({ before_value, before_text }) => before_value === null && before_text === null)).toBe(true);
    const [item] = inventory;
    const at = now + 60_000;
    const time = new Date(at).toISOString();
    const raised = { ...item, updatedAt: time, unitCost: { amount: '77.125' } };
    await applyAll(store, 'inventory', [raised], at);
    await applyAll(store, 'inventory', [raised], at + 1);
    const [product] = products;
    await applyAll(store, 'products', [{ ...product, updatedAt: time, status: 'ARCHIVED' }], at);
    const later = (await changes()).filter((row) => row.seen_at > now);
    expect(
      later.map(({ field, before_value, after_value, before_text, after_text }) => [
        field,
        typeof before_value,
        after_value,
        before_text,
        after_text,
      ])
    ).toEqual([
      ['unit_cost', 'number', 771_250, null, null],
      ['product_status', 'object', null, 'ACTIVE', 'ARCHIVED'],
    ]);
    const sold = {
      ...orders[0],
      id: 'gid://shopify/Order/999',
      processedAt: new Date(at + 1000).toISOString(),
      agreements: { nodes: [] },
    };
    const [line] = nodesOf(orders[0]?.['lineItems']);
    const variant = asNode(item?.['variant'])['id'];
    await applyAll(
      store,
      'orders',
      [{ ...sold, lineItems: { nodes: [{ ...line, id: 'gid://shopify/LineItem/998', variant: { id: variant } }] } }],
      at + 5000
    );
    const [cost] = await store.engine.db
      .selectFrom('line_items')
      .select(['unit_cost', 'unit_cost_basis'])
      .where('id', '=', '998')
      .execute();
    expect(cost).toEqual({ unit_cost: 771_250, unit_cost_basis: 'recorded' });
  });

  it('gives the stock of each day', async () => {
    const store = await prepared();
    const rows = await store.engine.db.selectFrom('daily_stock').selectAll().execute();
    const known = await sql<{
      variant: string;
      available: number;
    }>`select i.variant_id as variant, sum(l.available) as available
      from inventory_items i join inventory_levels l on l.inventory_item_id = i.id group by 1`.execute(store.engine.db);
    const today = store.days.dayOf(now);
    const last = new Map(
      rows.filter(({ day }) => day === today).map(({ variant_id, available }) => [variant_id, available])
    );
    expect(known.rows.length).toBeGreaterThan(0);
    for (const { variant, available } of known.rows) {
      expect([variant, last.get(variant)]).toEqual([variant, available]);
    }
    expect(rows.every(({ available, out_minutes }) => (available > 0 ? out_minutes < 24 * 60 : true))).toBe(true);
  });
});

/** All that a copy's file and its log hold, freed pages included. */
function bytesOf(file: string): string {
  const parts = [file, `${file}-wal`].filter((each) => existsSync(each));
  return parts.map((each) => readFileSync(each, 'latin1')).join('');
}

describe('costs', () => {
  it('that are entered later reach the sales before them, whose figures follow', { timeout: 60_000 }, async () => {
    const late = await openTestStore(testInit());
    await applyAll(late, 'products', products, now);
    await applyAll(late, 'collections', collections, now);
    const bare = inventory.map((item) => ({ ...item, unitCost: null }));
    await applyAll(late, 'inventory', bare, now);
    await applyAll(late, 'orders', orders, now);
    const uncosted = await late.engine.db
      .selectFrom('line_items')
      .select('id')
      .where('unit_cost', 'is not', null)
      .execute();
    expect(uncosted).toEqual([]);
    const at = new Date(now + 60_000).toISOString();
    const entered = inventory.map((item) => ({ ...item, updatedAt: at }));
    await applyAll(late, 'inventory', entered, now + 60_000);

    const early = await prepared();
    const costs = (store: Store) =>
      store.engine.db.selectFrom('line_items').select(['id', 'unit_cost']).orderBy('id').execute();
    expect(await costs(late)).toEqual(await costs(early));
    expect(await dump(late, figures)).toEqual(await dump(early, figures));
    await expectFiguresToHold(late);
  });
});

describe('personal data', () => {
  const personal = ['orders', 'customers'] as const;

  it('is kept where it is switched on, and goes with the switch', { timeout: 60_000 }, async () => {
    const init = testInit({ personal: [...personal], rawDocuments: true });
    const first = await openStore(init, testWorld);
    await applyAll(first, 'orders', orders, now);
    await applyAll(first, 'customers', customers, now);
    const emails = await first.engine.db
      .selectFrom('customers')
      .select(['id', 'email'])
      .where('email', 'is not', null)
      .execute();
    expect(emails.length).toBeGreaterThan(0);
    const gone = emails[0]!;
    expect(bytesOf(init.file)).toContain(gone.email);
    await markRecords(first, { entity: 'customers', ids: [gone.id], at: now + 1 });
    expect(bytesOf(init.file)).not.toContain(gone.email);
    const [wiped] = await first.engine.db.selectFrom('customers').selectAll().where('id', '=', gone.id).execute();
    expect(wiped).toMatchObject({ email: null, first_name: null, last_name: null, phone: null, redacted_at: now + 1 });
    await first.engine.close();
    const second = await openTestStore({ ...init, personal: [] });
    const { db } = second.engine;
    const bytes = bytesOf(init.file);
    expect(emails.filter(({ email }) => email !== null && bytes.includes(email))).toEqual([]);
    for (const table of ['customers', 'orders'] as const) {
      expect(await db.selectFrom(table).select('id').where('email', 'is not', null).execute()).toEqual([]);
    }
    expect(await db.selectFrom('documents').select('id').execute()).toEqual([]);
  });

  it('goes everywhere when Shopify redacts a customer without deleting it', { timeout: 60_000 }, async () => {
    const store = await openTestStore(testInit({ personal: [...personal], rawDocuments: true }));
    await applyAll(store, 'orders', orders, now);
    await applyAll(store, 'customers', customers, now);
    const { db } = store.engine;
    const people = await db
      .selectFrom('customers')
      .innerJoin('orders', 'orders.customer_id', 'customers.id')
      .select(['customers.id', 'customers.email'])
      .where('customers.email', 'is not', null)
      .where('orders.shipping_address', 'is not', null)
      .execute();
    const { id, email } = people[0]!;
    const node = customers.find((each) => idOfGid(String(each.id)) === id);
    const bare = { firstName: null, lastName: null, defaultEmailAddress: null, defaultPhoneNumber: null };
    const at = new Date(now + 60_000).toISOString();
    await applyAll(store, 'customers', [{ ...node, ...bare, updatedAt: at }], now + 60_000);
    expect(await db.selectFrom('customers').select(['email', 'redacted_at']).where('id', '=', id).execute()).toEqual([
      { email: null, redacted_at: now + 60_000 },
    ]);
    const address = db.selectFrom('orders').select('id').where('shipping_address', 'is not', null);
    expect(await address.where('customer_id', '=', id).execute()).toEqual([]);
    expect((await address.execute()).length).toBeGreaterThan(0);
    expect(bytesOf(store.file)).not.toContain(email);
    // Read once more, it stays said.
    await applyAll(store, 'customers', [{ ...node, ...bare, updatedAt: at }], now + 70_000);
    const [again] = await db.selectFrom('customers').select('redacted_at').where('id', '=', id).execute();
    expect(again).toEqual({ redacted_at: now + 60_000 });
  });

  it('stays in freed pages no longer than a program that holds the file, and syncing does not wait for it', async () => {
    let clock = now;
    const store = await openStore(testInit({ personal: [...personal] }), { ...testWorld, now: () => clock });
    onTestFinished(() => store.engine.close());
    const some = customers.slice(0, 40);
    await applyAll(store, 'customers', some, now);
    const { id, email } = (
      await store.engine.db.selectFrom('customers').select(['id', 'email']).where('email', 'is not', null).execute()
    )[0]!;
    const reader = new DatabaseSync(store.file, { readOnly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from customers').get();
    await markRecords(store, { entity: 'customers', ids: [id], at: now + 1 });
    await applyAll(store, 'customers', some.slice(1, 3), now + 2);
    const due = () =>
      store.engine.db.selectFrom('copy_settings').select('value').where('name', '=', 'rewriteDue').execute();
    expect(await due()).toHaveLength(1);
    reader.close();
    clock += 11 * 60_000;
    await applyAll(store, 'customers', some.slice(3, 4), now + 3);
    expect(await due()).toEqual([]);
    expect(bytesOf(store.file)).not.toContain(email);
  });

  it('is not kept where it is switched off, whatever is sent', async () => {
    const store = await prepared();
    await applyAll(store, 'customers', customers, now);
    const { db } = store.engine;
    expect(await db.selectFrom('customers').select('id').where('email', 'is not', null).execute()).toEqual([]);
    expect(await db.selectFrom('orders').select('id').where('shipping_address', 'is not', null).execute()).toEqual([]);
  });
});

it('finds by a sweep what is gone and what is missing', async () => {
  const store = await prepared();
  const ids = products.map(({ id }) => idOfGid(String(id)) ?? '');
  await beginSweep(store, { entity: 'products' });
  await gatherIds(store, { entity: 'products', ids: [...ids.slice(2), '4711'] });
  const found = await endSweep(store, { entity: 'products', before: now + 1, at: now + 2 });
  expect(found).toEqual({ missingHere: ['4711'], deleted: 2 });
  const gone = await store.engine.db
    .selectFrom('products')
    .select('id')
    .where('deleted_at', '=', now + 2)
    .execute();
  expect(gone.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort());
});

it('lets one process write at a time', async () => {
  const store = await openTestStore(testInit());
  expect(await takeLease(store, { holder: 'a', now: 0, ttl: 100 })).toEqual({ held: true, holder: 'a', until: 100 });
  expect(await takeLease(store, { holder: 'b', now: 50, ttl: 100 })).toEqual({ held: false, holder: 'a', until: 100 });
  expect(await takeLease(store, { holder: 'a', now: 60, ttl: 100 })).toMatchObject({ held: true, until: 160 });
  expect(await takeLease(store, { holder: 'b', now: 161, ttl: 100 })).toMatchObject({ held: true, holder: 'b' });
});

it('remembers how far each entity is', async () => {
  const store = await prepared();
  const state = await readState(store);
  expect(state.entities.find(({ entity }) => entity === 'orders')).toMatchObject({
    rows: orders.length,
    // A page is no whole look: whoever looks says when it is done.
    checkedAt: null,
  });
});

it('marks variants and levels that a product no longer has', async () => {
  const store = await prepared();
  const product = products.find((each) => nodesOf(each['variants']).length > 1);
  const [kept, ...gone] = nodesOf(product?.['variants']);
  await applyAll(store, 'products', [{ ...product, variants: { nodes: [kept] } }], now + 10);
  const marked = await store.engine.db
    .selectFrom('variants')
    .select('id')
    .where('deleted_at', 'is not', null)
    .execute();
  expect(marked.map(({ id }) => id).sort()).toEqual(gone.map(({ id }) => idOfGid(String(id))).sort());
});
