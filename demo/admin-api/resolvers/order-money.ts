import type { Bag, Order, OrderTotals } from '../../world/types';
import type { FieldResolver } from '../graphql/resolver';
import { money, moneyText, zero } from './money';
import { orderMoney } from './sources';

/** Money fields of an order: `…Set` as a bag of both currencies, the old ones as text in the shop's currency. */
const sets: Readonly<Record<string, (order: Order) => Bag>> = {
  cartDiscountAmountSet: () => zero,
  currentCartDiscountAmountSet: () => zero,
  currentShippingPriceSet: total('currentShipping'),
  currentSubtotalPriceSet: total('currentSubtotal'),
  currentTotalDiscountsSet: total('currentDiscounts'),
  currentTotalPriceSet: total('current'),
  currentTotalTaxSet: total('currentTax'),
  netPaymentSet: total('netPayment'),
  originalTotalPriceSet: total('original'),
  refundDiscrepancySet: () => zero,
  subtotalPriceSet: total('subtotal'),
  totalCapturableSet: capturable,
  totalDiscountsSet: total('discounts'),
  totalOutstandingSet: total('outstanding'),
  totalPriceSet: total('total'),
  totalReceivedSet: total('received'),
  totalRefundedSet: total('refunded'),
  totalRefundedShippingSet: refundedShipping,
  totalShippingPriceSet: total('shipping'),
  totalTaxSet: total('tax'),
  totalTipReceivedSet: total('tip'),
};

const texts: Readonly<Record<string, string>> = {
  netPayment: 'netPaymentSet',
  subtotalPrice: 'subtotalPriceSet',
  totalCapturable: 'totalCapturableSet',
  totalDiscounts: 'totalDiscountsSet',
  totalPrice: 'totalPriceSet',
  totalReceived: 'totalReceivedSet',
  totalRefunded: 'totalRefundedSet',
  totalShippingPrice: 'totalShippingPriceSet',
  totalTax: 'totalTaxSet',
};

export const orderMoneyFields: Readonly<Record<string, FieldResolver<Order>>> = {
  ...Object.fromEntries(
    Object.entries(sets).map(([name, read]) => [name, (order: Order) => orderMoney(order, read(order))])
  ),
  ...Object.fromEntries(
    Object.entries(texts).map(([name, set]) => [
      name,
      (order: Order) => moneyText((sets[set]?.(order) ?? zero).shop, order.currency),
    ])
  ),
  totalTipReceived: (order) => money(order.totals.tip.shop, order.currency),
  totalCashRoundingAdjustment: (order) => ({
    paymentSet: orderMoney(order, zero),
    refundSet: orderMoney(order, zero),
  }),
};

function total(name: keyof OrderTotals): (order: Order) => Bag {
  return (order) => order.totals[name];
}

function capturable(order: Order): Bag {
  return order.displayFinancialStatus === 'AUTHORIZED' ? order.totals.total : zero;
}

function refundedShipping(order: Order): Bag {
  return order.refunds.reduce(
    (sum, { shipping }) => ({ shop: sum.shop + shipping.shop, presentment: sum.presentment + shipping.presentment }),
    zero
  );
}
