import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { KpiDimension } from '../../query';
import { openCopy } from '../copy';
import { rebuildRollups } from '../copy/rollups';
import { dayOf } from './days';
import type { MeasuredRow, Scope, Span } from './definition';
import { customers, customersScanned } from './sources/customers';
import { ledger, rolledUp } from './sources/ledger';
import { scanned } from './sources/ledger-scan';
import { pairs, pairsScanned } from './sources/products';
import { scopeOf } from './testing/sales-rows';
import { tinyCopy, tinyShop } from './testing/tiny-copy';

/** Clocks go back on 1 November 2026. */
const zone = 'America/New_York';
const begin = DateTime.fromISO('2026-09-20', { zone }).toMillis();
const end = DateTime.fromISO('2026-12-10', { zone }).toMillis();
const minute = 60_000;
const instant = fc.integer({ min: 0, max: (end - begin) / minute }).map((minutes) => begin + minutes * minute);

const order = fc.record({
  at: instant,
  customer: fc.constantFrom('c1', 'c2', 'c3', null),
  cancelled: fc.boolean(),
  test: fc.constantFrom(0, 0, 0, 1),
  channel: fc.constantFrom('web', 'pos'),
  products: fc.uniqueArray(fc.constantFrom('p1', 'p2', 'p3'), { minLength: 1, maxLength: 3 }),
  gross: fc.integer({ min: 1, max: 1e6 }),
  back: fc.option(instant),
});

type Order = typeof order extends fc.Arbitrary<infer O> ? O : never;

/** A copy of the orders, with rollups as the writer keeps them. */
async function copyOf(orders: readonly Order[]) {
  const copy = await tinyCopy({
    orders: orders.map(({ at, customer, cancelled, test, channel }, index) => ({
      id: `o${String(index)}`,
      created_at: at,
      created_day: dayOf(at, zone),
      processed_at: at,
      processed_day: dayOf(at, zone),
      customer_id: customer,
      cancelled_at: cancelled ? at + 1 : null,
      test,
      channel,
    })),
    line_items: orders.flatMap(({ products }, index) =>
      products.map((product_id) => ({
        id: `${String(index)}-${product_id}`,
        order_id: `o${String(index)}`,
        product_id,
      }))
    ),
    sales: orders.flatMap(({ at, gross, back, products }, index) =>
      [
        { happened_at: at, action: 'ORDER', gross },
        ...(back === null ? [] : [{ happened_at: back, action: 'RETURN', gross: -gross }]),
      ].map((sale) => ({
        ...sale,
        id: `${String(index)}-${sale.action}`,
        order_id: `o${String(index)}`,
        line_item_id: `${String(index)}-${products[0] ?? ''}`,
        line_type: 'PRODUCT',
        quantity: Math.sign(sale.gross),
        happened_day: dayOf(sale.happened_at, zone),
      }))
    ),
  });
  const { engine } = await openCopy({ file: copy.file, now: 0 });
  await rebuildRollups(engine, tinyShop);
  await engine.close();
  return copy;
}

function sorted(rows: readonly MeasuredRow[], names: readonly string[]): string[] {
  return rows
    .filter(({ measures }) => names.some((name) => (measures[name] ?? 0) !== 0))
    .map(({ bucket, values, measures }) => JSON.stringify([bucket, values, names.map((name) => measures[name] ?? 0)]))
    .sort();
}

const range = fc.tuple(instant, instant).map(([one, other]): Span => ({
  from: Math.min(one, other),
  to: Math.max(one, other) + minute,
}));

/** The range itself, or its hours or days, the last one cut. */
function bucketsOf({ from, to }: Span, bucket: Scope['bucket']): Span[] {
  if (bucket === 'none') {
    return [{ from, to }];
  }
  const length = bucket === 'hour' ? { hours: 1 } : { [bucket]: 1 };
  const found: Span[] = [];
  for (let at = DateTime.fromMillis(from, { zone }).startOf(bucket); at.toMillis() < to; at = at.plus(length)) {
    found.push({ from: at.toMillis(), to: Math.min(to, at.plus(length).toMillis()) });
  }
  return found;
}

const buckets = fc.constantFrom<Scope['bucket']>('none', 'none', 'hour', 'day', 'week', 'month');

function check(compare: (copy: Awaited<ReturnType<typeof copyOf>>, scope: Scope) => Promise<void>) {
  return fc.assert(
    fc.asyncProperty(
      fc.array(order, { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(range, buckets), { minLength: 6, maxLength: 6 }),
      async (orders, asked) => {
        const copy = await copyOf(orders);
        try {
          for (const [span, bucket] of asked) {
            const spans = bucketsOf(span, bucket);
            await compare(
              copy,
              scopeOf({
                shopZone: zone,
                now: end,
                range: span,
                bucket,
                buckets: bucket === 'hour' ? spans.slice(-50) : spans,
              })
            );
          }
        } finally {
          copy.close();
        }
      }
    ),
    { numRuns: 20 }
  );
}

describe('over any range, what rollups say with the orders at its edges is what all of the orders say', () => {
  const sums = rolledUp.filter((name) => name !== 'returned_orders');

  it.each<KpiDimension | undefined>([undefined, 'channel', 'product'])('sales by %s', async (dimension) => {
    await check(async (copy, scope) => {
      const own = { ...scope, dimensions: dimension === undefined ? [] : [dimension] };
      const fast = await ledger.read(copy.read, own, new Set(sums));
      expect(sorted(fast, sums)).toEqual(sorted(await scanned(copy.read, own, own.buckets, sums), sums));
    });
  });

  it('customers, each counted once', async () => {
    const names = ['customers', 'new_customers', 'returning_customers', 'first_orders', 'later_orders'];
    await check(async (copy, scope) => {
      const fast = await customers.read(copy.read, scope, new Set(names));
      const slow = await customersScanned(copy.read, scope, new Set(names));
      expect(sorted(fast, names)).toEqual(sorted(slow, names));
    });
  });

  it('pairs of products', async () => {
    await check(async (copy, scope) => {
      const own = { ...scope, bucket: 'none', buckets: [scope.range] } as const;
      const fast = await pairs.read(copy.read, own, new Set(['orders']));
      const slow = await pairsScanned(copy.read, own, [scope.range]);
      const split = slow.map((row) => ({ ...row, values: (row.values[0] ?? '').split(' ') }));
      expect(sorted(fast, ['orders'])).toEqual(sorted(split, ['orders']));
    });
  });
});
