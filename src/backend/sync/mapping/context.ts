import type { CopyDatabase } from '../../copy/schema';

/** Tables that records of Shopify are kept in. */
export const recordTables = [
  'shops',
  'orders',
  'line_items',
  'sales',
  'order_tags',
  'order_discount_codes',
  'transactions',
  'refunds',
  'refund_lines',
  'returns',
  'return_lines',
  'fulfillment_orders',
  'fulfillments',
  'products',
  'product_tags',
  'variants',
  'collections',
  'collection_products',
  'inventory_items',
  'inventory_levels',
  'locations',
  'customers',
  'abandoned_checkouts',
  'abandoned_checkout_lines',
  'discounts',
  'discount_codes',
  'themes',
  'events',
  'metafields',
] as const;
export type RecordTable = (typeof recordTables)[number];

/** Rows to be written, by table. */
export type Rows = { readonly [Name in RecordTable]: Array<CopyDatabase[Name]> };

export function emptyRows(): Rows {
  return {
    shops: [],
    orders: [],
    line_items: [],
    sales: [],
    order_tags: [],
    order_discount_codes: [],
    transactions: [],
    refunds: [],
    refund_lines: [],
    returns: [],
    return_lines: [],
    fulfillment_orders: [],
    fulfillments: [],
    products: [],
    product_tags: [],
    variants: [],
    collections: [],
    collection_products: [],
    inventory_items: [],
    inventory_levels: [],
    locations: [],
    customers: [],
    abandoned_checkouts: [],
    abandoned_checkout_lines: [],
    discounts: [],
    discount_codes: [],
    themes: [],
    events: [],
    metafields: [],
  };
}

/** What mapping needs to know beside the record. */
export interface MapContext {
  readonly shopId: string;
  /** When the records were read, epoch milliseconds. */
  readonly readAt: number;
  /** `YYYY-MM-DD` of an instant in the shop's time zone. */
  readonly dayOf: (instant: number) => string;
  /** Entities whose personal columns are kept. */
  readonly personal: ReadonlySet<string>;
}

/** What is known of the record that a line lies in. */
export interface Parent {
  /** Numeric id of the root. */
  readonly root: string;
  /** Numeric id of the parent itself. */
  readonly id: string;
  /** For sales: their agreement. */
  readonly agreement?: Agreement;
  /** Set where the copy has the root newer already: what lies below is passed over. */
  readonly skipped?: true;
}

/** Sales agreements have no table: their sales carry what they say. */
export interface Agreement {
  readonly reason: string;
  readonly happenedAt: number;
}
