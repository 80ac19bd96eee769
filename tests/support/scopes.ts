/** Scopes of an app that sees sixty days of orders: a small shop that is copied within seconds. */
export const fewScopes = [
  'read_orders',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_discounts',
  'read_returns',
  'read_customers',
  'read_reports',
  'read_merchant_managed_fulfillment_orders',
];
