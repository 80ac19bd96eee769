import type {
  Bag,
  Fulfillment,
  FulfillmentOrder,
  LineItem,
  Order,
  Refund,
  RefundLineItem,
  Return,
  ShippingLine,
  Transaction,
} from '../../world/types';
import type { RequestContext } from '../context';
import { moneyBag, type Currencies } from './money';

/** Parts of an order keep the order beside them: it has the currencies and the other parts. */
export interface Part {
  readonly id: string;
  readonly order: Order;
}

export interface LineSource extends Part {
  readonly line: LineItem;
}
export interface ShippingLineSource extends Part {
  readonly line: ShippingLine;
}
export interface TransactionSource extends Part {
  readonly transaction: Transaction;
}
export interface RefundSource extends Part {
  readonly refund: Refund;
}
export interface RefundLineSource extends Part {
  readonly line: RefundLineItem;
}
export interface ReturnSource extends Part {
  readonly return: Return;
}
export interface FulfillmentSource extends Part {
  readonly fulfillment: Fulfillment;
}
export interface FulfillmentOrderSource extends Part {
  readonly fulfillmentOrder: FulfillmentOrder;
}

export function lineSources(order: Order): LineSource[] {
  return order.lineItems.map((line) => ({ id: line.id, order, line }));
}

export function lineOf(order: Order, id: string): LineSource | undefined {
  const line = order.lineItems.find((each) => each.id === id);
  return line === undefined ? undefined : { id, order, line };
}

export function transactionSources(order: Order): TransactionSource[] {
  return order.transactions.map((transaction) => ({ id: transaction.id, order, transaction }));
}

export function refundSources(order: Order): RefundSource[] {
  return order.refunds.map((refund) => ({ id: refund.id, order, refund }));
}

export function returnSources(order: Order): ReturnSource[] {
  return order.returns.map((each) => ({ id: each.id, order, return: each }));
}

export function fulfillmentSources(order: Order): FulfillmentSource[] {
  return order.fulfillments.map((fulfillment) => ({ id: fulfillment.id, order, fulfillment }));
}

export function fulfillmentOrderSources(order: Order): FulfillmentOrderSource[] {
  return order.fulfillmentOrders.map((fulfillmentOrder) => ({ id: fulfillmentOrder.id, order, fulfillmentOrder }));
}

export function currenciesOf(order: Order): Currencies {
  return { shop: order.currency, presentment: order.presentmentCurrency };
}

export function orderMoney(order: Order, bag: Bag) {
  return moneyBag(bag, currenciesOf(order));
}

/** `first` of a plain list field. */
export function firstOf<T>(list: readonly T[], args: Readonly<Record<string, unknown>>): readonly T[] {
  return typeof args['first'] === 'number' ? list.slice(0, args['first']) : list;
}

/** The number in a gid. */
export function legacyId(id: string): string {
  return /(\d+)(?:\?.*)?$/.exec(id)?.[1] ?? '0';
}

export function adminUrl(context: RequestContext, path: string): string {
  return `https://${context.shop.domain}/${path}`;
}
