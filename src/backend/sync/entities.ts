/**
 * Units of syncing, in the order in which a backfill takes them: what later ones lean on comes first (costs before
 * orders). Each may fill several tables.
 */
export const entities = [
  'shop',
  'locations',
  'products',
  'collections',
  'inventory',
  'orders',
  'customers',
  'refund_lines',
  'returns',
  'fulfillment_orders',
  'abandoned_checkouts',
  'discounts',
  'themes',
  'events',
] as const;
export type Entity = (typeof entities)[number];
