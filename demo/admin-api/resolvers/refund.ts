import { pageOfList } from '../connection/list';
import type { TypeResolvers } from '../graphql/resolver';
import { money, moneyText } from './money';
import {
  legacyId,
  lineOf,
  orderMoney,
  refundSources,
  returnSources,
  transactionSources,
  type RefundLineSource,
  type RefundSource,
  type ReturnSource,
} from './sources';

export const refund: TypeResolvers<RefundSource> = {
  base: (source) => source.refund,
  fields: {
    legacyResourceId: ({ id }) => legacyId(id),
    order: ({ order }) => order,
    refundLineItems: ({ order, refund: { lineItems } }, args) =>
      pageOfList(
        lineItems.map((line) => ({ id: line.id, order, line })),
        args
      ),
    return: ({ order, refund: { returnId } }) => returnSources(order).find(({ id }) => id === returnId) ?? null,
    totalRefunded: ({ order, refund: { total } }) => money(total.shop, order.currency),
    totalRefundedSet: ({ order, refund: { total } }) => orderMoney(order, total),
    refundShippingLines: ({ order, refund: each }, args) =>
      pageOfList(
        each.shipping.shop === 0
          ? []
          : order.shippingLines.slice(0, 1).map((line) => ({
              id: `gid://shopify/RefundShippingLine/${legacyId(each.id)}`,
              shippingLine: { id: line.id, order, line },
              subtotalAmountSet: orderMoney(order, each.shipping),
              taxAmountSet: orderMoney(order, each.shippingTax),
            })),
        args
      ),
    transactions: ({ order, refund: { transactionIds } }, args) =>
      pageOfList(
        transactionSources(order).filter(({ transaction }) => transactionIds.includes(transaction.id)),
        args
      ),
  },
};

export const refundLineItem: TypeResolvers<RefundLineSource> = {
  base: ({ line }) => line,
  fields: {
    lineItem: ({ order, line }) => lineOf(order, line.lineItemId),
    location: ({ line }, _args, { world }) => (line.locationId === null ? null : world.locations.get(line.locationId)),
    price: ({ order, line }) => moneyText(line.price.shop, order.currency),
    priceSet: ({ order, line }) => orderMoney(order, line.price),
    subtotal: ({ order, line }) => moneyText(line.subtotal.shop, order.currency),
    subtotalSet: ({ order, line }) => orderMoney(order, line.subtotal),
    totalTax: ({ order, line }) => moneyText(line.tax.shop, order.currency),
    totalTaxSet: ({ order, line }) => orderMoney(order, line.tax),
  },
};

export const returnType: TypeResolvers<ReturnSource> = {
  base: (source) => source.return,
  fields: {
    order: ({ order }) => order,
    refunds: ({ id, order }, args) =>
      pageOfList(
        refundSources(order).filter((each) => each.refund.returnId === id),
        args
      ),
    requestApprovedAt: (source) => source.return.createdAt,
    returnLineItems: ({ id, order, return: each }, args) =>
      pageOfList(
        each.lines.map((line, index) => returnLine(`${legacyId(id)}${index}`, each.status === 'CLOSED', line, order)),
        args
      ),
  },
};

function returnLine(
  number: string,
  closed: boolean,
  { lineItemId, quantity, reason }: ReturnSource['return']['lines'][number],
  order: ReturnSource['order']
) {
  const line = lineOf(order, lineItemId);
  const fulfillment = order.fulfillments.find(({ lines }) => lines.some((each) => each.lineItemId === lineItemId));
  const fulfilled = fulfillment?.lines.find((each) => each.lineItemId === lineItemId);
  const done = closed ? quantity : 0;
  return {
    __typename: 'ReturnLineItem',
    id: `gid://shopify/ReturnLineItem/${number}`,
    fulfillmentLineItem: fulfilled === undefined ? undefined : { id: fulfilled.id, order, line: fulfilled },
    processableQuantity: quantity - done,
    processedQuantity: done,
    quantity,
    refundableQuantity: quantity - done,
    refundedQuantity: done,
    returnReason: reason,
    returnReasonNote: '',
    unprocessedQuantity: quantity - done,
    withCodeDiscountedTotalPriceSet: orderMoney(order, {
      shop: (line?.line.unitPrice.shop ?? 0) * quantity,
      presentment: (line?.line.unitPrice.presentment ?? 0) * quantity,
    }),
  };
}
