import type { LineItem } from '../../world/types';
import type { TypeResolvers } from '../graphql/resolver';
import { discountAllocations } from './discount-applications';
import { moneyText, scaled, zero } from './money';
import { orderMoney, type LineSource, type ShippingLineSource } from './sources';
import { lineTaxLines, taxLine } from './taxes';

export const lineItem: TypeResolvers<LineSource> = {
  base: ({ line }) => line,
  fields: {
    canRestock: ({ line }) => line.refundableQuantity > 0,
    discountAllocations: ({ order, line }) => discountAllocations(order, line.discounts),
    discountedTotal: ({ order, line }) => moneyText(discountedTotal(line).shop, order.currency),
    discountedTotalSet: ({ order, line }) => orderMoney(order, discountedTotal(line)),
    discountedUnitPrice: ({ order, line }) => moneyText(discountedUnit(line).shop, order.currency),
    discountedUnitPriceAfterAllDiscountsSet: ({ order, line }) => orderMoney(order, discountedUnit(line)),
    discountedUnitPriceSet: ({ order, line }) => orderMoney(order, discountedUnit(line)),
    fulfillableQuantity: ({ line }) => line.unfulfilledQuantity,
    fulfillmentStatus: ({ line }) => (line.unfulfilledQuantity === 0 ? 'fulfilled' : 'unfulfilled'),
    merchantEditable: ({ order }) => order.cancelledAt === null,
    nonFulfillableQuantity: ({ line }) => Math.max(0, line.quantity - line.unfulfilledQuantity),
    originalTotal: ({ order, line }) => moneyText(gross(line).shop, order.currency),
    originalTotalSet: ({ order, line }) => orderMoney(order, gross(line)),
    originalUnitPrice: ({ order, line }) => moneyText(line.unitPrice.shop, order.currency),
    originalUnitPriceSet: ({ order, line }) => orderMoney(order, line.unitPrice),
    priceAfterAllDiscountsBeforeTaxesSet: ({ order, line }) => orderMoney(order, discountedTotal(line)),
    product: ({ line }, _args, { world }) => world.products.get(line.productId) ?? null,
    restockable: ({ line }) => line.refundableQuantity > 0,
    taxLines: ({ order, line }) => lineTaxLines(order, line),
    totalDiscount: ({ order, line }) => moneyText(line.totalDiscount.shop, order.currency),
    totalDiscountSet: ({ order, line }) => orderMoney(order, line.totalDiscount),
    unfulfilledDiscountedTotal: ({ order, line }) => moneyText(unfulfilled(line).shop, order.currency),
    unfulfilledDiscountedTotalSet: ({ order, line }) => orderMoney(order, unfulfilled(line)),
    unfulfilledOriginalTotal: ({ order, line }) =>
      moneyText(scaled(line.unitPrice, line.unfulfilledQuantity).shop, order.currency),
    unfulfilledOriginalTotalSet: ({ order, line }) =>
      orderMoney(order, scaled(line.unitPrice, line.unfulfilledQuantity)),
    variant: ({ line }, _args, { world }) => world.variants.get(line.variantId) ?? null,
  },
};

export const shippingLine: TypeResolvers<ShippingLineSource> = {
  base: ({ line }) => line,
  fields: {
    currentDiscountedPriceSet: ({ order, line }) => orderMoney(order, line.price),
    custom: () => false,
    discountedPrice: ({ order, line }) => orderMoney(order, line.price).shopMoney,
    discountedPriceSet: ({ order, line }) => orderMoney(order, line.price),
    isRemoved: () => false,
    originalPrice: ({ order, line }) => orderMoney(order, line.price).shopMoney,
    originalPriceSet: ({ order, line }) => orderMoney(order, line.price),
    phone: () => null,
    price: ({ order, line }) => moneyText(line.price.shop, order.currency),
    source: () => 'shopify',
    taxLines: ({ order, line }) =>
      line.tax.shop === 0 ? [] : [taxLine(order, 'Tax', order.lineItems[0]?.taxRate ?? 0, line.tax)],
  },
};

function gross(line: LineItem) {
  return scaled(line.unitPrice, line.quantity);
}

function discountedTotal(line: LineItem) {
  const total = gross(line);
  return {
    shop: total.shop - line.totalDiscount.shop,
    presentment: total.presentment - line.totalDiscount.presentment,
  };
}

function discountedUnit(line: LineItem) {
  return line.quantity === 0 ? zero : scaled(discountedTotal(line), 1 / line.quantity);
}

function unfulfilled(line: LineItem) {
  return line.quantity === 0 ? zero : scaled(discountedTotal(line), line.unfulfilledQuantity / line.quantity);
}
