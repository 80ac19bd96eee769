import type { Discount, FulfillmentOrder } from '../../world/types';
import { textArgument } from '../connection/arguments';
import { pageOfSorted } from '../connection/list';
import { byNumber, numberOfGid, type ListSpec } from '../connection/spec';
import type { RequestContext } from '../context';
import type { FieldResolver, TypeResolvers } from '../graphql/resolver';
import { id, keyword, time } from '../search/fields';
import { abandonedCheckoutList } from './abandoned-checkout';
import { bulkOperation, bulkOperationFields } from './bulk-operation';
import { collectionFields, collectionsOf } from './collection';
import { customerList } from './customer';
import { discountList } from './discount';
import { eventList } from './event';
import { inventoryItemList, locationList } from './inventory';
import { count, page, searchOf } from './lists';
import { findNode, findTyped } from './nodes';
import { orderList, visibleOrder } from './order-list';
import { productList, variantList } from './product';
import { currentAppInstallation, publicApiVersions } from './shop';
import { shopifyqlQuery } from './shopifyql';
import { fulfillmentOrderSources } from './sources';
import { tenderTransactions } from './tender-transaction';

type Root = FieldResolver<unknown>;

const fulfillmentOrderList: ListSpec<FulfillmentOrder> = {
  collection: (world) => world.fulfillmentOrders,
  sorts: {
    ID: byNumber((each) => numberOfGid(each.id), 'id'),
    RELEVANCE: byNumber((each) => numberOfGid(each.id), 'id'),
    CREATED_AT: byNumber((each) => each.createdAt, 'createdAt'),
    UPDATED_AT: byNumber((each) => each.updatedAt, 'updatedAt'),
    FULFILL_AT: byNumber((each) => each.fulfillAt),
  },
  defaultSort: 'ID',
  fields: {
    assigned_location_id: id((each) => each.locationId),
    id: id((each) => each.id),
    status: keyword((each) => each.status),
    updated_at: time((each) => each.updatedAt),
  },
  bounds: { updated_at: 'updatedAt' },
};

/** One row by its global id. */
function byId(...types: readonly string[]): Root {
  return (_source, args, context) => findTyped(args['id'], context, ...types);
}

function connection<T extends { readonly id: string }>(spec: (context: RequestContext) => ListSpec<T>): Root {
  return (_source, args, context, info) => page(spec(context), args, context, info);
}

function counted<T extends { readonly id: string }>(spec: (context: RequestContext) => ListSpec<T>): Root {
  return (_source, args, context, info) => count(spec(context), args, context, info);
}

const customers = ({ world }: RequestContext) => customerList(world.shop.currency);

/** Root fields. Those without an entry answer null or an empty connection: the demo shops have none of it. */
export const queryRoot: TypeResolvers<unknown> = {
  fields: {
    abandonedCheckouts: connection(() => abandonedCheckoutList),
    abandonedCheckoutsCount: counted(() => abandonedCheckoutList),
    bulkOperation: byId('BulkOperation'),
    bulkOperations: (_source, args, context, info) => {
      const search = searchOf(bulkOperationFields(context.now), args, context, info);
      const jobs = context.session.bulk.all.filter((job) => search?.test?.(job) ?? true);
      const place = (each: { readonly createdAt: number; readonly id: string }) => ({
        value: each.createdAt,
        id: numberOfGid(each.id),
      });
      const items = jobs.map((job) => bulkOperation(job, context));
      return pageOfSorted({ items, place, sortsBy: 'number' }, args, context.switches.pagingLimit);
    },
    codeDiscountNodeByCode: (_source, args, { world }) =>
      [...world.discounts.list('id')].find(({ codes }) => codes.some(({ code }) => code === args['code'])) ?? null,
    collection: byId('Collection'),
    collections: (_source, args, context, info) => {
      const search = searchOf(collectionFields, args, context, info);
      return collectionsOf(context.world).filter((each) => search?.test?.(each) ?? true);
    },
    collectionsCount: (_source, _args, { world }) => ({ count: collectionsOf(world).length, precision: 'EXACT' }),
    currentAppInstallation: (_source, _args, context) => currentAppInstallation(context),
    currentBulkOperation: (_source, args, context) => {
      const job =
        args['type'] === 'MUTATION' ? undefined : context.session.bulk.all[context.session.bulk.all.length - 1];
      return job === undefined ? null : bulkOperation(job, context);
    },
    customer: byId('Customer'),
    customers: connection(customers),
    customersCount: counted(customers),
    discountNode: (_source, args, context) =>
      findTyped(args['id'], context, 'DiscountCodeNode', 'DiscountAutomaticNode', 'DiscountNode'),
    discountNodes: connection<Discount>(() => discountList),
    discountNodesCount: counted<Discount>(() => discountList),
    event: byId('BasicEvent'),
    events: connection(({ now }) => eventList(now)),
    eventsCount: counted(({ now }) => eventList(now)),
    fulfillment: byId('Fulfillment'),
    fulfillmentOrder: byId('FulfillmentOrder'),
    fulfillmentOrders: (_source, args, context, info) => {
      const closed = new Set(['CLOSED', 'CANCELLED', 'INCOMPLETE']);
      const visible =
        args['includeClosed'] === true ? {} : { visible: ({ status }: FulfillmentOrder) => !closed.has(status) };
      return page({ ...fulfillmentOrderList, ...visible }, args, context, info).map((each) => withOrder(context, each));
    },
    inventoryItem: byId('InventoryItem'),
    inventoryItems: connection(() => inventoryItemList),
    inventoryLevel: byId('InventoryLevel'),
    location: (_source, args, context) =>
      textArgument(args, 'id') === undefined
        ? ([...context.world.locations.list('id')][0] ?? null)
        : findTyped(args['id'], context, 'Location'),
    locations: connection(() => locationList),
    locationsCount: counted(() => locationList),
    node: (_source, args, context) => findNode(args['id'], context),
    nodes: (_source, args, context) =>
      Array.isArray(args['ids']) ? args['ids'].map((each) => findNode(each, context)) : [],
    order: (_source, args, context) => {
      findTyped(args['id'], context, 'Order');
      return visibleOrder(context, textArgument(args, 'id')) ?? null;
    },
    orders: connection(orderList),
    ordersCount: counted(orderList),
    pendingOrdersCount: (_source, args, context, info) => {
      const pending = ({
        closedAt,
        cancelledAt,
      }: {
        readonly closedAt: number | null;
        readonly cancelledAt: number | null;
      }) => closedAt === null && cancelledAt === null;
      return count({ ...orderList(context), visible: pending }, { ...args, limit: 10_000 }, context, info);
    },
    product: byId('Product'),
    themes: (_source, args, { world }) => {
      const { roles } = args;
      return world.themes().filter(({ role }) => !Array.isArray(roles) || roles.includes(role));
    },
    productByHandle: (_source, args, { world }) =>
      [...world.products.list('id')].find(({ handle }) => handle === args['handle']) ?? null,
    products: connection(() => productList),
    productsCount: counted(() => productList),
    productVariant: byId('ProductVariant'),
    productVariants: connection(() => variantList),
    productVariantsCount: counted(() => variantList),
    publicApiVersions: () => publicApiVersions(),
    refund: byId('Refund'),
    return: byId('Return'),
    shop: (_source, _args, { world }) => world,
    shopifyqlQuery: (_source, args, context) => shopifyqlQuery(args, context),
    tenderTransactions: (_source, args, context, info) => tenderTransactions(args, context, info),
  },
};

/** The world keeps fulfillment orders apart from their orders; resolvers want both. */
function withOrder(context: RequestContext, each: FulfillmentOrder) {
  const order = context.world.orders.get(each.orderId);
  return order === undefined ? undefined : fulfillmentOrderSources(order).find((source) => source.id === each.id);
}
