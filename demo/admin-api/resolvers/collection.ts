import type { World } from '../../world/types';
import type { TypeResolvers } from '../graphql/resolver';
import { keyword, id, text, time, type SearchFields } from '../search/fields';
import { legacyId } from './sources';

/** A collection of one product type: the demo shops have no others. */
export interface TypeCollection {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly handle: string;
  readonly updatedAt: number;
}

const firstNumber = 480_000_000_001;

export function collectionsOf(world: World): TypeCollection[] {
  const types = [...new Set([...world.products.list('id')].map(({ productType }) => productType))].sort();
  return types.map((type, index) => ({
    id: `gid://shopify/Collection/${firstNumber + index}`,
    type,
    title: type,
    handle: type.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-'),
    updatedAt: world.shop.openedAt,
  }));
}

export const collectionFields: SearchFields<TypeCollection> = {
  default: text((each) => each.title),
  collection_type: keyword(() => 'smart'),
  handle: keyword((each) => each.handle),
  id: id((each) => each.id),
  title: text((each) => each.title),
  updated_at: time((each) => each.updatedAt),
};

export const collection: TypeResolvers<TypeCollection> = {
  fields: {
    description: ({ title }) => title,
    descriptionHtml: ({ title }) => `<p>${title}</p>`,
    hasProduct: ({ type }, args, { world }) =>
      typeof args['id'] === 'string' && world.products.get(args['id'])?.productType === type,
    legacyResourceId: ({ id: gid }) => legacyId(gid),
    products: ({ type }, _args, { world }) =>
      [...world.products.list('id')].filter((each) => each.productType === type),
    productsCount: ({ type }, _args, { world }) => ({
      count: [...world.products.list('id')].filter((each) => each.productType === type).length,
      precision: 'EXACT',
    }),
    publicationCount: () => 1,
    publishedOnChannel: () => true,
    publishedOnCurrentChannel: () => true,
    publishedOnCurrentPublication: () => true,
    publishedOnPublication: () => true,
    seo: () => ({ title: null, description: null }),
    sortOrder: () => 'BEST_SELLING',
    storefrontId: ({ id: gid }) => gid,
    subCollectionEligibility: () => undefined,
  },
};
