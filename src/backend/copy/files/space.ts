import { statfsSync } from 'node:fs';
import type { TableName } from '../schema';

export interface Space {
  /** Bytes that this process may still write. */
  readonly free: number;
  readonly total: number;
}

/** Space of the file system that a directory lies on. */
export function spaceOf(directory: string): Space {
  const { bavail, blocks, bsize } = statfsSync(directory);
  return { free: bavail * bsize, total: blocks * bsize };
}

/**
 * Bytes on disk for one row, its share of key and indexes included, without personal data and raw documents. Measured by
 * `npm run bench:copy-size` with 20,000 rows of each table. Orders and line items made to look like a shop's, 100,000 each,
 * took 859 and 323.
 */
export const bytesPerRow = {
  orders: 844,
  line_items: 329,
  sales: 303,
  order_tags: 102,
  order_discount_codes: 103,
  transactions: 242,
  refunds: 213,
  refund_lines: 225,
  returns: 202,
  return_lines: 209,
  fulfillment_orders: 279,
  fulfillments: 251,
  products: 306,
  product_tags: 103,
  variants: 345,
  collections: 103,
  collection_products: 105,
  inventory_items: 192,
  inventory_levels: 198,
  customers: 180,
  customer_facts: 198,
  abandoned_checkouts: 348,
  abandoned_checkout_lines: 227,
  discount_codes: 182,
  events: 224,
  metafields: 206,
  changes: 231,
  daily_sales: 138,
  daily_stock: 103,
} as const satisfies Readonly<Partial<Record<TableName, number>>>;

/** What Shopify can count before anything is copied. What is left out is taken as in `usual`. */
export interface ShopCounts {
  readonly orders: number;
  readonly customers?: number;
  readonly products?: number;
  readonly variants?: number;
  readonly locations?: number;
  /** Days from the first order to today. */
  readonly days?: number;
}

/**
 * Assumed, not measured, of a usual shop; a shop with long orders needs more. Rows for each order; a customer for each two
 * of them; four variants a product; a year of days, each with sales by 300 values of dimensions.
 */
const usual = {
  perOrder: {
    orders: 1,
    line_items: 2.5,
    sales: 4,
    order_tags: 0.3,
    order_discount_codes: 0.2,
    transactions: 1.1,
    refunds: 0.1,
    refund_lines: 0.15,
    returns: 0.05,
    return_lines: 0.07,
    fulfillment_orders: 1.1,
    fulfillments: 1,
    abandoned_checkouts: 0.5,
    abandoned_checkout_lines: 0.8,
    events: 0.5,
  },
  perCustomer: { customers: 1, customer_facts: 0.9 },
  perProduct: { products: 1, product_tags: 3, collection_products: 2 },
  perVariant: { variants: 1, inventory_items: 1 },
  customers: 0.5,
  variants: 4,
  products: 500,
  days: 365,
  salesPerDay: 300,
} as const;

/** An empty file with its indexes, and room for the log while it is filled. */
const fixedBytes = 80 * 1024 ** 2;

/** How large a copy becomes, in bytes: a forecast, to be told as one. */
export function forecast(counts: ShopCounts): number {
  const { orders, customers = orders * usual.customers, products = usual.products, days = usual.days } = counts;
  const { variants = products * usual.variants, locations = 1 } = counts;
  return Math.round(
    fixedBytes +
      orders * bytesOf(usual.perOrder) +
      customers * bytesOf(usual.perCustomer) +
      products * bytesOf(usual.perProduct) +
      variants *
        (bytesOf(usual.perVariant) + locations * bytesPerRow.inventory_levels + days * bytesPerRow.daily_stock) +
      days * usual.salesPerDay * bytesPerRow.daily_sales
  );
}

function bytesOf(rows: Readonly<Partial<Record<keyof typeof bytesPerRow, number>>>): number {
  return Object.entries(rows).reduce((sum, [table, count]) => {
    const bytes = Object.entries(bytesPerRow).find(([name]) => name === table)?.[1] ?? 0;
    return sum + bytes * count;
  }, 0);
}
