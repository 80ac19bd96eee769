import { z } from 'zod';
import { kind, nodesOf } from '../kind';

const variant = z.looseObject({
  legacyResourceId: z.string(),
  displayName: z.string(),
  sku: z.string().nullish(),
  price: z.string(),
  inventoryQuantity: z.number().nullish(),
  availableForSale: z.boolean(),
  updatedAt: z.string(),
  product: z.looseObject({ legacyResourceId: z.string(), status: z.string(), vendor: z.string() }),
});
type Variant = z.output<typeof variant>;

/** Variants of products, in the shop's order; `price` is in the shop's currency. */
export const variants = kind<Variant>({
  document: () => `query Variants($search: String) {
  productVariants(first: 250, query: $search, sortKey: ID, reverse: true) {
    nodes {
      legacyResourceId displayName sku price inventoryQuantity availableForSale updatedAt
      product { legacyResourceId status vendor }
    }
  }
}`,
  terms: ({ from, to }) => `updated_at:>='${from}' AND updated_at:<='${to}'`,
  rows: (data) => nodesOf('productVariants', variant, data),
  columns: [
    {
      name: 'variant',
      type: 'text',
      value: ({ displayName }) => displayName,
      opens: { page: 'variant', id: 'variant_id', product: 'product_id' },
    },
    { name: 'sku', type: 'text', value: ({ sku }) => sku },
    { name: 'stock', type: 'count', value: ({ inventoryQuantity }) => inventoryQuantity },
    { name: 'price', type: 'amount', value: ({ price }) => price },
    { name: 'for_sale', type: 'yes', value: ({ availableForSale }) => availableForSale },
    { name: 'status', type: 'text', value: ({ product }) => product.status },
    { name: 'vendor', type: 'text', value: ({ product }) => product.vendor },
    { name: 'updated_at', type: 'time', value: ({ updatedAt }) => updatedAt },
    { name: 'variant_id', type: 'text', value: ({ legacyResourceId }) => legacyResourceId, hidden: true },
    { name: 'product_id', type: 'text', value: ({ product }) => product.legacyResourceId, hidden: true },
  ],
});
