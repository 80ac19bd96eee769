import { describe, expect, it } from 'vitest';

import { createWorld } from './index';
import { story } from './story';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 10, 23, 19, 20);
const world = createWorld({ seed: 3, shop: 'usd', clock: () => now, ordersPerDay: 300 });

describe('incidents', () => {
  const found = world.incidents(now - 60 * day, now);

  it('come about every other day and last 25 to 50 minutes', () => {
    expect(found.length).toBeGreaterThan(15);
    expect(found.length).toBeLessThan(45);
    for (const { start, end } of found) {
      expect((end - start) / minute).toBeGreaterThanOrEqual(25);
      expect((end - start) / minute).toBeLessThanOrEqual(50);
    }
  });

  it('cost orders, fail payments and leave checkouts behind', () => {
    let during = 0;
    let around = 0;
    let failed = 0;
    let left = 0;
    let leftAround = 0;
    for (const { start, end } of found) {
      const span = end - start;
      const inside = [...world.orders.list('createdAt', { from: start, to: end - 1 })];
      during += inside.length;
      failed += inside.filter(({ transactions }) => transactions.some(({ errorCode }) => errorCode !== null)).length;
      around += world.orders.count('createdAt', { from: start - span, to: start - 1 });
      left += world.abandonedCheckouts.count('createdAt', { from: start, to: end - 1 });
      leftAround += world.abandonedCheckouts.count('createdAt', { from: start - span, to: start - 1 });
    }
    expect(during).toBeLessThan(around * 0.5);
    expect(failed / during).toBeGreaterThan(0.3);
    expect(left).toBeGreaterThan(leftAround * 1.3);
  });

  it('are written into the error lines, with tokens that lead to checkouts and orders', () => {
    let matched = 0;
    for (const { id, cause, start, end } of found.slice(0, 6)) {
      const lines = world.errorLogs(start, end + 3 * minute).filter(({ incidentId }) => incidentId === id);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line.code).toBe(cause);
        if (line.orderId !== null) {
          const order = world.orders.get(line.orderId);
          expect([order?.name, (order?.createdAt ?? Infinity) <= line.at]).toEqual([line.orderName, true]);
        }
        const token = line.checkoutToken ?? '';
        matched += (world.orders.byCheckoutToken(token) ?? world.abandonedCheckouts.byToken(token)) ? 1 : 0;
      }
    }
    expect(matched).toBeGreaterThan(10);
  });

  it('have lines of which most are about somebody, and some name the order that was bought after all', () => {
    const lines = found.flatMap(({ id, start, end }) =>
      world.errorLogs(start, end).filter(({ incidentId }) => incidentId === id)
    );
    const share = (of: (line: (typeof lines)[number]) => boolean) => lines.filter(of).length / lines.length;
    expect(share(({ checkoutToken }) => checkoutToken !== null)).toBeGreaterThan(0.55);
    expect(share(({ checkoutToken }) => checkoutToken !== null)).toBeLessThan(0.85);
    expect(share(({ orderId }) => orderId !== null)).toBeGreaterThan(0.05);
    expect(share(({ cartToken }) => cartToken !== null)).toBeGreaterThan(0.05);
  });

  it.each(['usd', 'krw'] as const)('begin in the hour before the anchor, and go on, in the shop %s', (shop) => {
    const anchored = createWorld({ seed: 7, shop, clock: () => now, anchor: now });
    const last = anchored.incidents(now - day, now).at(-1);
    expect(now - (last?.start ?? 0)).toBeLessThan(60 * minute);
    expect((last?.end ?? 0) - now).toBeGreaterThan(5 * minute);
  });

  it('go on whenever the demo is opened, also shortly before another was to come', () => {
    for (let opened = now; opened < now + 8 * day; opened += 2 * 60 * minute + 5 * minute) {
      const opening = createWorld({ seed: 1, shop: 'usd', clock: () => opened, anchor: opened });
      expect(opening.incidents(opened - 1, opened), new Date(opened).toISOString()).toHaveLength(1);
    }
  });
});

describe('the story of now', () => {
  it('agrees with the orders', () => {
    const told = story(world);
    const midnight = Date.UTC(2026, 10, 23, 5);
    const today = [...world.orders.list('processedAt', { from: midnight })].filter(({ test }) => !test);
    expect(told.ordersToday).toBe(today.length);
    expect(told.localDate).toBe('2026-11-23');
    expect(told.localTime).toBe('14:20');
    const newest = [...world.orders.list('createdAt', { from: midnight })].filter(({ test }) => !test).at(-1);
    expect(told.lastOrder?.name).toBe(newest?.name);
    expect(told.lastOrder?.ageMs).toBe(now - (newest?.createdAt ?? 0));
    expect(told.topProduct?.units).toBeGreaterThan(0);
    expect(told.salesToday).toBeGreaterThan(0);
  });
});
