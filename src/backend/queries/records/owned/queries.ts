import { sql, type RawBuilder } from 'kysely';
import type { RecordKind } from '../../../../query';
import { copyQuery, type CopyQuery } from '../../../copy';
import type { Within } from '../kind';
import type { Term } from './terms';
import { wordCondition } from './words';

/** What is asked of the copy. */
export interface OwnedAsk {
  readonly shopId: string;
  readonly within: Within | undefined;
  readonly terms: readonly Term[];
  /** Only these records, by id, deleted ones included. */
  readonly ids?: readonly string[];
  readonly limit: number;
}

/** How records of a kind lie in the copy: what is selected bears the names of the live lane's columns. */
interface OwnedKind {
  readonly columns: Readonly<Record<string, string>>;
  readonly from: string;
  /** Newest first by this; the range is about it. */
  readonly at: string;
  readonly id: string;
  /** Tables whose rows stay, marked, when they are deleted at Shopify. */
  readonly deleted?: string;
  /** Search fields: columns that are compared as they are. */
  readonly terms: Readonly<Record<string, string>>;
}

const variantName = `p.title || case when v.title = 'Default Title' then '' else ' - ' || v.title end`;

/** Amounts stay in ten-thousandths, instants in epoch milliseconds; whoever makes fields of them knows. */
export const ownedKinds: Readonly<Record<RecordKind, OwnedKind>> = {
  orders: {
    columns: {
      created_at: 'x.created_at',
      order: 'x.name',
      total: 'x.total_price',
      currency: 'x.currency',
      financial_status: 'x.financial_status',
      fulfillment_status: 'x.fulfillment_status',
      items:
        '(select coalesce(sum(l.current_quantity), 0) from line_items l where l.shop_id = x.shop_id and l.order_id = x.id)',
      refunded: 'x.total_refunded',
      buyer_currency: 'x.presentment_currency',
      discount_codes: "coalesce((select group_concat(value, ', ') from json_each(x.discount_codes)), '')",
      return_status: 'x.return_status',
      cancelled_at: 'x.cancelled_at',
      source: 'x.source_name',
      test: 'x.test',
      customer_id: 'x.customer_id',
      checkout_token: 'x.checkout_token',
      cart_token: 'x.cart_token',
      order_id: 'x.id',
    },
    from: 'orders x',
    at: 'x.created_at',
    id: 'x.id',
    deleted: 'x.deleted_at',
    terms: {
      id: 'x.id',
      name: 'x.name',
      financial_status: 'x.financial_status',
      fulfillment_status: 'x.fulfillment_status',
      return_status: 'x.return_status',
      source_name: 'x.source_name',
      customer_id: 'x.customer_id',
      checkout_token: 'x.checkout_token',
      cart_token: 'x.cart_token',
    },
  },
  refunds: {
    columns: {
      created_at: 'coalesce(x.created_at, x.processed_at)',
      order: 'o.name',
      refunded: 'x.total',
      currency: 'o.currency',
      buyer_currency: 'o.presentment_currency',
      refund_id: 'x.id',
      order_id: 'x.order_id',
    },
    from: 'refunds x left join orders o on o.shop_id = x.shop_id and o.id = x.order_id',
    at: 'coalesce(x.created_at, x.processed_at)',
    id: 'x.id',
    deleted: 'o.deleted_at',
    terms: { name: 'o.name', financial_status: 'o.financial_status', source_name: 'o.source_name' },
  },
  products: {
    columns: {
      product: 'x.title',
      status: 'x.status',
      stock: 'x.total_inventory',
      price_from:
        '(select min(v.price) from variants v where v.shop_id = x.shop_id and v.product_id = x.id and v.deleted_at is null)',
      price_to:
        '(select max(v.price) from variants v where v.shop_id = x.shop_id and v.product_id = x.id and v.deleted_at is null)',
      currency: '(select s.currency from shops s where s.shop_id = x.shop_id)',
      variants:
        '(select count(*) from variants v where v.shop_id = x.shop_id and v.product_id = x.id and v.deleted_at is null)',
      vendor: 'x.vendor',
      product_type: 'x.product_type',
      created_at: 'x.created_at',
      updated_at: 'x.updated_at',
      product_id: 'x.id',
    },
    from: 'products x',
    at: 'x.updated_at',
    id: 'x.id',
    deleted: 'x.deleted_at',
    terms: { id: 'x.id', status: 'x.status', vendor: 'x.vendor', product_type: 'x.product_type', title: 'x.title' },
  },
  variants: {
    columns: {
      variant: variantName,
      sku: 'v.sku',
      stock: 'v.inventory_quantity',
      price: 'v.price',
      for_sale: 'v.available_for_sale',
      status: 'p.status',
      vendor: 'p.vendor',
      updated_at: 'v.updated_at',
      variant_id: 'v.id',
      product_id: 'v.product_id',
    },
    from: 'variants v left join products p on p.shop_id = v.shop_id and p.id = v.product_id',
    at: 'v.updated_at',
    id: 'v.id',
    deleted: 'v.deleted_at',
    terms: { id: 'v.id', sku: 'v.sku', vendor: 'p.vendor', product_id: 'v.product_id', product_status: 'p.status' },
  },
  inventory: {
    columns: {
      variant: variantName,
      sku: 'i.sku',
      location: 'l.name',
      available: 'x.available',
      on_hand: 'x.on_hand',
      committed: 'x.committed',
      incoming: 'x.incoming',
      tracked: 'i.tracked',
      unit_cost: 'i.unit_cost',
      currency:
        'case when i.unit_cost is null then null else (select s.currency from shops s where s.shop_id = x.shop_id) end',
      updated_at: 'x.updated_at',
      item_id: 'x.inventory_item_id',
      location_id: 'x.location_id',
      variant_id: 'v.id',
      product_id: 'v.product_id',
    },
    from: `inventory_levels x
      join inventory_items i on i.shop_id = x.shop_id and i.id = x.inventory_item_id
      left join locations l on l.shop_id = x.shop_id and l.id = x.location_id
      left join variants v on v.shop_id = x.shop_id and v.inventory_item_id = x.inventory_item_id
      left join products p on p.shop_id = v.shop_id and p.id = v.product_id`,
    at: 'x.updated_at',
    id: 'v.id',
    deleted: 'coalesce(x.deleted_at, i.deleted_at)',
    terms: { sku: 'i.sku', id: 'x.inventory_item_id' },
  },
  customers: {
    columns: {
      created_at: 'x.created_at',
      customer_id: 'x.id',
      orders: 'x.orders_count',
      spent: 'x.amount_spent',
      currency: '(select s.currency from shops s where s.shop_id = x.shop_id)',
      state: 'x.state',
      locale: 'x.locale',
      updated_at: 'x.updated_at',
    },
    from: 'customers x',
    at: 'x.created_at',
    id: 'x.id',
    deleted: 'x.deleted_at',
    terms: { id: 'x.id', state: 'x.state' },
  },
  checkouts: {
    columns: {
      created_at: 'x.created_at',
      checkout: 'x.name',
      total: 'x.total',
      currency: 'x.currency',
      completed_at: 'x.completed_at',
      discount_codes: "coalesce((select group_concat(value, ', ') from json_each(x.discount_codes)), '')",
      customer_id: 'x.customer_id',
      updated_at: 'x.updated_at',
      checkout_id: 'x.id',
    },
    from: 'abandoned_checkouts x',
    at: 'x.created_at',
    id: 'x.id',
    deleted: 'x.deleted_at',
    terms: { id: 'x.id' },
  },
  fulfillments: {
    columns: {
      created_at: 'x.created_at',
      order: 'o.name',
      fulfillment: 'x.name',
      status: 'coalesce(x.display_status, x.status)',
      items: 'x.quantity',
      carrier: "json_extract(x.carriers, '$[0]')",
      in_transit_at: 'x.in_transit_at',
      delivered_at: 'x.delivered_at',
      fulfillment_id: 'x.id',
      order_id: 'x.order_id',
    },
    from: 'fulfillments x left join orders o on o.shop_id = x.shop_id and o.id = x.order_id',
    at: 'x.created_at',
    id: 'x.id',
    deleted: 'o.deleted_at',
    terms: { name: 'o.name', fulfillment_status: 'o.fulfillment_status', source_name: 'o.source_name' },
  },
  discounts: {
    columns: {
      discount: 'x.title',
      status: 'x.status',
      uses: 'x.usage_count',
      codes: `case when x.type like 'DiscountAutomatic%' then null
        else (select count(*) from discount_codes c where c.shop_id = x.shop_id and c.discount_id = x.id) end`,
      starts_at: 'x.starts_at',
      ends_at: 'x.ends_at',
      discount_type: 'x.type',
      discount_id: 'x.id',
    },
    from: 'discounts x',
    at: 'x.updated_at',
    id: 'x.id',
    deleted: 'x.deleted_at',
    terms: { id: 'x.id', status: 'x.status', title: 'x.title' },
  },
};

/** Records of a kind out of the copy, newest first; one more than `limit`, to know whether there are more. */
export function ownedQuery(kind: RecordKind, { shopId, within, terms, ids, limit }: OwnedAsk): CopyQuery {
  const { columns, from, at, id, deleted, terms: known } = ownedKinds[kind];
  const alias = from.slice(from.indexOf(' ') + 1).split(/\s/)[0] ?? 'x';
  const selected = Object.entries(columns).map(([name, expression]) => sql`${sql.raw(expression)} as ${sql.ref(name)}`);
  const conditions: Array<RawBuilder<unknown>> = [
    sql`${sql.raw(`${alias}.shop_id`)} = ${shopId}`,
    ...(deleted === undefined || ids !== undefined ? [] : [sql`${sql.raw(deleted)} is null`]),
    ...(within === undefined ? [] : [sql`${sql.raw(at)} >= ${within.from} and ${sql.raw(at)} <= ${within.to}`]),
    ...(ids === undefined ? [] : [sql`${sql.raw(id)} in (select value from json_each(${JSON.stringify(ids)}))`]),
    ...terms.map((term) => {
      if ('word' in term) {
        const has = wordCondition(kind, term.word);
        return term.isNot ? sql`not (${has})` : has;
      }
      const column = sql.raw(known[term.key] ?? 'null');
      const list = sql.join(term.values);
      return term.isNot
        ? sql`(${column} is null or ${column} collate nocase not in (${list}))`
        : sql`${column} collate nocase in (${list})`;
    }),
  ];
  return sql`select ${sql.join(selected)} from ${sql.raw(from)} where ${sql.join(conditions, sql` and `)}
    order by ${sql.raw(at)} desc, ${sql.raw(id)} desc limit ${limit + 1}`.compile(copyQuery());
}
