/** Dimensions whose value an order has. */
export const orderDimensions = [
  'all',
  'channel',
  'country',
  'tag',
  'discount_code',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'source_name',
] as const;

/** Dimensions whose value a line item has; sales without one (shipping, tips) have empty text there. */
export const lineDimensions = ['product', 'variant', 'product_type', 'vendor', 'collection'] as const;

/** What is told of an order beside: the hour of each of its sales, and pairs of its products. */
export const otherDimensions = ['hour', 'pair'] as const;

export type OrderDimension = (typeof orderDimensions)[number];
export type LineDimension = (typeof lineDimensions)[number];
export type Dimension = OrderDimension | LineDimension | (typeof otherDimensions)[number];

export const dimensions: readonly Dimension[] = [...orderDimensions, ...lineDimensions, ...otherDimensions];
