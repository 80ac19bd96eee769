import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fulfillLead, deliverLead, leadOfRows } from './sources/lead';
import { scopeOf, tinyDay } from './testing/sales-rows';
import { tinyCopy, type TinyCopy } from './testing/tiny-copy';

const second = 1_000;
const days = 3;
const instant = fc.integer({ min: 0, max: days * 86_400 }).map((seconds) => tinyDay(1) + seconds * second);

const order = fc.record({
  processed_at: instant,
  test: fc.constantFrom(0, 0, 0, 1),
  cancelled_at: fc.constantFrom(null, null, null, 1),
  deleted_at: fc.constantFrom(null, null, null, 1),
  fulfillments: fc.array(
    fc.record({
      created_at: instant,
      delivered_at: fc.option(instant),
      status: fc.constantFrom('SUCCESS', 'SUCCESS', 'CANCELLED'),
    }),
    { maxLength: 3 }
  ),
});

type Order = typeof order extends fc.Arbitrary<infer O> ? O : never;

const copyOf = (orders: readonly Order[]): Promise<TinyCopy> =>
  tinyCopy({
    orders: orders.map(({ fulfillments: _, ...each }, index) => ({ id: `o${String(index)}`, ...each })),
    fulfillments: orders.flatMap(({ fulfillments }, index) =>
      fulfillments.map((each, at) => ({
        id: `f${String(index)}-${String(at)}`,
        order_id: `o${String(index)}`,
        ...each,
      }))
    ),
  });

/** Bounds at any millisecond, as ranges that end now have them. */
const bounds = fc
  .uniqueArray(fc.integer({ min: 0, max: days * 86_400_000 }), { minLength: 2, maxLength: 6 })
  .map((list) => list.sort((a, b) => a - b).map((each) => tinyDay(1) + each));

test('waits that are kept by the hour have the same middle as those in the rows, whatever the buckets', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(order, { maxLength: 12 }), bounds, async (orders, list) => {
      const copy = await copyOf(orders);
      try {
        const buckets = list.slice(1).map((to, at) => ({ from: list[at] ?? to, to }));
        const scope = scopeOf({ buckets });
        for (const [source, kind] of [
          [fulfillLead, 'fulfilled'],
          [deliverLead, 'delivered'],
        ] as const) {
          const kept = await source.read(copy.read, scope, new Set(['median']));
          expect(kept).toEqual(await leadOfRows(kind, copy.read, scope));
        }
      } finally {
        copy.close();
      }
    }),
    { numRuns: 60, seed: 4 }
  );
});

test('a middle is found among many', async () => {
  const waits = Array.from({ length: 501 }, (_, index) => ((index * 7919) % 501) * 60);
  const orders: Order[] = waits.map((wait) => ({
    processed_at: tinyDay(2) - wait * second,
    test: 0,
    cancelled_at: null,
    deleted_at: null,
    fulfillments: [{ created_at: tinyDay(2), delivered_at: null, status: 'SUCCESS' }],
  }));
  const copy = await copyOf(orders);
  const [found] = await fulfillLead.read(
    copy.read,
    scopeOf({ buckets: [{ from: tinyDay(1), to: tinyDay(4) }] }),
    new Set(['median'])
  );
  expect(found?.measures).toEqual({ median: 250 * 60 * second });
  copy.close();
});
