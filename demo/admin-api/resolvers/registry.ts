import type { Registry } from '../graphql/resolver';
import { abandonedCheckout, abandonedCheckoutLineItem } from './abandoned-checkout';
import { collection } from './collection';
import { customer } from './customer';
import { codeDiscountNode, discountNode, discountValue } from './discount';
import { basicEvent } from './event';
import { fulfillment, fulfillmentLineItem, fulfillmentOrder, fulfillmentOrderLineItem } from './fulfillment';
import { inventoryItem, inventoryLevel, location } from './inventory';
import { lineItem, shippingLine } from './line-item';
import { mutation } from './mutation';
import { order } from './order';
import { product, productVariant } from './product';
import { queryRoot } from './query-root';
import { refund, refundLineItem, returnType } from './refund';
import { shop } from './shop';
import { orderTransaction } from './transaction';

/** Every GraphQL type with resolvers of its own. */
export const registry: Registry = {
  QueryRoot: queryRoot,
  Mutation: mutation,
  AbandonedCheckout: abandonedCheckout,
  AbandonedCheckoutLineItem: abandonedCheckoutLineItem,
  BasicEvent: basicEvent,
  Collection: collection,
  Customer: customer,
  DiscountNode: discountNode,
  DiscountAutomaticNode: {
    fields: { ...discountNode.fields, automaticDiscount: discountNode.fields['discount'] ?? (() => null) },
  },
  DiscountCodeNode: codeDiscountNode,
  DiscountCodeBasic: discountValue,
  DiscountCodeFreeShipping: discountValue,
  DiscountAutomaticBasic: discountValue,
  Fulfillment: fulfillment,
  FulfillmentLineItem: fulfillmentLineItem,
  FulfillmentOrder: fulfillmentOrder,
  FulfillmentOrderLineItem: fulfillmentOrderLineItem,
  InventoryItem: inventoryItem,
  InventoryLevel: inventoryLevel,
  LineItem: lineItem,
  Location: location,
  Order: order,
  OrderTransaction: orderTransaction,
  Product: product,
  ProductVariant: productVariant,
  Refund: refund,
  RefundLineItem: refundLineItem,
  Return: returnType,
  ShippingLine: shippingLine,
  Shop: shop,
};
