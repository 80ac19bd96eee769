import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KpiName } from '../../query';
import type { Scope } from './definition';
import { evaluate } from './evaluate';
import { segmentOf } from './sources/rfm';
import { medianOf } from './sources/second-orders';
import { scopeOf, tinyDay } from './testing/sales-rows';
import { tinyCopy, type TinyCopy } from './testing/tiny-copy';

const day = 86_400_000;
const order = (id: string, customer_id: string | null, on: number, more: object = {}) => ({
  id,
  customer_id,
  processed_at: tinyDay(on) + 1,
  created_at: tinyDay(on) + 1,
  processed_day: `2026-03-${String(on).padStart(2, '0')}`,
  created_day: `2026-03-${String(on).padStart(2, '0')}`,
  ...more,
});
const fact = (customer_id: string, orders: number, first: number, last: number, net: number) => ({
  customer_id,
  orders,
  first_order_at: tinyDay(1) + 1 + (first - 1) * day,
  first_day: '',
  second_order_at: orders > 1 ? tinyDay(1) + 1 + (last - 1) * day : null,
  last_order_at: tinyDay(1) + 1 + (last - 1) * day,
  last_day: '',
  net: net * 10_000,
});

describe('customers from a copy with five orders', () => {
  let copy: TinyCopy;
  beforeAll(async () => {
    copy = await tinyCopy({
      // c1 bought long ago and again on day 2; c2 on days 1 and 2; c3 only a cancelled order; c4 on day 2 for the first time.
      orders: [
        order('o1', 'c2', 1, { channel: 'web' }),
        order('o2', 'c2', 2, { channel: 'web' }),
        order('o3', 'c1', 2, { channel: 'pos' }),
        order('o4', 'c3', 2, { cancelled_at: 1 }),
        order('o5', 'c4', 2, { channel: 'web' }),
        order('o6', null, 2),
      ],
      customer_facts: [fact('c1', 2, -30, 2, 500), fact('c2', 2, 1, 2, 80), fact('c4', 1, 2, 2, 10)],
      daily_customers: [
        { day: '2026-03-01', before_month: '', customers: 1, first_orders: 1 },
        { day: '2026-03-02', before_month: '', customers: 1, first_orders: 1 },
        { day: '2026-03-02', before_month: '2026-01', customers: 1, later_orders: 1 },
        { day: '2026-03-02', before_month: '2026-03', customers: 1, later_orders: 1 },
      ],
      customer_gaps: [
        { before_day: '2026-01-30', day: '2026-03-02', customers: 1 },
        { before_day: '2026-03-01', day: '2026-03-02', customers: 1 },
      ],
      cohort_cells: [
        { first_month: '2026-01', month: '2026-01', customers: 10, orders: 10, net: 1_000_000 },
        { first_month: '2026-01', month: '2026-03', customers: 3, orders: 4, net: 500_000 },
        { first_month: '2026-02', month: '2026-02', customers: 4, orders: 4, net: 100_000 },
        { first_month: '2026-02', month: '2026-04', customers: 9, orders: 9, net: 100_000 },
      ],
    });
  });
  afterAll(() => copy.close());
  const figures = async (names: readonly KpiName[], scope: Partial<Scope> = {}) =>
    await evaluate(copy.read, names, scopeOf(scope));

  it('tells new from returning by the whole history, and counts no cancelled order', async () => {
    const names = [
      'customers',
      'new_customers',
      'returning_customers',
      'returning_customer_rate',
      'first_time_orders',
      'returning_orders',
      'repeat_rate',
    ] as const;
    const [all] = await figures(names);
    expect(all?.figures).toEqual({
      customers: 3,
      new_customers: 2,
      returning_customers: 1,
      returning_customer_rate: 1 / 3,
      first_time_orders: 2,
      returning_orders: 2,
      repeat_rate: 2 / 3,
    });
    const buckets = [1, 2].map((each) => ({ from: tinyDay(each), to: tinyDay(each + 1) }));
    const days = await figures(['customers', 'new_customers', 'returning_customers'], { bucket: 'day', buckets });
    expect(days.map((row) => row.figures)).toEqual([
      { customers: 1, new_customers: 1, returning_customers: 0 },
      // On the second day the customer of the first has become a returning one.
      { customers: 3, new_customers: 1, returning_customers: 2 },
    ]);
    const channels = await figures(['customers', 'new_customers'], { dimensions: ['channel'] });
    expect(new Map(channels.map((row) => [row.values[0], row.figures]))).toEqual(
      new Map([
        ['web', { customers: 2, new_customers: 2 }],
        ['pos', { customers: 1, new_customers: 0 }],
      ])
    );
  });

  it('takes the median of the days until the second order', async () => {
    const [row] = await figures(['time_to_second_order']);
    expect(row?.figures).toEqual({ time_to_second_order: (1 + 32) / 2 });
    expect(medianOf([5, 1, 3])).toBe(3);
  });

  it('follows cohorts month by month, quiet ones with 0, and leaves the open month out', async () => {
    const rows = await figures(['cohort_customers', 'cohort_retention', 'observed_ltv'], {
      range: { from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 2, 1) },
      now: Date.UTC(2026, 3, 10),
      dimensions: ['cohort', 'months_since_first'],
    });
    expect(rows.map(({ values, figures: found }) => [...values, ...Object.values(found)])).toEqual([
      ['2026-01', '0', 10, 1, 10],
      ['2026-01', '1', 0, 0, 10],
      ['2026-01', '2', 3, 0.3, 15],
      ['2026-02', '0', 4, 1, 2.5],
    ]);
  });

  it('puts every customer into one RFM segment, ties together', async () => {
    const rows = await figures(['rfm_customers'], { dimensions: ['rfm_segment'] });
    // All three ordered last on day 2: ranks of recency are equal and lowest, and so is what c4 bought.
    expect(new Map(rows.map((row) => [row.values[0], row.figures.rfm_customers]))).toEqual(
      new Map([
        ['lost', 1],
        ['at_risk', 2],
      ])
    );
    expect(segmentOf({ recency: 5, frequency: 5, money: 4 })).toBe('champions');
    expect(segmentOf({ recency: 5, frequency: 1, money: 2 })).toBe('new');
    expect(segmentOf({ recency: 1, frequency: 1, money: 1 })).toBe('lost');
  });
});
