/** Scopes of an app that may read everything the demo shows. */
export const readScopes: readonly string[] = [
  'read_orders',
  'read_all_orders',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_customers',
  'read_reports',
  'read_draft_orders',
  'read_discounts',
  'read_returns',
  'read_order_edits',
  'read_merchant_managed_fulfillment_orders',
  'read_assigned_fulfillment_orders',
  'read_third_party_fulfillment_orders',
  'read_shopify_payments_accounts',
  'read_marketing_events',
  'read_analytics_annotations',
  'read_gift_cards',
  'read_publications',
  'read_markets',
  'read_themes',
];

/** Whether a granted list meets a scope; a `write_` scope brings its `read_` scope along. */
export function grants(granted: ReadonlySet<string>, scope: string): boolean {
  return granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));
}
