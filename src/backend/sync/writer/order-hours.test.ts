import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, isOnline } from '../../copy/rollups';
import { markRecords } from './deletions';
import { keepIncidentNote, keepIncidents } from './incidents';
import type { IncidentRow } from './contract';
import type { Store } from './store';
import { applyAll, ingestText, openTestStore, testShop } from './testing/shop';

const hour = 3_600_000;

/** What the rollup says, minute by minute, against the orders themselves. */
async function compare(store: Store) {
  const { db } = store.engine;
  const hours = await db.selectFrom('order_hours').selectAll().execute();
  const orders = await db
    .selectFrom('orders')
    .select(['id', 'created_at', 'test', 'source_name', 'checkout_token', 'total_price'])
    .where('deleted_at', 'is', null)
    .execute();
  const minutes = new Map<number, number>();
  const totals = { orders: 0, revenue: 0, other: 0, test: 0 };
  for (const { hour_at, orders: counts, revenue, other_orders, test_orders, sample } of hours) {
    const [into, money] = [new Float64Array(60), new Float64Array(60)];
    addMinutes(counts, 1, into, 0);
    addMinutes(revenue, 1, money, 0);
    into.forEach((count, at) => count > 0 && minutes.set(hour_at + at * 60_000, count));
    totals.orders += into.reduce((sum, each) => sum + each, 0);
    totals.revenue += money.reduce((sum, each) => sum + each, 0);
    totals.other += other_orders;
    totals.test += test_orders;
    expect(sample === '' ? 0 : sample.split(',').length).toBe(
      Math.min(
        10,
        into.reduce((sum, each) => sum + each, 0)
      )
    );
  }
  const real = orders.filter(({ test }) => test === 0);
  const online = real.filter(isOnline);
  const wanted = new Map<number, number>();
  for (const { created_at } of online) {
    const at = Math.floor(created_at / 60_000) * 60_000;
    wanted.set(at, (wanted.get(at) ?? 0) + 1);
  }
  expect(minutes).toEqual(wanted);
  expect(totals).toEqual({
    orders: online.length,
    revenue: online.reduce((sum, { total_price }) => sum + total_price, 0),
    other: real.length - online.length,
    test: orders.length - real.length,
  });
  return { online: online.map(({ id }) => id), totals };
}

describe('orders by minute', () => {
  it('follow every order that is loaded, changed or deleted', { timeout: 120_000 }, async () => {
    const shop = await testShop({ shop: 'usd', ordersPerDay: 3 });
    const store = await openTestStore(shop.init);
    await ingestText(store, 'orders', await shop.bulk('orders'), { readAt: shop.api.now() });
    const { online, totals } = await compare(store);
    expect(totals.orders).toBeGreaterThan(100);
    expect(totals.other).toBeGreaterThan(0);
    await markRecords(store, { entity: 'orders', ids: online.slice(0, 25), at: shop.api.now() });
    expect((await compare(store)).totals.orders).toBe(totals.orders - 25);
    await applyAll(store, 'orders', await shop.nodes('orders'), shop.api.now() + hour);
    expect((await compare(store)).totals.orders).toBeGreaterThanOrEqual(totals.orders - 25);
  });

  it('are read into buckets of any width', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 12_345 }), { maxLength: 60 });
    fc.assert(
      fc.property(counts, fc.constantFrom(1, 5, 15, 30, 60), (values, width) => {
        const text = values.map((value) => (value === 0 ? '' : String(value))).join(',');
        const into = new Float64Array(60 / width + 1);
        addMinutes(text, width, into, 1);
        const wanted = new Float64Array(60 / width + 1);
        values.forEach((value, at) => {
          const bucket = 1 + Math.floor(at / width);
          wanted[bucket] = (wanted[bucket] ?? 0) + value;
        });
        expect(into).toEqual(wanted);
      })
    );
  });

  it.each([
    ['web', null, true],
    ['web', 't', true],
    ['580111', 't', true],
    ['580111', null, false],
    ['pos', 't', false],
    ['shopify_draft_order', 't', false],
    ['subscription_contract_checkout_one', 't', false],
    [null, 't', true],
    [null, null, false],
  ])('count what came through the online checkout: %s, %s', (source_name, checkout_token, online) => {
    expect(isOnline({ source_name, checkout_token, test: 0, total_price: 0 })).toBe(online);
  });
});

describe('incidents', () => {
  const row: IncidentRow = {
    id: '1',
    revision: 1,
    started_at: 1,
    detected_at: 2,
    ended_at: null,
    state: 2,
    orders: 3,
    expected: 9,
    shortfall_low: 4,
    shortfall_high: 8,
    revenue_at_risk_low: 40_000,
    revenue_at_risk_high: 80_000,
    recovered_low: null,
    recovered_high: null,
    errors: null,
    errors_usual: null,
    service: null,
    error_code: null,
    definition: 'v1',
    evidence: { weeks: 8 },
    kept_at: 5,
  };

  it('are added to and never rewritten', async () => {
    const shop = await testShop({ shop: 'usd', ordersPerDay: 1 });
    const store = await openTestStore(shop.init);
    await keepIncidents(store, [row]);
    await keepIncidents(store, [
      { ...row, orders: 99 },
      { ...row, revision: 2, ended_at: 7 },
    ]);
    const { db } = store.engine;
    const found = await db
      .selectFrom('incidents')
      .select(['revision', 'orders', 'ended_at', 'evidence'])
      .orderBy('revision')
      .execute();
    expect(found).toEqual([
      { revision: 1, orders: 3, ended_at: null, evidence: '{"weeks":8}' },
      { revision: 2, orders: 3, ended_at: 7, evidence: '{"weeks":8}' },
    ]);
    await keepIncidentNote(store, { id: '1', at: 10, text: 'PSP', author: 'dana' });
    await keepIncidentNote(store, { id: '1', at: 10, text: '', author: 'dana' });
    const notes = await db.selectFrom('incident_notes').select(['at', 'text']).orderBy('at').execute();
    expect(notes).toEqual([
      { at: 10, text: 'PSP' },
      { at: 11, text: '' },
    ]);
  });
});
