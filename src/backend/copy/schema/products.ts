import { flag, id, instant, integer, list, money, optional, text } from './column';
import { records, table } from './table';

const scopes = ['read_products'];

export const products = records('products', {
  source: 'Product',
  meaning: 'Products as they are now.',
  scopes,
  columns: {
    id: id('Product.id', 'The product'),
    title: text('Product.title', 'Title'),
    handle: text('Product.handle', 'Handle'),
    status: text('Product.status', 'ACTIVE, ARCHIVED, DRAFT, UNLISTED'),
    product_type: text('Product.productType', 'Type'),
    vendor: text('Product.vendor', 'Vendor'),
    tags: list('Product.tags', 'Tags'),
    gift_card: flag('Product.isGiftCard', '1 for gift cards'),
    total_inventory: integer('Product.totalInventory', 'Units available over all locations'),
    created_at: instant('Product.createdAt', 'When it was made'),
    updated_at: instant('Product.updatedAt', 'Last change'),
    published_at: optional(instant('Product.publishedAt', 'When it went online')),
  },
  key: ['id'],
  indexes: [['updated_at'], ['vendor'], ['product_type']],
});

export const productTags = table('product_tags', {
  source: 'Product.tags',
  meaning: 'One row per product and tag.',
  scopes,
  columns: { product_id: id('Product.id', 'The product'), tag: text('Product.tags', 'The tag') },
  key: ['product_id', 'tag'],
  indexes: [['tag']],
});

export const variants = records('variants', {
  source: 'ProductVariant',
  meaning: 'Variants as they are now.',
  scopes,
  columns: {
    id: id('ProductVariant.id', 'The variant'),
    product_id: id('ProductVariant.product.id', 'Its product'),
    inventory_item_id: optional(id('ProductVariant.inventoryItem.id', 'Its inventory item')),
    title: text('ProductVariant.title', 'Title'),
    sku: optional(text('ProductVariant.sku', 'SKU')),
    barcode: optional(text('ProductVariant.barcode', 'Barcode')),
    price: money('ProductVariant.price', "Price in the shop's currency"),
    compare_at_price: optional(money('ProductVariant.compareAtPrice', 'Price before a reduction')),
    inventory_quantity: optional(integer('ProductVariant.inventoryQuantity', 'Units available over all locations')),
    inventory_policy: text('ProductVariant.inventoryPolicy', 'DENY or CONTINUE selling when out of stock'),
    available_for_sale: flag('ProductVariant.availableForSale', '1 where it can be bought'),
    created_at: instant('ProductVariant.createdAt', 'When it was made'),
    updated_at: instant('ProductVariant.updatedAt', 'Last change'),
  },
  key: ['id'],
  indexes: [['product_id'], ['inventory_item_id'], ['sku'], ['updated_at']],
});

export const collections = records('collections', {
  source: 'Collection',
  meaning: 'Collections as they are now.',
  scopes,
  columns: {
    id: id('Collection.id', 'The collection'),
    title: text('Collection.title', 'Title'),
    handle: text('Collection.handle', 'Handle'),
    updated_at: instant('Collection.updatedAt', 'Last change'),
  },
  key: ['id'],
});

export const collectionProducts = table('collection_products', {
  source: 'Collection.products',
  meaning: 'Which products are in which collection now.',
  scopes,
  columns: { collection_id: id('Collection.id', 'The collection'), product_id: id('Product.id', 'The product') },
  key: ['collection_id', 'product_id'],
  indexes: [['product_id']],
});
