import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cells } from '../copy/rollups/contributions';
import { families } from '../copy/rollups/family';
import { ledger, rolledUp, ledgerDimensions } from './sources/ledger';
import { scanned } from './sources/ledger-scan';
import { tinyCopy } from './testing/tiny-copy';
import { scopeOf, tinyDay } from './testing/sales-rows';
import { dayOf } from './days';

const zone = 'Asia/Seoul';
const lineTypes = ['PRODUCT', 'GIFT_CARD', 'SHIPPING', 'TIP', 'DUTY', 'ADJUSTMENT', 'UNKNOWN'];

const order = fc.record({
  day: fc.integer({ min: 1, max: 3 }),
  test: fc.integer({ min: 0, max: 1 }),
  cancelled: fc.boolean(),
  channel: fc.constantFrom('web', 'pos', null),
  country: fc.constantFrom('KR', null),
  tags: fc.subarray(['a', 'b']),
  lines: fc.array(fc.record({ product: fc.constantFrom('p1', 'p2', null), cost: fc.constantFrom(5, null) }), {
    maxLength: 3,
  }),
  sales: fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 3 }),
      type: fc.constantFrom(...lineTypes),
      action: fc.constantFrom('ORDER', 'UPDATE', 'RETURN'),
      line: fc.integer({ min: 0, max: 2 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      gross: fc.integer({ min: 0, max: 1e6 }),
      discount: fc.integer({ min: 0, max: 1e5 }),
      tax: fc.integer({ min: 0, max: 1e5 }),
    }),
    { maxLength: 5 }
  ),
});

function rowsOf(orders: ReadonlyArray<typeof order extends fc.Arbitrary<infer O> ? O : never>) {
  return {
    orders: orders.map((each, index) => ({
      id: `o${String(index)}`,
      processed_at: tinyDay(each.day) + 3_600_000,
      processed_day: dayOf(tinyDay(each.day), zone),
      test: each.test,
      cancelled_at: each.cancelled ? 1 : null,
      deleted_at: null,
      customer_id: null,
      channel: each.channel,
      shipping_country: null,
      billing_country: each.country,
      source_name: null,
      utm_source: null,
      utm_medium: null,
      utm_campaign: null,
      tags: JSON.stringify(each.tags),
      discount_codes: '[]',
    })),
    order_tags: orders.flatMap((each, index) => each.tags.map((tag) => ({ order_id: `o${String(index)}`, tag }))),
    line_items: orders.flatMap((each, index) =>
      each.lines.map((line, at) => ({
        id: `l${String(index)}-${String(at)}`,
        order_id: `o${String(index)}`,
        product_id: line.product,
        variant_id: null,
        vendor: null,
        unit_cost: line.cost,
        gift_card: 0,
      }))
    ),
    sales: orders.flatMap((each, index) =>
      each.sales.map((sale, at) => {
        const sign = sale.action === 'RETURN' ? -1 : 1;
        const line = ['PRODUCT', 'UNKNOWN', 'GIFT_CARD'].includes(sale.type) ? each.lines[sale.line] : undefined;
        return {
          id: `s${String(index)}-${String(at)}`,
          order_id: `o${String(index)}`,
          happened_at: tinyDay(sale.day) + 7_200_000,
          happened_day: dayOf(tinyDay(sale.day), zone),
          action: sale.action,
          line_type: sale.type,
          line_item_id: line === undefined ? null : `l${String(index)}-${String(sale.line)}`,
          quantity: sign * sale.quantity,
          gross: sign * sale.gross,
          discount: sign * sale.discount,
          tax: sign * sale.tax,
        };
      })
    ),
  };
}

describe('the rollup and the ledger', () => {
  it.each([[], ['channel'], ['country'], ['tag'], ['product']] as const)(
    'say the same of each day by %s',
    async (...by) => {
      const dimensions = ledgerDimensions.filter((each) => by.some((name) => name === each));
      await fc.assert(
        fc.asyncProperty(fc.array(order, { maxLength: 6 }), async (orders) => {
          const rows = rowsOf(orders);
          const cells = new Cells({ typeOf: () => undefined, collectionsOf: () => [] }, [dimensions[0] ?? 'all']);
          for (const family of families(rows.orders, rows.line_items, rows.sales, [])) {
            cells.add(family, 1);
          }
          const days = [1, 2, 3].map((day) => ({ from: tinyDay(day), to: tinyDay(day + 1) }));
          const copy = await tinyCopy({
            ...rows,
            daily_sales: [...cells].map(({ measures, ...key }) => ({ ...key, ...measures })),
          });
          const scope = {
            bucket: 'day',
            buckets: days,
            dimensions,
            range: { from: tinyDay(1), to: tinyDay(4) },
          } as const;
          const measures = new Set(rolledUp);
          const fast = await ledger.read(copy.read, scopeOf(scope), measures);
          const slow = await scanned(copy.read, scopeOf(scope), days, rolledUp);
          copy.close();
          expect(sorted(slow)).toEqual(sorted(fast));
        }),
        { numRuns: 15 }
      );
    }
  );
});

function sorted(rows: Awaited<ReturnType<typeof ledger.read>>) {
  return rows
    .filter(({ measures }) => Object.values(measures).some((value) => value !== 0))
    .map(({ bucket, values, measures }) =>
      JSON.stringify([
        bucket,
        values,
        Object.entries(measures)
          .filter(([, value]) => value !== 0)
          .sort(),
      ])
    )
    .sort();
}
