import { sql } from 'kysely';
import type { KpiDimension } from '../../../query';
import type { Source } from '../definition';
import type { DimensionSql } from './dimensions';
import { addedUp, and, bucketTable, dimensionParts, groupBy, measured, valueColumns } from './sql-parts';

const checkoutDimension = (name: KpiDimension): DimensionSql | undefined =>
  name === 'discount_code'
    ? { value: sql<string>`coalesce(json_extract(c.discount_codes, '$[0]'), '')`, ofLine: false, several: false }
    : undefined;

/**
 * Abandoned checkouts by when they were begun, those paid later among them, and the orders placed meanwhile: together
 * they are the checkouts begun, as far as Shopify lets them be seen.
 */
export const checkouts: Source = {
  name: 'checkouts',
  async read(read, scope, asked) {
    const { values, conditions } = dimensionParts(scope.dimensions, scope.filters, checkoutDimension);
    const own = ['abandoned', 'value', 'recovered', 'recovered_value'].filter((name) => asked.has(name));
    const rows = await measured(
      read,
      sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket${valueColumns(values)}, count(*) as abandoned, sum(c.total) as value,
          count(c.completed_at) as recovered,
          sum(case when c.completed_at is not null then c.total else 0 end) as recovered_value
        from b cross join abandoned_checkouts c
        where c.shop_id = ${scope.shopId} and c.created_day >= b.from_day and c.created_day <= b.to_day
          and c.created_at >= b.from_at and c.created_at < b.to_at and c.deleted_at is null${and(conditions)} ${groupBy(values)}`,
      values.length,
      own
    );
    if (!asked.has('orders')) {
      return rows;
    }
    const placed = await measured(
      read,
      sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket, count(*) as orders from b cross join orders o
        where o.shop_id = ${scope.shopId} and o.created_at >= b.from_at and o.created_at < b.to_at
          and o.test = 0 and o.deleted_at is null and o.checkout_token is not null
          and not exists (select 1 from abandoned_checkouts c where c.shop_id = o.shop_id and c.token = o.checkout_token)
        group by b.bucket`,
      0,
      ['orders']
    );
    return addedUp([...rows, ...placed]);
  },
  records: {
    kind: 'checkouts',
    read: async (read, scope, asked) => {
      const { values, conditions } = dimensionParts(scope.dimensions, scope.filters, checkoutDimension);
      const by = [...values, sql`c.id`];
      return await measured(
        read,
        sql`with ${bucketTable(scope, scope.buckets)}
          select b.bucket as bucket${valueColumns(by)}, count(*) as abandoned, sum(c.total) as value,
            count(c.completed_at) as recovered
          from b cross join abandoned_checkouts c
          where c.shop_id = ${scope.shopId} and c.created_day >= b.from_day and c.created_day <= b.to_day
            and c.created_at >= b.from_at and c.created_at < b.to_at and c.deleted_at is null${and(conditions)} ${groupBy(by)}`,
        by.length,
        [...asked].filter((name) => name !== 'orders')
      );
    },
  },
};
