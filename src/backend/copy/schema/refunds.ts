import { day, id, instant, integer, money, optional, personal, text } from './column';
import { table } from './table';

const orderScopes = ['read_orders'];
const returnScopes = ['read_returns'];

export const refunds = table('refunds', {
  source: 'Refund',
  meaning: 'Refunds of orders.',
  scopes: orderScopes,
  columns: {
    id: id('Refund.id', 'The refund'),
    order_id: id('Order.id', 'Its order'),
    return_id: optional(id('Refund.return.id', 'The return it belongs to')),
    created_at: optional(instant('Refund.createdAt', 'When it was made')),
    processed_at: instant('Refund.processedAt', 'When it counts as made'),
    processed_day: day('Refund.processedAt', 'Day of processed_at'),
    updated_at: instant('Refund.updatedAt', 'Last change'),
    total: money('Refund.totalRefundedSet.shopMoney', 'Money given back'),
    note: personal('name', text('Refund.note', 'Free text of the staff')),
  },
  key: ['id'],
  indexes: [['order_id'], ['processed_day']],
});

export const refundLines = table('refund_lines', {
  source: 'RefundLineItem',
  meaning: 'Line items of refunds.',
  scopes: orderScopes,
  columns: {
    refund_id: id('Refund.id', 'Its refund'),
    line_item_id: id('RefundLineItem.lineItem.id', 'The line item'),
    position: integer('–', 'Place in the refund, from 0'),
    order_id: id('Order.id', 'Its order'),
    quantity: integer('RefundLineItem.quantity', 'Units'),
    restock_type: text('RefundLineItem.restockType', 'CANCEL, RETURN, NO_RESTOCK, …'),
    location_id: optional(id('RefundLineItem.location.id', 'Where it was restocked')),
    subtotal: money('RefundLineItem.subtotalSet.shopMoney', 'Value'),
    tax: money('RefundLineItem.totalTaxSet.shopMoney', 'Taxes'),
  },
  key: ['refund_id', 'position'],
  indexes: [['order_id'], ['line_item_id']],
});

export const returns = table('returns', {
  source: 'Return',
  meaning: 'Returns that customers asked for or staff made.',
  scopes: returnScopes,
  columns: {
    id: id('Return.id', 'The return'),
    order_id: id('Order.id', 'Its order'),
    name: text('Return.name', 'Number as people see it'),
    status: text('Return.status', 'OPEN, CLOSED, REQUESTED, DECLINED, CANCELED'),
    created_at: instant('Return.createdAt', 'When it was made'),
    closed_at: optional(instant('Return.closedAt', 'When it was closed')),
    quantity: integer('Return.totalQuantity', 'Units'),
  },
  key: ['id'],
  indexes: [['order_id'], ['created_at']],
});

export const returnLines = table('return_lines', {
  source: 'ReturnLineItem',
  meaning: 'Line items of returns, with the reason.',
  scopes: returnScopes,
  columns: {
    id: id('ReturnLineItem.id', 'The line of the return'),
    return_id: id('Return.id', 'Its return'),
    order_id: id('Order.id', 'Its order'),
    line_item_id: optional(id('FulfillmentLineItem.lineItem.id', 'The line item')),
    quantity: integer('ReturnLineItem.quantity', 'Units'),
    reason: text('ReturnLineItem.returnReason', 'COLOR, DEFECTIVE, SIZE_TOO_SMALL, UNWANTED, …'),
  },
  key: ['id'],
  indexes: [['return_id'], ['order_id']],
});
