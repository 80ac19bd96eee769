import { kpiDimensions, type KpiDimension } from '../../../query';

/** ShopifyQL's dimensions by schema. What is missing can't be asked of it. */
const bySchema: Readonly<Record<string, Partial<Readonly<Record<KpiDimension, string>>>>> = {
  sales: {
    channel: 'sales_channel',
    country: 'shipping_country',
    product: 'product_title',
    variant: 'product_variant_title',
    product_type: 'product_type',
    vendor: 'product_vendor',
    discount_code: 'discount_code',
  },
  inventory: {
    product: 'product_title',
    variant: 'product_variant_title',
    product_type: 'product_type',
    vendor: 'product_vendor',
  },
  payments: { gateway: 'payment_gateway', error_code: 'payment_error_code' },
  sessions: { referrer: 'referrer_source', device: 'session_device_type', session_country: 'session_country' },
};

/** What ShopifyQL calls a dimension in one of its schemas; undefined where it has none. */
export function shopifyqlDimension(schema: string, dimension: KpiDimension): string | undefined {
  return bySchema[schema]?.[dimension];
}

/** The dimension that a key of an ad-hoc filter means, by either lane's name. */
export function dimensionOfKey(key: string): KpiDimension | undefined {
  for (const dimensions of Object.values(bySchema)) {
    for (const [dimension, name] of Object.entries(dimensions)) {
      if (name === key && isDimension(dimension)) {
        return dimension;
      }
    }
  }
  return isDimension(key) ? key : undefined;
}

const names: ReadonlySet<string> = new Set(kpiDimensions);

function isDimension(name: string): name is KpiDimension {
  return names.has(name);
}
