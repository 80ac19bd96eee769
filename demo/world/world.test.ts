import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createWorld } from './index';
import type { Collection, Position, ShopKey, World } from './types';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 23, 19, 20);
const make = (shop: ShopKey, at = now, ordersPerDay = 40): World =>
  createWorld({ seed: 11, shop, clock: () => at, ordersPerDay });

describe('a world and its clock', () => {
  it.each(['usd', 'krw'] as const)('shows the same past whenever it is asked (%s)', { timeout: 60_000 }, (shop) => {
    const asked = make(shop, now, 15);
    asked.orders.count('updatedAt', { from: now - 20 * day });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * day }), fc.integer({ min: 1, max: 2 * day }), (back, span) => {
        const then = now - back;
        const fresh = make(shop, then, 15);
        const window = { from: then - span, to: then + day };
        const seen = [...fresh.orders.list('updatedAt', window)];
        expect([...asked.at(then).orders.list('updatedAt', window)]).toEqual(seen);
        const late = asked.orders;
        for (const order of seen) {
          const later = late.get(order.id);
          expect(later?.name).toBe(order.name);
          expect(later?.createdAt).toBe(order.createdAt);
          expect(later?.totals.original).toEqual(order.totals.original);
          expect(later?.updatedAt).toBeGreaterThanOrEqual(order.updatedAt);
          expect(order.updatedAt).toBeLessThanOrEqual(then);
        }
      }),
      { numRuns: 8 }
    );
  });

  it('moves with its clock', () => {
    let at = now;
    const world = createWorld({ seed: 11, shop: 'usd', clock: () => at });
    const before = world.orders.count('createdAt', { from: now - day });
    at += 6 * hour;
    const added = [...world.orders.list('createdAt', { from: now - day })];
    expect(added.length).toBeGreaterThan(before + 5);
    expect(added.slice(before).every(({ createdAt }) => createdAt > now && createdAt <= at)).toBe(true);
  });

  it('differs from seed to seed', () => {
    const other = createWorld({ seed: 12, shop: 'usd', clock: () => now, ordersPerDay: 40 });
    const times = (world: World): number[] =>
      [...world.orders.list('createdAt', { from: now - day })].map(({ createdAt }) => createdAt);
    expect(times(other)).not.toEqual(times(make('usd')));
  });

  it.each([20, 1000])('keeps to its scale of %i orders a day', (ordersPerDay) => {
    const world = make('usd', now, ordersPerDay);
    const count = world.orders.count('createdAt', { from: now - 7 * day }) / 7;
    expect(count / ordersPerDay).toBeGreaterThan(0.6);
    expect(count / ordersPerDay).toBeLessThan(1.7);
  });

  it('reaches back more than 400 days', () => {
    const world = make('krw');
    const from = now - 430 * day;
    expect(world.orders.count('createdAt', { from, to: from + day })).toBeGreaterThan(10);
  });
});

function pages<T extends { id: string }, S extends string>(
  collection: Collection<T, S>,
  sort: S,
  from: number,
  reverse: boolean
): T[] {
  const all: T[] = [];
  let edge: Position | undefined;
  for (;;) {
    const bounds = edge === undefined ? {} : reverse ? { before: edge } : { after: edge };
    const page: T[] = [];
    for (const item of collection.list(sort, { from, reverse, ...bounds })) {
      page.push(item);
      if (page.length === 37) {
        break;
      }
    }
    const last = page.at(-1);
    if (!last) {
      return all;
    }
    all.push(...page);
    edge = collection.position(sort, last);
  }
}

describe('lists', () => {
  const world = make('usd');
  const from = now - 6 * day;

  it.each(['id', 'createdAt', 'updatedAt', 'processedAt'] as const)('page orders by %s in both directions', (sort) => {
    const whole = [...world.orders.list(sort, { from })].map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(150);
    expect(new Set(whole).size).toBe(whole.length);
    expect(pages(world.orders, sort, from, false).map(({ id }) => id)).toEqual(whole);
    expect(pages(world.orders, sort, from, true).map(({ id }) => id)).toEqual([...whole].reverse());
    expect(world.orders.count(sort, { from })).toBe(whole.length);
  });

  it.each(['updatedAt', 'processedAt'] as const)('find every order by %s that a look at all orders finds', (sort) => {
    const found = [...world.orders.list(sort, { from })].map(({ id }) => id).sort();
    const all = [...world.orders.list('createdAt', { from: now - 50 * day })].filter((order) => order[sort] >= from);
    expect(found).toEqual(all.map(({ id }) => id).sort());
  });

  it.each([
    ['refunds', 'refunds'],
    ['returns', 'returns'],
    ['fulfillments', 'fulfillments'],
    ['fulfillmentOrders', 'fulfillmentOrders'],
  ] as const)('hold the %s that hang on orders', (name, part) => {
    const kept = [...world[name].list('updatedAt', { from })];
    const hanging = [...world.orders.list('createdAt', { from: now - 50 * day })]
      .flatMap((order): Array<{ id: string; updatedAt: number }> => [...order[part]])
      .filter(({ updatedAt }) => updatedAt >= from);
    expect(kept.map(({ id }) => id).sort()).toEqual(hanging.map(({ id }) => id).sort());
    expect(kept.length).toBeGreaterThan(0);
    for (const item of kept) {
      expect(world[name].get(item.id)).toEqual(item);
    }
  });

  it('page the other collections too', () => {
    const late = now - 4 * day;
    for (const reverse of [false, true]) {
      const customers = [...world.customers.list('updatedAt', { from: late, reverse })].map(({ id }) => id);
      expect(customers.length).toBeGreaterThan(37);
      expect(pages(world.customers, 'updatedAt', late, reverse).map(({ id }) => id)).toEqual(customers);
      const left = [...world.abandonedCheckouts.list('updatedAt', { from: late, reverse })].map(({ id }) => id);
      expect(left.length).toBeGreaterThan(37);
      expect(pages(world.abandonedCheckouts, 'updatedAt', late, reverse).map(({ id }) => id)).toEqual(left);
      const events = [...world.events.list('createdAt', { from: late, reverse })].map(({ id }) => id);
      expect(pages(world.events, 'createdAt', late, reverse).map(({ id }) => id)).toEqual(events);
    }
    const products = [...world.products.list('updatedAt')].map(({ id }) => id);
    expect(pages(world.products, 'updatedAt', 0, false).map(({ id }) => id)).toEqual(products);
  });
});

describe('look-ups', () => {
  const world = make('krw');

  it('find an order by id, name and tokens', () => {
    for (const order of world.orders.list('createdAt', { from: now - day })) {
      expect(world.orders.get(order.id)?.id).toBe(order.id);
      expect(world.orders.get(order.id.replace(/\D+/g, ''))?.id).toBe(order.id);
      expect(world.orders.byName(order.name)?.id).toBe(order.id);
      if (order.checkoutToken !== null && order.cartToken !== null) {
        expect(world.orders.byCheckoutToken(order.checkoutToken)?.id).toBe(order.id);
        expect(world.orders.byCartToken(order.cartToken)?.id).toBe(order.id);
      }
    }
  });

  it('find nothing where nothing is', () => {
    expect(world.orders.get('gid://shopify/Product/1')).toBeUndefined();
    expect(world.orders.get('gid://shopify/Order/999')).toBeUndefined();
    expect(world.orders.get('nonsense')).toBeUndefined();
    expect(world.orders.byName('#999999999')).toBeUndefined();
    expect(world.orders.byName('#7')).toBeUndefined();
    expect(world.orders.byCheckoutToken('0'.repeat(32))).toBeUndefined();
    const later = make('krw', now + 3 * day);
    const [future] = later.orders.list('createdAt', { from: now + 2 * day });
    expect(future).toBeDefined();
    expect(world.orders.get(future?.id ?? '')).toBeUndefined();
    expect(world.orders.byName(future?.name ?? '')).toBeUndefined();
  });

  it('number orders without gaps in the order of their creation', () => {
    const numbers = [...world.orders.list('createdAt', { from: now - 5 * day })].map((order) => order.number);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  it('count customers by their orders', () => {
    let repeated = 0;
    for (const customer of world.customers.list('createdAt', { from: now - 25 * day, to: now - 23 * day })) {
      const orders = world.orders.ofCustomer(customer.id);
      expect(orders.length).toBe(customer.numberOfOrders);
      expect(orders[0]?.firstOfCustomer).toBe(true);
      expect(orders.slice(1).every(({ firstOfCustomer }) => !firstOfCustomer)).toBe(true);
      repeated += orders.length > 1 ? 1 : 0;
    }
    expect(repeated).toBeGreaterThan(0);
  });
});
