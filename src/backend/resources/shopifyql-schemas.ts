/** A schema of ShopifyQL as far as it is known here. */
export interface KnownSchema {
  readonly name: string;
  readonly metrics: readonly string[];
  readonly dimensions: readonly string[];
}

const words = (text: string) => text.trim().split(/\s+/);
const times = 'minute hour day week month quarter year hour_of_day day_of_week';

/** Names that Shopify's documentation and reports use. Its engine is the authority; unknown names are sent as they are. */
export const schemas: readonly KnownSchema[] = [
  {
    name: 'sales',
    metrics:
      words(`total_sales net_sales gross_sales orders average_order_value discounts returns taxes shipping_charges
      net_items_sold sales_reversals cost_of_goods_sold gross_profit customers orders_first_time orders_returning`),
    dimensions:
      words(`${times} product_title product_type product_vendor product_id product_variant_id product_variant_title
      product_variant_sku sales_channel billing_country shipping_country discount_code referring_channel is_canceled_order`),
  },
  {
    name: 'sessions',
    metrics: words(`sessions online_store_visitors pageviews bounce_rate conversion_rate sessions_with_cart_additions
      sessions_that_reached_checkout sessions_that_completed_checkout`),
    dimensions: words(`${times} referrer_source referrer_name session_country session_device_type landing_page_path
      human_or_bot_session`),
  },
  {
    name: 'web_performance',
    metrics: words(`page_loads lcp_p50_ms lcp_p75_ms lcp_p90_ms fcp_p75_ms ttfb_p75_ms inp_p75_ms p75_cls`),
    dimensions: words(`${times} page_path page_type device_type`),
  },
  {
    name: 'inventory',
    metrics: words(`starting_inventory_units ending_inventory_units inventory_units_sold sell_through_rate
      ending_inventory_value`),
    dimensions: words(`${times} product_title product_variant_title product_variant_sku product_vendor`),
  },
  {
    name: 'inventory_adjustment_history',
    metrics: words('inventory_adjustment_change'),
    dimensions: words(`second ${times} inventory_item_id product_variant_id inventory_location_name inventory_state
      inventory_change_reason inventory_app_name reference_document_type`),
  },
  {
    name: 'payments',
    metrics: words('net_payments gross_payments refunded_payments'),
    dimensions: words(`${times} payment_method`),
  },
];
