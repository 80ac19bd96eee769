import type { Order } from '../../world/types';
import { pageOfList } from '../connection/list';
import type { TypeResolvers } from '../graphql/resolver';
import { moneyText, scaled, zero } from './money';
import {
  fulfillmentOrderSources,
  fulfillmentSources,
  legacyId,
  lineOf,
  orderMoney,
  type FulfillmentOrderSource,
  type FulfillmentSource,
  type Part,
} from './sources';

interface LinePart extends Part {
  readonly line: { readonly lineItemId: string; readonly quantity: number };
}

interface OrderLinePart extends Part {
  readonly line: { readonly lineItemId: string; readonly totalQuantity: number; readonly remainingQuantity: number };
}

export const fulfillment: TypeResolvers<FulfillmentSource> = {
  base: (source) => source.fulfillment,
  fields: {
    fulfillmentLineItems: ({ order, fulfillment: { lines } }, args) =>
      pageOfList(
        lines.map((line) => ({ id: line.id, order, line })),
        args
      ),
    fulfillmentOrders: ({ order, fulfillment: { fulfillmentOrderId } }, args) =>
      pageOfList(
        fulfillmentOrderSources(order).filter(({ id }) => id === fulfillmentOrderId),
        args
      ),
    legacyResourceId: ({ id }) => legacyId(id),
    location: (source, _args, { world }) => world.locations.get(source.fulfillment.locationId) ?? null,
    order: ({ order }) => order,
    requiresShipping: () => true,
    totalQuantity: ({ fulfillment: { lines } }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ fulfillment: { tracking } }, args) =>
      typeof args['first'] === 'number' ? tracking.slice(0, args['first']) : tracking,
  },
};

export const fulfillmentLineItem: TypeResolvers<LinePart> = {
  base: ({ line }) => line,
  fields: {
    discountedTotal: ({ order, line }) => moneyText(lineTotal(order, line).shop, order.currency),
    discountedTotalSet: ({ order, line }) => orderMoney(order, lineTotal(order, line)),
    lineItem: ({ order, line }) => lineOf(order, line.lineItemId),
    originalTotal: ({ order, line }) => moneyText(lineTotal(order, line).shop, order.currency),
    originalTotalSet: ({ order, line }) => orderMoney(order, lineTotal(order, line)),
  },
};

export const fulfillmentOrder: TypeResolvers<FulfillmentOrderSource> = {
  base: (source) => source.fulfillmentOrder,
  fields: {
    assignedLocation: (source, _args, { world }) => {
      const location = world.locations.get(source.fulfillmentOrder.locationId);
      return location === undefined
        ? undefined
        : { ...location.address, name: location.name, location, address1: null, address2: null, phone: null };
    },
    fulfillments: ({ id, order }, args) =>
      pageOfList(
        fulfillmentSources(order).filter((each) => each.fulfillment.fulfillmentOrderId === id),
        args
      ),
    fulfillmentHolds: ({ id, fulfillmentOrder: { holdReason } }) =>
      holdReason === null
        ? []
        : [
            {
              id: `gid://shopify/FulfillmentHold/${legacyId(id)}`,
              displayReason: holdReason,
              handle: null,
              heldByRequestingApp: false,
              reason: holdReason,
              reasonNotes: null,
            },
          ],
    lineItems: ({ order, fulfillmentOrder: { lines } }, args) =>
      pageOfList(
        lines.map((line) => ({ id: line.id, order, line })),
        args
      ),
    order: ({ order }) => order,
    orderProcessedAt: ({ order }) => order.processedAt,
    supportedActions: () => [],
  },
};

export const fulfillmentOrderLineItem: TypeResolvers<OrderLinePart> = {
  base: ({ line }) => line,
  fields: {
    lineItem: ({ order, line }) => lineOf(order, line.lineItemId),
    originalUnitPriceSet: ({ order, line }) =>
      orderMoney(order, lineOf(order, line.lineItemId)?.line.unitPrice ?? zero),
    productTitle: ({ order, line }) => lineOf(order, line.lineItemId)?.line.title ?? '',
    requiresShipping: ({ order, line }) => lineOf(order, line.lineItemId)?.line.requiresShipping ?? true,
    sku: ({ order, line }) => lineOf(order, line.lineItemId)?.line.sku ?? null,
    variant: ({ order, line }, _args, { world }) => {
      const found = lineOf(order, line.lineItemId);
      return found === undefined ? null : world.variants.get(found.line.variantId);
    },
    variantTitle: ({ order, line }) => lineOf(order, line.lineItemId)?.line.variantTitle ?? null,
    vendor: ({ order, line }) => lineOf(order, line.lineItemId)?.line.vendor ?? null,
  },
};

function lineTotal(order: Order, { lineItemId, quantity }: LinePart['line']) {
  return scaled(lineOf(order, lineItemId)?.line.unitPrice ?? zero, quantity);
}
