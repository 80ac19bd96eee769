import type { Bag, LineItem, Order } from '../../world/types';
import { moneyText } from './money';
import { orderMoney } from './sources';

/** `taxLines` of a whole order: one per title and rate of its lines, here always the same one. */
export function orderTaxLines(order: Order, tax: Bag) {
  const line = order.lineItems.find(({ taxTitle }) => taxTitle !== null);
  return line === undefined || tax.shop === 0 ? [] : [taxLine(order, line.taxTitle ?? '', line.taxRate, tax)];
}

export function lineTaxLines(order: Order, line: LineItem) {
  return line.taxTitle === null || line.tax.shop === 0 ? [] : [taxLine(order, line.taxTitle, line.taxRate, line.tax)];
}

export function taxLine(order: Order, title: string, rate: number, tax: Bag) {
  return {
    title,
    rate,
    ratePercentage: rate * 100,
    channelLiable: false,
    source: 'shopify',
    price: moneyText(tax.shop, order.currency),
    priceSet: orderMoney(order, tax),
  };
}
