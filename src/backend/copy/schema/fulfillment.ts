import { flag, id, instant, integer, list, optional, text } from './column';
import { records, table } from './table';

export const fulfillmentOrders = records('fulfillment_orders', {
  source: 'FulfillmentOrder',
  meaning: 'What has to be sent from one place.',
  scopes: [
    'read_merchant_managed_fulfillment_orders',
    'read_assigned_fulfillment_orders',
    'read_third_party_fulfillment_orders',
  ],
  columns: {
    id: id('FulfillmentOrder.id', 'The fulfillment order'),
    order_id: id('FulfillmentOrder.orderId', 'Its order'),
    status: text('FulfillmentOrder.status', 'OPEN, IN_PROGRESS, ON_HOLD, CLOSED, CANCELLED, INCOMPLETE, SCHEDULED'),
    request_status: text('FulfillmentOrder.requestStatus', 'UNSUBMITTED, SUBMITTED, ACCEPTED, …'),
    created_at: instant('FulfillmentOrder.createdAt', 'When it was made'),
    updated_at: instant('FulfillmentOrder.updatedAt', 'Last change'),
    fulfill_at: optional(instant('FulfillmentOrder.fulfillAt', 'When it is to be sent')),
    hold_reasons: list('FulfillmentOrder.fulfillmentHolds.reason', 'Why it is on hold'),
    location_id: optional(id('FulfillmentOrder.assignedLocation.location.id', 'Where it is sent from')),
  },
  key: ['id'],
  indexes: [['order_id'], ['status', 'created_at'], ['updated_at']],
});

export const fulfillments = table('fulfillments', {
  source: 'Fulfillment',
  meaning: 'What was sent.',
  scopes: ['read_orders'],
  columns: {
    id: id('Fulfillment.id', 'The fulfillment'),
    order_id: id('Order.id', 'Its order'),
    name: text('Fulfillment.name', 'Number as people see it'),
    status: text('Fulfillment.status', 'SUCCESS, CANCELLED, ERROR, FAILURE, …'),
    display_status: optional(text('Fulfillment.displayStatus', 'IN_TRANSIT, DELIVERED, DELAYED, …')),
    created_at: instant('Fulfillment.createdAt', 'When it was made'),
    updated_at: instant('Fulfillment.updatedAt', 'Last change'),
    in_transit_at: optional(instant('Fulfillment.inTransitAt', 'When it was handed over')),
    delivered_at: optional(instant('Fulfillment.deliveredAt', 'When it arrived')),
    estimated_delivery_at: optional(instant('Fulfillment.estimatedDeliveryAt', 'When it was to arrive')),
    location_id: optional(id('Fulfillment.location.id', 'Where it was sent from')),
    quantity: integer('Fulfillment.totalQuantity', 'Units'),
    carriers: list('Fulfillment.trackingInfo.company', 'Carriers'),
    requires_shipping: flag('Fulfillment.requiresShipping', '1 where something is shipped'),
  },
  key: ['id'],
  indexes: [['order_id'], ['created_at'], ['delivered_at']],
});
