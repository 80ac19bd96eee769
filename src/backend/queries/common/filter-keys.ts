/** Keys of ad-hoc filters that Shopify's search of orders knows, with their values where there are few. */
export const searchKeys: Readonly<Record<string, readonly string[]>> = {
  financial_status: ['authorized', 'paid', 'partially_paid', 'partially_refunded', 'pending', 'refunded', 'voided'],
  fulfillment_status: ['fulfilled', 'partial', 'shipped', 'unfulfilled', 'unshipped'],
  status: ['open', 'closed', 'cancelled', 'not_closed'],
  return_status: ['no_return', 'in_progress', 'return_requested', 'returned'],
  test: ['true', 'false'],
  tag: [],
  sku: [],
  discount_code: [],
  source_name: [],
  gateway: [],
  customer_id: [],
};

/** Keys that are dimensions of ShopifyQL's `sales`. */
export const shopifyqlKeys = [
  'product_title',
  'product_type',
  'product_vendor',
  'sales_channel',
  'billing_country',
  'shipping_country',
  'discount_code',
  'referring_channel',
] as const;

/** Whether a filter is known to be meant for the other kind of query. Keys that nobody knows are tried. */
export function isForOther(key: string, own: 'search' | 'shopifyql'): boolean {
  const isSearch = Object.hasOwn(searchKeys, key);
  const isShopifyql = shopifyqlKeys.some((known) => known === key);
  return own === 'search' ? isShopifyql && !isSearch : isSearch && !isShopifyql;
}
