import type { StoreEvent, World } from '../../world/types';
import { byNumber, numberOfGid, type ListSpec } from '../connection/spec';
import type { TypeResolvers } from '../graphql/resolver';
import { id, keyword, text, time } from '../search/fields';

const keptFor = 365 * 86_400_000;

/** Store events; Shopify keeps them for a year. */
export function eventList(now: number): ListSpec<StoreEvent> {
  return {
    collection: (world) => world.events,
    sorts: {
      ID: byNumber((event) => numberOfGid(event.id), 'id'),
      CREATED_AT: byNumber((event) => event.createdAt, 'createdAt'),
    },
    defaultSort: 'ID',
    fields: {
      default: text((event) => event.message),
      action: keyword((event) => event.action),
      comments: keyword(() => null),
      created_at: time((event) => event.createdAt),
      id: id((event) => event.id),
      subject_type: keyword((event) => event.subjectType),
    },
    bounds: { created_at: 'createdAt' },
    madeFrom: now - keptFor,
    visible: (event) => event.createdAt >= now - keptFor,
  };
}

export const basicEvent: TypeResolvers<StoreEvent> = {
  fields: {
    author: ({ appTitle }) => appTitle,
    hasAdditionalContent: () => false,
    subject: ({ subjectType, subjectId }, _args, { world }) => subjectOf(world, subjectType, subjectId),
  },
};

function subjectOf(world: World, type: StoreEvent['subjectType'], gid: string) {
  switch (type) {
    case 'ORDER':
      return world.orders.get(gid) ?? null;
    case 'PRODUCT':
      return world.products.get(gid) ?? null;
    case 'PRODUCT_VARIANT':
      return world.variants.get(gid) ?? null;
    case 'CUSTOMER':
      return world.customers.get(gid) ?? null;
    case 'DISCOUNT_NODE':
      return discountSubject(world, gid);
  }
}

function discountSubject(world: World, gid: string) {
  const discount = world.discounts.get(gid);
  return discount === undefined ? null : { ...discount, __typename: 'DiscountNode' };
}
