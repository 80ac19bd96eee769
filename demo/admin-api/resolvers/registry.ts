import type { Registry } from '../graphql/resolver';
import { fulfillment, fulfillmentLineItem, fulfillmentOrder, fulfillmentOrderLineItem } from './fulfillment';
import { lineItem, shippingLine } from './line-item';
import { order } from './order';
import { queryRoot } from './query-root';
import { refund, refundLineItem, returnType } from './refund';
import { orderTransaction } from './transaction';

/** Every GraphQL type with resolvers of its own. */
export const registry: Registry = {
  QueryRoot: queryRoot,
  Order: order,
  LineItem: lineItem,
  ShippingLine: shippingLine,
  OrderTransaction: orderTransaction,
  Refund: refund,
  RefundLineItem: refundLineItem,
  Return: returnType,
  Fulfillment: fulfillment,
  FulfillmentLineItem: fulfillmentLineItem,
  FulfillmentOrder: fulfillmentOrder,
  FulfillmentOrderLineItem: fulfillmentOrderLineItem,
};
