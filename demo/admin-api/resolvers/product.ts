import type { Product, Variant, World } from '../../world/types';
import { pageOfList } from '../connection/list';
import { byNumber, byText, numberOfGid, type ListSpec } from '../connection/spec';
import type { TypeResolvers } from '../graphql/resolver';
import { boolean, id, keyword, number, test, text, time, type SearchFields } from '../search/fields';
import { collectionsOf } from './collection';
import { eventsOf } from './events';
import { money, moneyText } from './money';
import { legacyId } from './sources';

const fields: SearchFields<Product> = {
  default: text((product) => [product.title, product.vendor, product.productType, ...product.tags]),
  created_at: time((product) => product.createdAt),
  gift_card: boolean((product) => product.isGiftCard),
  handle: keyword((product) => product.handle),
  id: id((product) => product.id),
  inventory_total: number((product) => product.totalInventory),
  is_price_reduced: boolean((product) => product.variants.some(({ compareAtPrice }) => compareAtPrice !== null)),
  out_of_stock_somewhere: boolean((product) =>
    product.variants.some(({ inventoryQuantity }) => inventoryQuantity <= 0)
  ),
  product_type: keyword((product) => product.productType),
  published_at: time((product) => product.publishedAt),
  published_status: test((product, value) => (value === 'published') === (product.publishedAt !== null)),
  sku: keyword((product) => product.variants.map(({ sku }) => sku)),
  status: keyword((product) => product.status),
  tag: keyword((product) => product.tags),
  tag_not: test((product, value) => !product.tags.includes(value)),
  title: text((product) => product.title),
  updated_at: time((product) => product.updatedAt),
  variant_id: id((product) => product.variants.map((variant) => variant.id)),
  variant_title: text((product) => product.variants.map((variant) => variant.title)),
  vendor: keyword((product) => product.vendor),
};

export const productList: ListSpec<Product> = {
  collection: (world) => world.products,
  sorts: {
    ID: byNumber((product) => numberOfGid(product.id), 'id'),
    RELEVANCE: byNumber((product) => numberOfGid(product.id), 'id'),
    CREATED_AT: byNumber((product) => product.createdAt, 'createdAt'),
    UPDATED_AT: byNumber((product) => product.updatedAt, 'updatedAt'),
    PUBLISHED_AT: byNumber((product) => product.publishedAt ?? 0),
    INVENTORY_TOTAL: byNumber((product) => product.totalInventory),
    PRODUCT_TYPE: byText((product) => product.productType),
    TITLE: byText((product) => product.title),
    VENDOR: byText((product) => product.vendor),
  },
  defaultSort: 'ID',
  fields,
  bounds: { created_at: 'createdAt', updated_at: 'updatedAt' },
};

export const product: TypeResolvers<Product> = {
  fields: {
    collections: (source, _args, { world }) => collectionsOf(world).filter(({ type }) => type === source.productType),
    compareAtPriceRange: () => null,
    defaultCursor: ({ id: gid }) => legacyId(gid),
    description: ({ title, productType }) => `${title} (${productType})`,
    descriptionHtml: ({ title, productType }) => `<p>${title} (${productType})</p>`,
    descriptionPlainSummary: ({ title, productType }) => `${title} (${productType})`,
    events: (source, _args, { world }) => eventsOf(world, source.id, source.createdAt),
    hasOnlyDefaultVariant: ({ variants }) => variants.length === 1 && variants[0]?.title === 'Default Title',
    hasOutOfStockVariants: ({ variants }) => variants.some(({ inventoryQuantity }) => inventoryQuantity <= 0),
    hasVariantsThatRequiresComponents: () => false,
    inCollection: (source, args, { world }) =>
      collectionsOf(world).some(({ id: gid, type }) => gid === args['id'] && type === source.productType),
    legacyResourceId: ({ id: gid }) => legacyId(gid),
    mediaCount: () => ({ count: 0, precision: 'EXACT' }),
    onlineStoreUrl: ({ handle, publishedAt }, _args, { shop }) =>
      publishedAt === null ? null : `https://${shop.domain}/products/${handle}`,
    options: (source) => optionsOf(source),
    priceRange: (source, _args, { world }) => priceRange(source, world),
    priceRangeV2: (source, _args, { world }) => priceRange(source, world),
    publicationCount: ({ publishedAt }) => (publishedAt === null ? 0 : 1),
    publishedInContext: ({ publishedAt }) => publishedAt !== null,
    publishedOnChannel: ({ publishedAt }) => publishedAt !== null,
    publishedOnCurrentChannel: ({ publishedAt }) => publishedAt !== null,
    publishedOnCurrentPublication: ({ publishedAt }) => publishedAt !== null,
    publishedOnPublication: ({ publishedAt }) => publishedAt !== null,
    requiresSellingPlan: () => false,
    sellingPlanGroupCount: () => 0,
    seo: () => ({ title: null, description: null }),
    storefrontId: ({ id: gid }) => gid,
    totalVariants: ({ variants }) => variants.length,
    tracksInventory: ({ isGiftCard }) => !isGiftCard,
    variants: ({ variants }, args) => pageOfList(variants, args),
    variantsCount: ({ variants }) => ({ count: variants.length, precision: 'EXACT' }),
  },
};

const variantFields: SearchFields<Variant> = {
  default: text((variant) => [variant.displayName, variant.sku]),
  barcode: keyword((variant) => variant.barcode),
  created_at: time((variant) => variant.createdAt),
  id: id((variant) => variant.id),
  inventory_quantity: number((variant) => variant.inventoryQuantity),
  product_id: id((variant) => variant.productId),
  product_ids: id((variant) => variant.productId),
  sku: keyword((variant) => variant.sku),
  taxable: boolean((variant) => variant.taxable),
  title: text((variant) => variant.title),
  updated_at: time((variant) => variant.updatedAt),
};

export const variantList: ListSpec<Variant> = {
  collection: (world) => world.variants,
  sorts: {
    ID: byNumber((variant) => numberOfGid(variant.id), 'id'),
    RELEVANCE: byNumber((variant) => numberOfGid(variant.id), 'id'),
    CREATED_AT: byNumber((variant) => variant.createdAt, 'createdAt'),
    UPDATED_AT: byNumber((variant) => variant.updatedAt, 'updatedAt'),
    FULL_TITLE: byText((variant) => variant.displayName),
    INVENTORY_QUANTITY: byNumber((variant) => variant.inventoryQuantity),
    NAME: byText((variant) => variant.displayName),
    POSITION: byNumber((variant) => variant.position),
    SKU: byText((variant) => variant.sku),
    TITLE: byText((variant) => variant.title),
  },
  defaultSort: 'ID',
  fields: variantFields,
  bounds: { created_at: 'createdAt', updated_at: 'updatedAt' },
};

export const productVariant: TypeResolvers<Variant> = {
  fields: {
    availableForSale: ({ inventoryQuantity }) => inventoryQuantity > 0,
    compareAtPrice: ({ compareAtPrice }, _args, { world }) =>
      compareAtPrice === null ? null : moneyText(compareAtPrice, world.shop.currency),
    defaultCursor: ({ id: gid }) => legacyId(gid),
    inventoryItem: ({ inventoryItemId }, _args, { world }) => world.inventoryItems.get(inventoryItemId),
    inventoryPolicy: () => 'DENY',
    legacyResourceId: ({ id: gid }) => legacyId(gid),
    price: ({ price }, _args, { world }) => moneyText(price, world.shop.currency),
    product: ({ productId }, _args, { world }) => world.products.get(productId),
    publicationCount: () => 1,
    publishedOnChannel: () => true,
    publishedOnCurrentChannel: () => true,
    publishedOnCurrentPublication: () => true,
    publishedOnPublication: () => true,
    requiresComponents: () => false,
    selectedOptions: ({ options }) => options.map((option) => ({ ...option, optionValue: null })),
    sellableOnlineQuantity: ({ inventoryQuantity }) => Math.max(0, inventoryQuantity),
    sellingPlanGroupCount: () => 0,
    showUnitPrice: () => false,
    storefrontId: ({ id: gid }) => gid,
  },
};

function priceRange({ variants }: Product, { shop }: World) {
  const prices = variants.map(({ price }) => price);
  return {
    minVariantPrice: money(Math.min(...prices), shop.currency),
    maxVariantPrice: money(Math.max(...prices), shop.currency),
  };
}

function optionsOf({ id: gid, variants }: Product) {
  const names = [...new Set(variants.flatMap(({ options }) => options.map(({ name }) => name)))];
  return names.map((name, index) => ({
    id: `gid://shopify/ProductOption/${legacyId(gid)}${index}`,
    name,
    position: index + 1,
    values: [
      ...new Set(
        variants.flatMap(({ options }) => options.filter((each) => each.name === name).map(({ value }) => value))
      ),
    ],
  }));
}
