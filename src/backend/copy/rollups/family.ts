import type { Kysely } from 'kysely';
import type { CopyDatabase } from '../schema';
import type { SaleFacts } from './measures';

export type OrderFacts = Pick<
  CopyDatabase['orders'],
  | 'id'
  | 'processed_at'
  | 'processed_day'
  | 'test'
  | 'cancelled_at'
  | 'deleted_at'
  | 'customer_id'
  | 'channel'
  | 'shipping_country'
  | 'billing_country'
  | 'source_name'
  | 'utm_source'
  | 'utm_medium'
  | 'utm_campaign'
  | 'tags'
  | 'discount_codes'
>;
export type FulfillmentFacts = Pick<
  CopyDatabase['fulfillments'],
  'order_id' | 'status' | 'created_at' | 'delivered_at'
>;
export type LineFacts = Pick<
  CopyDatabase['line_items'],
  'id' | 'order_id' | 'product_id' | 'variant_id' | 'vendor' | 'unit_cost' | 'gift_card'
>;

/** An order with what its figures are worked out from. */
export interface Family {
  readonly order: OrderFacts;
  readonly lines: readonly LineFacts[];
  readonly sales: readonly SaleFacts[];
  readonly fulfillments: readonly FulfillmentFacts[];
}

export function families(
  orders: readonly OrderFacts[],
  lines: readonly LineFacts[],
  sales: readonly SaleFacts[],
  fulfillments: readonly FulfillmentFacts[]
): Family[] {
  const found = new Map<string, MutableFamily>(
    orders.map((order) => [order.id, { order, lines: [], sales: [], fulfillments: [] }])
  );
  lines.forEach((line) => found.get(line.order_id)?.lines.push(line));
  sales.forEach((sale) => found.get(sale.order_id)?.sales.push(sale));
  fulfillments.forEach((each) => found.get(each.order_id)?.fulfillments.push(each));
  return [...found.values()];
}

interface MutableFamily {
  readonly order: OrderFacts;
  readonly lines: LineFacts[];
  readonly sales: SaleFacts[];
  readonly fulfillments: FulfillmentFacts[];
}

/** Ids of one statement: below SQLite's limit of parameters, and always as many, so that the statement is kept. */
const together = 500;

/** Lists of at most so many ids; the last one is filled up with its own last id. */
export function idLists(ids: readonly string[]): string[][] {
  const lists: string[][] = [];
  for (let at = 0; at < ids.length; at += together) {
    const list = ids.slice(at, at + together);
    const last = list.at(-1) ?? '';
    // Few ids make a short statement; there are as many of those as doublings.
    const size = Math.min(together, 2 ** Math.ceil(Math.log2(list.length)));
    lists.push([...list, ...Array.from({ length: Math.max(0, size - list.length) }, () => last)]);
  }
  return lists;
}

/** Orders as they stand in the copy. */
export async function loadFamilies(
  db: Kysely<CopyDatabase>,
  shopId: string,
  ids: readonly string[]
): Promise<Family[]> {
  const found: Family[] = [];
  for (const list of idLists(ids)) {
    const orders = await db
      .selectFrom('orders')
      .select(['id', 'processed_at', 'processed_day', 'test', 'cancelled_at', 'deleted_at', 'customer_id', 'channel'])
      .select(['shipping_country', 'billing_country', 'source_name', 'utm_source', 'utm_medium', 'utm_campaign'])
      .select(['tags', 'discount_codes'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', list)
      .execute();
    const lines = await db
      .selectFrom('line_items')
      .select(['id', 'order_id', 'product_id', 'variant_id', 'vendor', 'unit_cost', 'gift_card'])
      .where('shop_id', '=', shopId)
      .where('order_id', 'in', list)
      .execute();
    const sales = await db
      .selectFrom('sales')
      .select(['id', 'order_id', 'happened_at', 'happened_day', 'action', 'line_type', 'line_item_id'])
      .select(['quantity', 'gross', 'discount', 'tax'])
      .where('shop_id', '=', shopId)
      .where('order_id', 'in', list)
      .execute();
    const fulfillments = await db
      .selectFrom('fulfillments')
      .select(['order_id', 'status', 'created_at', 'delivered_at'])
      .where('shop_id', '=', shopId)
      .where('order_id', 'in', list)
      .execute();
    found.push(...families(orders, lines, sales, fulfillments));
  }
  return found;
}
