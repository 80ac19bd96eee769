import { sql } from 'kysely';
import { DateTime } from 'luxon';
import type { KpiDimension } from '../../../query';
import type { Scope, Source } from '../definition';
import { dayOf } from '../days';
import type { DimensionSql } from './dimensions';
import { and, bucketTable, dimensionParts, joined, measured, valueColumns, type Sql } from './sql-parts';

const plain = (value: Sql, join?: Sql): DimensionSql => ({
  value: sql<string>`coalesce(${value}, '')`,
  ofLine: false,
  several: false,
  ...(join === undefined ? {} : { join }),
});

/** Dimensions of variants `v` and their products `p`. */
function goodsDimension(name: KpiDimension): DimensionSql | undefined {
  switch (name) {
    case 'product':
      return plain(sql`v.product_id`);
    case 'variant':
      return plain(sql`v.id`);
    case 'product_type':
      return plain(sql`p.product_type`);
    case 'vendor':
      return plain(sql`p.vendor`);
    case 'collection':
      return plain(
        sql`cp.collection_id`,
        sql`left join collection_products cp on cp.shop_id = v.shop_id and cp.product_id = v.product_id`
      );
    case 'location':
      return plain(sql`n.location_id`);
    default:
      return undefined;
  }
}

const goods = sql`variants v
  join products p on p.shop_id = v.shop_id and p.id = v.product_id and p.deleted_at is null and p.gift_card = 0
  left join inventory_items i on i.shop_id = v.shop_id and i.id = v.inventory_item_id`;

/** Days over which the pace of sales is taken, and after which stock that did not sell is dead. */
export const paceDays = 30;
export const deadDays = 90;

function daysBefore({ now, shopZone }: Pick<Scope, 'now' | 'shopZone'>, days: number): string {
  return DateTime.fromMillis(now, { zone: shopZone }).minus({ days }).toFormat('yyyy-MM-dd');
}

/**
 * Stock as it is now, by variant: units and their value at cost, what is out of stock, the pace of the last 30 whole days
 * without those spent out of stock, and what has not sold for 90 days.
 */
export const stock: Source = {
  name: 'stock',
  async read(read, scope, asked) {
    const { shopId, dimensions, filters, range, now, shopZone } = scope;
    const { values, joins, conditions } = dimensionParts(dimensions, filters, goodsDimension);
    const byPlace = dimensions.includes('location') || filters.some(({ dimension }) => dimension === 'location');
    const place = byPlace ? sql`location_id,` : sql``;
    const today = dayOf(now, shopZone);
    const by = values.length === 0 ? sql`` : sql`group by ${sql.join(values)}`;
    return await measured(
      read,
      sql`with n as (
          select inventory_item_id, ${place} sum(coalesce(on_hand, available, 0)) as on_hand, sum(coalesce(available, 0)) as available
          from inventory_levels where shop_id = ${shopId} and deleted_at is null
          group by ${byPlace ? sql`inventory_item_id, location_id` : sql`inventory_item_id`}
        ), paced as (
          select value as variant_id, sum(units_sold) as units from daily_sales
          where shop_id = ${shopId} and dimension = 'variant' and day >= ${daysBefore(scope, paceDays)} and day < ${today}
          group by value
        ), gone as (
          select variant_id, sum(out_minutes) / 1440.0 as days from daily_stock
          where shop_id = ${shopId} and day >= ${daysBefore(scope, paceDays)} and day < ${today} group by variant_id
        ), sold as (
          select distinct value as variant_id from daily_sales
          where shop_id = ${shopId} and dimension = 'variant' and units_sold > 0 and day >= ${daysBefore(scope, deadDays)}
        )
        select ${range.from} as bucket${valueColumns(values)},
          sum(case when n.on_hand > 0 then n.on_hand else 0 end) as units,
          sum(case when n.on_hand > 0 then n.on_hand * coalesce(i.unit_cost, 0) else 0 end) as value,
          sum(case when n.available > 0 then n.available else 0 end) as available,
          count(distinct case when i.tracked = 1 and p.status = 'ACTIVE' and n.available <= 0 then v.id end) as out_variants,
          sum(coalesce(paced.units, 0) / max(1.0, ${paceDays} - coalesce(gone.days, 0))) as pace,
          sum(case when n.on_hand > 0 and sold.variant_id is null and v.created_at < ${now - deadDays * 86_400_000}
            then n.on_hand * coalesce(i.unit_cost, 0) else 0 end) as dead
        from ${goods}
          join n on n.inventory_item_id = v.inventory_item_id
          left join paced on paced.variant_id = v.id
          left join gone on gone.variant_id = v.id
          left join sold on sold.variant_id = v.id
          ${joined(joins)}
        where v.shop_id = ${shopId} and v.deleted_at is null${and(conditions)} ${by}`,
      values.length,
      [...asked]
    );
  },
  records: {
    kind: 'inventory',
    read: async (read, scope, asked) =>
      await stock.read(read, { ...scope, dimensions: [...scope.dimensions, 'variant'] }, asked),
  },
};

/** Days that variants were out of stock within each bucket, by the history of stock that the copy keeps. */
export const lostDays: Source = {
  name: 'lostDays',
  async read(read, scope, asked) {
    const { values, joins, conditions } = dimensionParts(scope.dimensions, scope.filters, goodsDimension);
    return await measured(
      read,
      sql`with ${bucketTable(scope, scope.buckets)}
        select b.bucket as bucket${valueColumns(values)}, sum(s.out_minutes) as out_minutes
        from b cross join daily_stock s join variants v on v.shop_id = s.shop_id and v.id = s.variant_id
          join products p on p.shop_id = v.shop_id and p.id = v.product_id
          ${joined(joins)}
        where s.shop_id = ${scope.shopId} and s.day >= b.from_day and s.day <= b.to_day and p.gift_card = 0${and(conditions)}
        group by ${sql.join([sql`b.bucket`, ...values])}`,
      values.length,
      [...asked]
    );
  },
};

/** Units sold in the range against those left at its end: by the history of stock, or as they are now. */
export const sellThrough: Source = {
  name: 'sellThrough',
  async read(read, scope, asked) {
    const { shopId, shopZone, range, now } = scope;
    const { values, joins, conditions } = dimensionParts(scope.dimensions, scope.filters, goodsDimension);
    const first = dayOf(range.from, shopZone);
    const last = dayOf(Math.max(range.from, range.to - 1), shopZone);
    const left =
      last >= dayOf(now, shopZone)
        ? sql`select v.id as variant_id, sum(coalesce(l.available, 0)) as units from variants v
            join inventory_levels l on l.shop_id = v.shop_id and l.inventory_item_id = v.inventory_item_id and l.deleted_at is null
            where v.shop_id = ${shopId} group by v.id`
        : sql`select d.variant_id as variant_id, d.available as units from daily_stock d
            where d.shop_id = ${shopId} and d.day = (select max(e.day) from daily_stock e
              where e.shop_id = d.shop_id and e.variant_id = d.variant_id and e.day <= ${last})`;
    const by = values.length === 0 ? sql`` : sql`group by ${sql.join(values)}`;
    return await measured(
      read,
      sql`with ended as (${left}), sold as (
          select value as variant_id, sum(units_sold) as units from daily_sales
          where shop_id = ${shopId} and dimension = 'variant' and day >= ${first} and day <= ${last} group by value
        )
        select ${range.from} as bucket${valueColumns(values)}, sum(coalesce(sold.units, 0)) as sold,
          sum(case when ended.units > 0 then ended.units else 0 end) as ended
        from ${goods} left join ended on ended.variant_id = v.id left join sold on sold.variant_id = v.id ${joined(joins)}
        where v.shop_id = ${shopId} and v.deleted_at is null${and(conditions)} ${by}`,
      values.length,
      [...asked]
    );
  },
};
