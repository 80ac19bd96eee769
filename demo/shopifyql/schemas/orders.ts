import type { Order, World } from '../../world/types';
import { add, sum } from '../group';
import { numberOf, ratio, schema, type Dimension, type Metric, type Schema } from '../schema';

interface Row {
  readonly at: number;
  readonly what: 'placed' | 'fulfilled' | 'delivered' | 'cancelled';
  readonly order: Order;
}

const text = (label: string, of: (order: Order) => string | null): Dimension<Row> => ({
  type: 'STRING',
  label,
  of: ({ order }) => of(order),
});

const count = (label: string, name: Row['what']): Metric => ({
  type: 'INTEGER',
  label,
  of: (group) => sum(group, name),
});

function* rows(world: World, from: number, to: number): Generator<Row> {
  const bounds = { from, to: to - 1 };
  for (const order of world.orders.list('createdAt', bounds)) {
    if (!order.test) {
      yield { at: order.createdAt, what: 'placed', order };
    }
  }
  const ready = new Map<string, Order>();
  for (const parcel of world.fulfillments.list('updatedAt', { from })) {
    const order = ready.get(parcel.orderId) ?? world.orders.get(parcel.orderId);
    if (!order || order.test) {
      continue;
    }
    ready.set(order.id, order);
    if (order.fulfillments[0]?.id === parcel.id && parcel.createdAt >= from && parcel.createdAt < to) {
      yield { at: parcel.createdAt, what: 'fulfilled', order };
    }
    const { deliveredAt } = parcel;
    if (
      deliveredAt !== null &&
      order.fulfillments.at(-1)?.id === parcel.id &&
      deliveredAt >= from &&
      deliveredAt < to
    ) {
      yield { at: deliveredAt, what: 'delivered', order };
    }
  }
  for (const order of world.orders.list('updatedAt', { from })) {
    if (!order.test && order.cancelledAt !== null && order.cancelledAt >= from && order.cancelledAt < to) {
      yield { at: order.cancelledAt, what: 'cancelled', order };
    }
  }
}

/** Orders by when they were placed, sent, delivered and cancelled. */
export const orders: Schema = schema<Row>({
  name: 'orders',
  dimensions: {
    order_id: { type: 'IDENTITY', label: 'Order ID', of: ({ order }) => numberOf(order.id) },
    order_name: text('Order name', ({ name }) => name),
    sales_channel: text('Sales channel', ({ channel }) => channel.displayName),
    shipping_country: text('Shipping country', ({ shippingAddress }) => shippingAddress?.country ?? null),
    billing_country: text('Billing country', ({ billingAddress }) => billingAddress?.country ?? null),
    order_payment_status: text('Order payment status', ({ displayFinancialStatus }) =>
      displayFinancialStatus.toLowerCase()
    ),
    order_fulfillment_status: text('Order fulfillment status', ({ displayFulfillmentStatus }) =>
      displayFulfillmentStatus.toLowerCase()
    ),
  },
  metrics: {
    orders: count('Orders', 'placed'),
    orders_fulfilled: count('Orders fulfilled', 'fulfilled'),
    orders_delivered: count('Orders delivered', 'delivered'),
    orders_canceled: count('Orders canceled', 'cancelled'),
    items_ordered: { type: 'INTEGER', label: 'Items ordered', of: (group) => sum(group, 'items') },
    items_per_order: {
      type: 'DECIMAL',
      label: 'Items per order',
      of: (group) => ratio(sum(group, 'items'), sum(group, 'placed')),
    },
  },
  rows,
  at: ({ at }) => at,
  add: (group, { what, order }) => {
    add(group, what, 1);
    if (what === 'placed') {
      add(
        group,
        'items',
        order.lineItems.reduce((total, { quantity }) => total + quantity, 0)
      );
    }
  },
});
