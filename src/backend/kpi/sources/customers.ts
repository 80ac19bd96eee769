import { sql } from 'kysely';
import type { MeasuredRow, Read, Scope, Source } from '../definition';
import { customersFromRollup, customersRollUp } from './customer-rollup';
import { and, bucketTable, dimensionParts, groupBy, joined, measured, valueColumns } from './sql-parts';

/**
 * Customers of the orders placed in each bucket. Who is new is told by the first order of the whole history in the copy
 * (`customer_facts`), not by the range. Cancelled and test orders make nobody a customer.
 */
export const customers: Source = {
  name: 'customers',
  async read(read, scope, asked) {
    if (!customersRollUp(scope)) {
      return await customersScanned(read, scope, asked);
    }
    const { rows, rest } = customersFromRollup(read, scope);
    const left = rest.length === 0 ? [] : await customersScanned(read, { ...scope, buckets: rest }, asked);
    return [...(await rows), ...left];
  },
};

/** Customers counted from the orders themselves, whatever the dimensions and definition. */
export async function customersScanned(read: Read, scope: Scope, asked: ReadonlySet<string>): Promise<MeasuredRow[]> {
  const { values, joins, conditions, ofLine } = dimensionParts(scope.dimensions, scope.filters);
  const line = ofLine ? sql`left join line_items l on l.shop_id = o.shop_id and l.order_id = o.id` : sql``;
  const created = scope.definition.orderDate === 'created';
  const at = created ? sql`o.created_at` : sql`o.processed_at`;
  const day = created ? sql`o.created_day` : sql`o.processed_day`;
  const fresh = sql`f.first_order_at >= b.from_at`;
  return await measured(
    read,
    sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket${valueColumns(values)},
          count(distinct o.customer_id) as customers,
          count(distinct case when ${fresh} then o.customer_id end) as new_customers,
          count(distinct case when not (${fresh}) then o.customer_id end) as returning_customers,
          count(distinct case when f.first_order_at = o.processed_at then o.id end) as first_orders,
          count(distinct case when f.first_order_at < o.processed_at then o.id end) as later_orders
        from b cross join orders o
          join customer_facts f on f.shop_id = o.shop_id and f.customer_id = o.customer_id
          ${line} ${joined(joins)}
        where o.shop_id = ${scope.shopId} and ${day} >= b.from_day and ${day} <= b.to_day
          and ${at} >= b.from_at and ${at} < b.to_at
          and o.test = 0 and o.deleted_at is null and o.cancelled_at is null${and(conditions)}
        ${groupBy(values)}`,
    values.length,
    [...asked]
  );
}

/** Customers who ordered in each bucket, and those of them who have ordered at least twice by its end. */
export const repeaters: Source = {
  name: 'repeaters',
  async read(read, scope, asked) {
    const { values, joins, conditions, ofLine } = dimensionParts(scope.dimensions, scope.filters);
    const line = ofLine ? sql`left join line_items l on l.shop_id = o.shop_id and l.order_id = o.id` : sql``;
    return await measured(
      read,
      sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket${valueColumns(values)},
          count(distinct o.customer_id) as customers,
          count(distinct case when f.second_order_at < b.to_at then o.customer_id end) as repeaters
        from b cross join orders o
          join customer_facts f on f.shop_id = o.shop_id and f.customer_id = o.customer_id
          ${line} ${joined(joins)}
        where o.shop_id = ${scope.shopId} and o.processed_day >= b.from_day and o.processed_day <= b.to_day
          and o.processed_at >= b.from_at and o.processed_at < b.to_at
          and o.test = 0 and o.deleted_at is null and o.cancelled_at is null${and(conditions)}
        ${groupBy(values)}`,
      values.length,
      [...asked]
    );
  },
};
