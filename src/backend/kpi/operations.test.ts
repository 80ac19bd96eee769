import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KpiName } from '../../query';
import type { Scope } from './definition';
import { evaluate } from './evaluate';
import { recordsBehind } from './records-behind';
import { chance } from '../queries/testing/busy-shop';
import { medianOf } from './sources/second-orders';
import { scopeOf, tinyDay } from './testing/sales-rows';
import { tinyCopy, tinyShop, type TinyCopy } from './testing/tiny-copy';

const hour = 3_600_000;
const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;
const order = (id: string, day: number, more: object = {}) => ({
  id,
  processed_at: tinyDay(day),
  created_at: tinyDay(day),
  processed_day: on(day),
  created_day: on(day),
  ...more,
});
const payment = (id: string, status: string, more: object = {}) => ({
  id,
  kind: 'SALE',
  status,
  gateway: 'card',
  processed_at: tinyDay(1) + hour,
  processed_day: on(1),
  ...more,
});
const checkout = (id: string, more: object = {}) => ({
  id,
  created_at: tinyDay(1) + hour,
  created_day: on(1),
  total: 500_000,
  ...more,
});

describe('orders, payments and checkouts', () => {
  let copy: TinyCopy;
  beforeAll(async () => {
    copy = await tinyCopy({
      orders: [
        order('o1', 1, { total_discounts: 1, checkout_token: 't1', channel: 'web' }),
        order('o2', 1, { checkout_token: 't2', channel: 'web' }),
        order('o3', 2, { channel: 'pos', cancelled_at: 1 }),
        order('o4', 2, { test: 1, total_discounts: 1, checkout_token: 't4' }),
      ],
      fulfillments: [
        { id: 'f1', order_id: 'o1', status: 'SUCCESS', created_at: tinyDay(1) + 10 * hour, delivered_at: tinyDay(2) },
        { id: 'f2', order_id: 'o1', status: 'SUCCESS', created_at: tinyDay(2), delivered_at: tinyDay(2) + 6 * hour },
        { id: 'f3', order_id: 'o2', status: 'SUCCESS', created_at: tinyDay(1) + 20 * hour },
        { id: 'f4', order_id: 'o2', status: 'CANCELLED', created_at: tinyDay(1) + hour },
      ],
      fulfillment_orders: [
        { id: 'x1', order_id: 'o1', status: 'CLOSED' },
        { id: 'x2', order_id: 'o2', status: 'OPEN' },
        { id: 'x3', order_id: 'o2', status: 'ON_HOLD' },
        { id: 'x4', order_id: 'o3', status: 'OPEN' },
      ],
      transactions: [
        payment('1', 'SUCCESS'),
        payment('2', 'FAILURE', { error_code: 'CARD_DECLINED' }),
        payment('3', 'ERROR', { gateway: 'wallet' }),
        payment('4', 'SUCCESS', { kind: 'REFUND' }),
        payment('5', 'FAILURE', { test: 1 }),
      ],
      abandoned_checkouts: [
        checkout('c1', { discount_codes: '["SPRING"]' }),
        checkout('c2', { completed_at: tinyDay(2), token: 't2' }),
        checkout('c3', { deleted_at: 1 }),
      ],
    });
  });
  afterAll(() => copy.close());
  const figures = async (names: readonly KpiName[], scope: Partial<Scope> = {}) =>
    await evaluate(copy.read, names, scopeOf(scope));

  it('takes the median until the first fulfillment and until all is delivered', async () => {
    const [row] = await figures(['time_to_fulfill', 'time_to_deliver']);
    expect(row?.figures).toEqual({ time_to_fulfill: 15, time_to_deliver: 30 });
  });

  it('takes medians of orders by the bucket in which it was done, whatever came before and after', async () => {
    const draw = chance(3);
    const channel = (at: number) => `c${at % 2}`;
    const orders = Array.from({ length: 60 }, (_, at) => ({
      ...order(`m${at}`, 1 + (at % 3)),
      channel: channel(at),
    }));
    const fulfillments = orders.flatMap(({ id, processed_at }) =>
      Array.from({ length: Math.floor(draw() * 3) }, (_, part) => ({
        id: `${id}-${part}`,
        order_id: id,
        status: draw() < 0.8 ? 'SUCCESS' : 'CANCELLED',
        created_at: processed_at + Math.floor(draw() * 60) * hour,
      }))
    );
    const some = await tinyCopy({ orders, fulfillments });
    const days = [1, 2, 3].map((day) => ({ from: tinyDay(day), to: tinyDay(day + 1) }));
    const scope = scopeOf({ bucket: 'day', buckets: days, dimensions: ['channel'] });
    const found = await evaluate(some.read, ['time_to_fulfill'], scope);
    const waits = orders.flatMap(({ id, processed_at, channel: by }) => {
      const done = fulfillments.filter((each) => each.order_id === id && each.status === 'SUCCESS');
      const first = Math.min(...done.map(({ created_at }) => created_at));
      const bucket = scope.buckets.find(({ from, to }) => first >= from && first < to)?.from;
      return bucket === undefined ? [] : [{ key: `${bucket} ${by}`, wait: (first - processed_at) / hour }];
    });
    const keys = [...new Set(waits.map(({ key }) => key))].sort();
    expect(keys.length).toBeGreaterThan(4);
    expect(found.map(({ bucket, values }) => `${bucket} ${values[0]}`).sort()).toEqual(keys);
    for (const { bucket, values, figures: of } of found) {
      const own = waits.filter(({ key }) => key === `${bucket} ${values[0]}`).map(({ wait }) => wait);
      expect(of.time_to_fulfill).toBeCloseTo(medianOf(own), 9);
    }
    some.close();
  });

  it('counts orders that wait, by how long', async () => {
    const rows = await figures(['backlog_orders'], { now: tinyDay(3), dimensions: ['age'] });
    expect(rows.map((row) => [...row.values, row.figures.backlog_orders])).toEqual([['1–3 d', 1]]);
  });

  it('counts payments tried and failed by gateway', async () => {
    const rows = await figures(['payment_attempts', 'payment_failures', 'payment_failure_rate'], {
      dimensions: ['gateway'],
    });
    expect(new Map(rows.map((row) => [row.values[0], Object.values(row.figures)]))).toEqual(
      new Map([
        ['card', [2, 1, 0.5]],
        ['wallet', [1, 1, 1]],
      ])
    );
  });

  it('counts orders with a discount', async () => {
    const [row] = await figures(['discounted_orders', 'discounted_order_share']);
    expect(row?.figures).toEqual({ discounted_orders: 1, discounted_order_share: 1 / 3 });
  });

  it('counts a checkout that was paid after all once: as abandoned and recovered, not as an order besides', async () => {
    const [row] = await figures([
      'abandoned_checkouts',
      'abandoned_checkout_value',
      'abandoned_checkout_rate',
      'recovered_checkouts',
      'checkout_recovery_rate',
    ]);
    expect(row?.figures).toEqual({
      abandoned_checkouts: 2,
      abandoned_checkout_value: 100,
      abandoned_checkout_rate: 2 / 3,
      recovered_checkouts: 1,
      checkout_recovery_rate: 0.5,
    });
    const place = { shopId: tinyShop, shopZone: 'Asia/Seoul', zone: 'Asia/Seoul', now: tinyDay(20) };
    const behind = await recordsBehind(
      copy.read,
      {
        kpi: 'abandoned_checkout_value',
        from: tinyDay(1),
        to: tinyDay(3),
        bucket: 'none',
        dimensions: { discount_code: 'SPRING' },
        orderDate: 'processed',
        returnDate: 'returned',
        cancelled: 'counted',
      },
      place
    );
    expect([behind?.kind, behind?.records.map(({ id }) => id), behind?.figure]).toEqual(['checkouts', ['c1'], 50]);
  });
});
