import type { World } from '../../world/types';
import type { RequestContext } from '../context';
import { fieldError } from '../errors';
import { bulkOperation } from './bulk-operation';
import { collectionsOf } from './collection';
import { visibleOrder } from './order-list';
import { fulfillmentOrderSources, fulfillmentSources, refundSources, returnSources } from './sources';

type Finder = (world: World, id: string, context: RequestContext) => unknown;

/** How each type of global id is found. */
const finders: Readonly<Record<string, Finder>> = {
  Order: (_world, id, context) => visibleOrder(context, id),
  Product: (world, id) => world.products.get(id),
  ProductVariant: (world, id) => world.variants.get(id),
  InventoryItem: (world, id) => world.inventoryItems.get(id),
  InventoryLevel: (world, id) => {
    const [, item = ''] = id.split('inventory_item_id=');
    return world.inventoryItems.get(`gid://shopify/InventoryItem/${item}`)?.levels.find((level) => level.id === id);
  },
  Location: (world, id) => world.locations.get(id),
  Customer: (world, id) => world.customers.get(id),
  AbandonedCheckout: (world, id) => world.abandonedCheckouts.get(id),
  DiscountCodeNode: (world, id) => world.discounts.get(id),
  DiscountAutomaticNode: (world, id) => world.discounts.get(id),
  BasicEvent: (world, id) => world.events.get(id),
  Collection: (world, id) => collectionsOf(world).find((each) => each.id === id),
  Shop: (world, id) => (world.shop.id === id ? { ...world, __typename: 'Shop' } : undefined),
  Refund: (world, id, context) => pick(visibleOrder(context, world.refunds.get(id)?.orderId), id, refundSources),
  Return: (world, id, context) => pick(visibleOrder(context, world.returns.get(id)?.orderId), id, returnSources),
  Fulfillment: (world, id, context) =>
    pick(visibleOrder(context, world.fulfillments.get(id)?.orderId), id, fulfillmentSources),
  FulfillmentOrder: (world, id, context) =>
    pick(visibleOrder(context, world.fulfillmentOrders.get(id)?.orderId), id, fulfillmentOrderSources),
  BulkOperation: (_world, id, context) => {
    const job = context.session.bulk.get(id);
    return job === undefined ? undefined : bulkOperation(job, context);
  },
};

/** Whatever a global id names; null where nothing is there. */
export function findNode(id: unknown, context: RequestContext): unknown {
  const type = typeOfGid(id);
  return finders[type]?.(context.world, String(id), context) ?? null;
}

/** The same for a field that knows its type: another type's id is refused, as Shopify does. */
export function findTyped(id: unknown, context: RequestContext, ...types: readonly string[]): unknown {
  if (!types.includes(typeOfGid(id))) {
    throw fieldError('RESOURCE_NOT_FOUND', `Invalid id: ${String(id)}`);
  }
  return findNode(id, context);
}

function typeOfGid(id: unknown): string {
  const type = typeof id === 'string' ? /^gid:\/\/shopify\/([A-Za-z]+)\/[^/]+$/.exec(id)?.[1] : undefined;
  if (type === undefined) {
    throw fieldError('argumentLiteralsIncompatible', `Invalid global id '${String(id)}'`, {
      typeName: 'CoercionError',
    });
  }
  return type;
}

function pick<O, S extends { readonly id: string }>(
  order: O | undefined,
  id: string,
  sources: (order: O) => readonly S[]
): S | undefined {
  return order === undefined ? undefined : sources(order).find((source) => source.id === id);
}
