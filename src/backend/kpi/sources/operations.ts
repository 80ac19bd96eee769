import { sql } from 'kysely';
import type { KpiDimension } from '../../../query';
import type { Source } from '../definition';
import { orderDimension, type DimensionSql } from './dimensions';
import { and, bucketTable, dimensionParts, groupBy, joined, measured, valueColumns } from './sql-parts';

const hour = 3_600_000;
/** How long an order has waited, in the order of its length. */
const ages = [
  ['0–1 d', 24 * hour],
  ['1–3 d', 72 * hour],
  ['3–7 d', 168 * hour],
] as const;
const oldest = '7+ d';

/** Orders that have something left to be sent, by how long they have waited. */
export const backlog: Source = {
  name: 'backlog',
  async read(read, scope, asked) {
    const { shopId, range, now, dimensions, filters } = scope;
    const cases = ages.map(([text, length]) => sql`when ${now} - o.processed_at < ${length} then ${text}`);
    const age: DimensionSql = {
      value: sql<string>`case ${sql.join(cases, sql` `)} else ${oldest} end`,
      ofLine: false,
      several: false,
    };
    const lookUp = (name: KpiDimension) => (name === 'age' ? age : orderDimension(name));
    const { values, joins, conditions } = dimensionParts(dimensions, filters, lookUp);
    const by = values.length === 0 ? sql`` : sql`group by ${sql.join(values)}`;
    return await measured(
      read,
      sql`select ${range.from} as bucket${valueColumns(values)}, count(distinct o.id) as orders
        from (select distinct order_id from fulfillment_orders
            where shop_id = ${shopId} and deleted_at is null and status in ('OPEN', 'IN_PROGRESS', 'ON_HOLD', 'SCHEDULED')) w
          join orders o on o.shop_id = ${shopId} and o.id = w.order_id ${joined(joins)}
        where o.test = 0 and o.deleted_at is null and o.cancelled_at is null${and(conditions)} ${by}`,
      values.length,
      [...asked]
    );
  },
};

const paymentDimension = (name: KpiDimension): DimensionSql | undefined =>
  name === 'gateway' || name === 'error_code'
    ? { value: sql<string>`coalesce(${sql.ref(`t.${name}`)}, '')`, ofLine: false, several: false }
    : undefined;

/** Payments tried in each bucket. What gives money back or lets it go is no attempt. */
export const payments: Source = {
  name: 'payments',
  async read(read, scope, asked) {
    const { values, conditions } = dimensionParts(scope.dimensions, scope.filters, paymentDimension);
    return await measured(
      read,
      sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket${valueColumns(values)}, count(*) as attempts,
          count(case when t.status in ('FAILURE', 'ERROR') then 1 end) as failures
        from b cross join transactions t
        where t.shop_id = ${scope.shopId} and t.processed_day >= b.from_day and t.processed_day <= b.to_day
          and t.processed_at >= b.from_at and t.processed_at < b.to_at
          and t.test = 0 and t.kind not in ('REFUND', 'VOID')${and(conditions)} ${groupBy(values)}`,
      values.length,
      [...asked]
    );
  },
};

/** Orders placed in each bucket, and those of them with a discount of any kind. */
export const discounted: Source = {
  name: 'discounted',
  async read(read, scope, asked) {
    const { values, joins, conditions } = dimensionParts(scope.dimensions, scope.filters);
    const left = scope.definition.cancelled === 'left_out' ? [sql`o.cancelled_at is null`] : [];
    return await measured(
      read,
      sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket${valueColumns(values)}, count(distinct o.id) as orders,
          count(distinct case when o.total_discounts > 0 then o.id end) as discounted
        from b cross join orders o ${joined(joins)}
        where o.shop_id = ${scope.shopId} and o.processed_day >= b.from_day and o.processed_day <= b.to_day
          and o.processed_at >= b.from_at and o.processed_at < b.to_at
          and o.test = 0 and o.deleted_at is null${and([...conditions, ...left])} ${groupBy(values)}`,
      values.length,
      [...asked]
    );
  },
};
