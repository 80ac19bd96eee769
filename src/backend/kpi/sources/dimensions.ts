import { sql, type RawBuilder } from 'kysely';
import type { KpiDimension } from '../../../query';

/** How a dimension is read where orders `o` (and, for goods, line items `l`) are in the statement. */
export interface DimensionSql {
  /** Text; empty where there is none. */
  readonly value: RawBuilder<string>;
  /** A further table that it needs. */
  readonly join?: RawBuilder<unknown>;
  /** True where it belongs to a line of an order, not to the order as a whole. */
  readonly ofLine: boolean;
  /** True where one order or line may have several values, which then counts in each. */
  readonly several: boolean;
}

const ofOrder = (column: string): DimensionSql => ({
  value: sql<string>`coalesce(${sql.ref(`o.${column}`)}, '')`,
  ofLine: false,
  several: false,
});

const productJoin = sql`left join products p on p.shop_id = l.shop_id and p.id = l.product_id`;

const known: Partial<Readonly<Record<KpiDimension, DimensionSql>>> = {
  channel: ofOrder('channel'),
  country: {
    value: sql<string>`coalesce(o.shipping_country, o.billing_country, '')`,
    ofLine: false,
    several: false,
  },
  utm_source: ofOrder('utm_source'),
  utm_medium: ofOrder('utm_medium'),
  utm_campaign: ofOrder('utm_campaign'),
  source_name: ofOrder('source_name'),
  product: { value: sql<string>`coalesce(l.product_id, '')`, ofLine: true, several: false },
  variant: { value: sql<string>`coalesce(l.variant_id, '')`, ofLine: true, several: false },
  vendor: { value: sql<string>`coalesce(l.vendor, '')`, ofLine: true, several: false },
  product_type: { value: sql<string>`coalesce(p.product_type, '')`, join: productJoin, ofLine: true, several: false },
  collection: {
    value: sql<string>`coalesce(cp.collection_id, '')`,
    join: sql`left join collection_products cp on cp.shop_id = l.shop_id and cp.product_id = l.product_id`,
    ofLine: true,
    several: true,
  },
  tag: {
    value: sql<string>`coalesce(ot.tag, '')`,
    join: sql`left join order_tags ot on ot.shop_id = o.shop_id and ot.order_id = o.id`,
    ofLine: false,
    several: true,
  },
  discount_code: {
    value: sql<string>`coalesce(oc.code, '')`,
    join: sql`left join order_discount_codes oc on oc.shop_id = o.shop_id and oc.order_id = o.id`,
    ofLine: false,
    several: true,
  },
};

/** Undefined where orders and their lines don't have it. */
export function orderDimension(name: KpiDimension): DimensionSql | undefined {
  return known[name];
}
