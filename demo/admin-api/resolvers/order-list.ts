import type { Order, World } from '../../world/types';
import { byNumber, byText, numberOfGid, type ListSpec } from '../connection/spec';
import { orderHorizon, type RequestContext } from '../context';
import type { SearchTerm } from '../search/ast';
import { boolean, id, keyword, number, test, text, time, type SearchFields } from '../search/fields';
import { digits } from '../../world/money';

const day = 86_400_000;
const deliveryMethods = new Set(['shipping']);

const fields: SearchFields<Order> = {
  default: text((order) => [
    order.name,
    order.email ?? '',
    ...order.tags,
    ...order.lineItems.map(({ title }) => title),
  ]),
  cart_token: keyword((order) => order.cartToken),
  channel: keyword((order) => order.channel.handle),
  checkout_token: keyword((order) => order.checkoutToken),
  confirmation_number: keyword((order) => order.confirmationNumber),
  created_at: time((order) => order.createdAt),
  current_total_price: number((order) => order.totals.current.shop / 10 ** digits(order.currency)),
  customer_id: id((order) => order.customerId),
  delivery_method: test((order, value) => deliveryMethods.has(value) === (order.shippingAddress !== null)),
  discount_code: keyword((order) => order.discountCodes[0]),
  email: text((order) => order.email),
  financial_status: keyword((order) => order.displayFinancialStatus),
  fulfillment_location_id: id((order) => order.fulfillments.map(({ locationId }) => locationId)),
  fulfillment_status: test(hasFulfillmentStatus),
  gateway: keyword((order) => order.paymentGatewayNames),
  id: id((order) => order.id),
  location_id: id((order) => order.locationId),
  name: keyword((order) => [order.name, order.name.replace(/^#/, '')]),
  po_number: keyword(() => null),
  processed_at: time((order) => order.processedAt),
  return_status: keyword((order) => order.returnStatus),
  risk_level: keyword(() => 'none'),
  sales_channel: keyword((order) => [order.channel.handle, order.channel.displayName]),
  sku: keyword((order) => order.lineItems.map(({ sku }) => sku)),
  source_name: keyword((order) => order.sourceName),
  status: test(hasStatus),
  subtotal_line_items_quantity: number(quantityOf),
  tag: keyword((order) => order.tags),
  tag_not: test((order, value) => !order.tags.some((tag) => tag.toLowerCase() === value.toLowerCase())),
  test: boolean((order) => order.test),
  updated_at: time((order) => order.updatedAt),
};

const list: ListSpec<Order> = {
  collection: (world) => world.orders,
  sorts: {
    PROCESSED_AT: byNumber((order) => order.processedAt, 'processedAt'),
    CREATED_AT: byNumber((order) => order.createdAt, 'createdAt'),
    UPDATED_AT: byNumber((order) => order.updatedAt, 'updatedAt'),
    ID: byNumber((order) => numberOfGid(order.id), 'id'),
    RELEVANCE: byNumber((order) => numberOfGid(order.id), 'id'),
    ORDER_NUMBER: byNumber((order) => order.number),
    TOTAL_PRICE: byNumber((order) => order.totals.total.shop),
    CURRENT_TOTAL_PRICE: byNumber((order) => order.totals.current.shop),
    TOTAL_ITEMS_QUANTITY: byNumber(quantityOf),
    CUSTOMER_NAME: byNumber((order) => numberOfGid(order.customerId ?? '')),
    DESTINATION: byText((order) => order.shippingAddress?.city ?? ''),
    FINANCIAL_STATUS: byText((order) => order.displayFinancialStatus),
    FULFILLMENT_STATUS: byText((order) => order.displayFulfillmentStatus),
    PO_NUMBER: byText(() => ''),
  },
  defaultSort: 'PROCESSED_AT',
  fields,
  bounds: { created_at: 'createdAt', processed_at: 'processedAt', updated_at: 'updatedAt' },
  // An order may be entered up to a day after it was processed; it is updated at any time later.
  near: { processedAt: { before: 2 * day, after: 0 }, updatedAt: { before: 0, after: Number.POSITIVE_INFINITY } },
  lookup,
};

/** The shop's orders as this app may see them. */
export function orderList(context: RequestContext): ListSpec<Order> {
  const horizon = orderHorizon(context);
  return Number.isFinite(horizon)
    ? { ...list, madeFrom: horizon, visible: (order) => order.createdAt >= horizon }
    : list;
}

/** The orders of one customer, with the same filters and sort keys. */
export function ordersOfCustomer(context: RequestContext, customerId: string): ListSpec<Order> {
  const all = orderList(context);
  const orders = context.world.orders.ofCustomer(customerId);
  return { ...all, only: () => orders };
}

/** One order that this app may see. */
export function visibleOrder(context: RequestContext, orderId: string | null | undefined): Order | undefined {
  const order = orderId === null || orderId === undefined ? undefined : context.world.orders.get(orderId);
  return order !== undefined && order.createdAt >= orderHorizon(context) ? order : undefined;
}

function lookup({ field, value }: SearchTerm, world: World): readonly Order[] | undefined {
  switch (field) {
    case 'id':
      return present(world.orders.get(value));
    case 'name':
      return present(world.orders.byName(value) ?? world.orders.byName(`#${value}`));
    case 'checkout_token':
      return present(world.orders.byCheckoutToken(value));
    case 'cart_token':
      return present(world.orders.byCartToken(value));
    case 'customer_id':
      return world.orders.ofCustomer(value.startsWith('gid:') ? value : `gid://shopify/Customer/${value}`);
    default:
      return undefined;
  }
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function quantityOf(order: Order): number {
  return order.lineItems.reduce((sum, { quantity }) => sum + quantity, 0);
}

function hasStatus(order: Order, value: string): boolean {
  switch (value.toLowerCase()) {
    case 'open':
      return order.closedAt === null && order.cancelledAt === null;
    case 'closed':
      return order.closedAt !== null;
    case 'cancelled':
      return order.cancelledAt !== null;
    case 'not_closed':
      return order.closedAt === null;
    default:
      return true;
  }
}

function hasFulfillmentStatus(order: Order, value: string): boolean {
  const status = order.displayFulfillmentStatus;
  switch (value.toLowerCase()) {
    case 'shipped':
    case 'fulfilled':
      return status === 'FULFILLED';
    case 'partial':
      return status === 'PARTIALLY_FULFILLED';
    case 'unshipped':
    case 'unfulfilled':
      return status === 'UNFULFILLED' || status === 'PARTIALLY_FULFILLED';
    default:
      return status === value.toUpperCase();
  }
}
