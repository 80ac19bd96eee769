import { z } from 'zod';
import { kind, money, nodesOf } from '../kind';

const product = z.looseObject({
  legacyResourceId: z.string(),
  title: z.string(),
  status: z.string(),
  vendor: z.string(),
  productType: z.string(),
  totalInventory: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  priceRangeV2: z.looseObject({ minVariantPrice: money, maxVariantPrice: money }),
  variantsCount: z.looseObject({ count: z.number() }).nullish(),
});
type Product = z.output<typeof product>;
const currency = ({ priceRangeV2 }: Product) => priceRangeV2.minVariantPrice.currencyCode;

/** Products by the time of their last change, newest first. */
export const products = kind<Product>({
  document: () => `query Products($search: String) {
  products(first: 250, query: $search, sortKey: UPDATED_AT, reverse: true) {
    nodes {
      legacyResourceId title status vendor productType totalInventory createdAt updatedAt
      priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount currencyCode } }
      variantsCount { count }
    }
  }
}`,
  terms: ({ from, to }) => `updated_at:>='${from}' AND updated_at:<='${to}'`,
  rows: (data) => nodesOf('products', product, data),
  columns: [
    { name: 'product', type: 'text', value: ({ title }) => title, opens: { page: 'product', id: 'product_id' } },
    { name: 'status', type: 'text', value: ({ status }) => status },
    { name: 'stock', type: 'count', value: ({ totalInventory }) => totalInventory },
    { name: 'price_from', type: 'amount', value: ({ priceRangeV2 }) => priceRangeV2.minVariantPrice.amount, currency },
    { name: 'price_to', type: 'amount', value: ({ priceRangeV2 }) => priceRangeV2.maxVariantPrice.amount, currency },
    { name: 'currency', type: 'text', value: currency },
    { name: 'variants', type: 'count', value: ({ variantsCount }) => variantsCount?.count },
    { name: 'vendor', type: 'text', value: ({ vendor }) => vendor },
    { name: 'product_type', type: 'text', value: ({ productType }) => productType },
    { name: 'created_at', type: 'time', value: ({ createdAt }) => createdAt },
    { name: 'updated_at', type: 'time', value: ({ updatedAt }) => updatedAt },
    { name: 'product_id', type: 'text', value: ({ legacyResourceId }) => legacyResourceId, hidden: true },
  ],
});
