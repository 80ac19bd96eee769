/** Every scope that some part of the plugin reads with, the most needed first. What each is for: `setup:scope.<scope>`. */
export const scopes = [
  'read_orders',
  'read_all_orders',
  'read_reports',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_customers',
  'read_discounts',
  'read_returns',
  'read_merchant_managed_fulfillment_orders',
] as const;
export type Scope = (typeof scopes)[number];
