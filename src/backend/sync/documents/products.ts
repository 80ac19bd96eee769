import type { EntitySelection } from './entity';
import { metafields } from './metafields';
import { connection, field } from './selection';

/** Products with their variants. */
export const products: EntitySelection = {
  entity: 'products',
  root: { field: 'products', type: 'Product', sortKey: 'UPDATED_AT' },
  pageSize: 50,
  bulk: true,
  select: (options) => [
    'id title handle status productType vendor tags isGiftCard totalInventory createdAt updatedAt publishedAt',
    ...metafields(options, 'products'),
    connection(
      'variants',
      30,
      'id title sku barcode price compareAtPrice inventoryQuantity inventoryPolicy availableForSale createdAt updatedAt',
      field('product', 'id'),
      field('inventoryItem', 'id'),
      ...metafields(options, 'variants')
    ),
  ],
};
