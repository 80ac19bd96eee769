import { sql } from 'kysely';
import type { MeasuredRow, Read, Scope, Source } from '../definition';
import { and, bucketTable, dimensionParts, joined, measured, valueColumns } from './sql-parts';

type Kind = 'fulfilled' | 'delivered';

const hour = 3_600_000;

/**
 * Medians of the time from an order to what happened in each bucket: its first fulfillment, its last delivery. Waits of all
 * orders are kept by the hour; those of some orders alone are found in the rows.
 */
function lead(kind: Kind): Source {
  return {
    name: `lead:${kind}`,
    read: async (read, scope) =>
      scope.dimensions.length === 0 && scope.filters.length === 0
        ? await keptLead(kind, read, scope)
        : await leadOfRows(kind, read, scope),
  };
}

async function keptLead(kind: Kind, read: Read, scope: Scope): Promise<MeasuredRow[]> {
  const statement = sql`with ${bucketTable(scope, scope.buckets)}, middles as materialized (
      select b.bucket as bucket, (select median_wait(w.waits, w.hour_at, b.from_at, b.to_at) from order_waits w
        where w.shop_id = ${scope.shopId} and w.kind = ${kind} and w.hour_at > b.from_at - ${hour}
          and w.hour_at < b.to_at) as median
      from b
    )
    select bucket, median from middles where median is not null`;
  return await measured(read, statement, 0, ['median']);
}

/** Only orders of which something happened within the buckets are looked at, and the middle is found where the rows are. */
export async function leadOfRows(kind: Kind, read: Read, scope: Scope): Promise<MeasuredRow[]> {
  const { shopId, buckets } = scope;
  const what = sql.ref(kind === 'fulfilled' ? 'u.created_at' : 'u.delivered_at');
  const whole = kind === 'fulfilled' ? sql`min(${what})` : sql`max(${what})`;
  const { values, joins, conditions } = dimensionParts(scope.dimensions, scope.filters);
  const from = Math.min(...buckets.map((bucket) => bucket.from));
  const to = Math.max(...buckets.map((bucket) => bucket.to));
  const names = ['bucket', ...values.map((_, index) => `v${String(index)}`)].map((name) => sql.ref(name));
  const statement = sql`with ${bucketTable(scope, buckets)}, touched as (
      select distinct u.order_id as order_id from fulfillments u
      where u.shop_id = ${shopId} and u.status = 'SUCCESS' and ${what} >= ${from} and ${what} < ${to}
    ), done as (
      select u.order_id as order_id, ${whole} as at from touched
        join fulfillments u on u.shop_id = ${shopId} and u.order_id = touched.order_id
      where u.status = 'SUCCESS' group by u.order_id
    ), waits as (
      select b.bucket as bucket${valueColumns(values)}, done.at - o.processed_at as wait
      from done join b on done.at >= b.from_at and done.at < b.to_at
        join orders o on o.shop_id = ${shopId} and o.id = done.order_id ${joined(joins)}
      where o.test = 0 and o.deleted_at is null and o.cancelled_at is null and done.at >= o.processed_at${and(conditions)}
    ), placed as (
      select ${sql.join(names)}, wait, row_number() over (partition by ${sql.join(names)} order by wait) as place,
        count(*) over (partition by ${sql.join(names)}) as number
      from waits
    )
    select ${sql.join(names)}, avg(wait) as median from placed
    where place in ((number + 1) / 2, (number + 2) / 2) group by ${sql.join(names)}`;
  return await measured(read, statement, values.length, ['median']);
}

export const fulfillLead = lead('fulfilled');
export const deliverLead = lead('delivered');
