import { lineNet, lineTotal } from './basket';
import type { Context } from './context';
import { updatedAt, type Life } from './life';
import { minus, nothing, plus } from './money';
import { receivedBy } from './payment';
import type { Bag, Fulfillment, FulfillmentOrder, LineItem, Order, Refund, Return } from './types';

const sum = <T>(items: readonly T[], of: (item: T) => Bag): Bag => plus(...items.map(of));

function fulfillmentView(life: Life, now: number): Fulfillment[] {
  return life.fulfillments
    .filter(({ createdAt }) => createdAt <= now)
    .map(({ trouble, inTransitAt, deliveredAt, ...part }): Fulfillment => {
      const travelling = inTransitAt !== null && inTransitAt <= now;
      const delivered = deliveredAt !== null && deliveredAt <= now;
      return {
        ...part,
        orderId: life.facts.id,
        fulfillmentOrderId: life.fulfillmentOrder?.id ?? life.facts.id,
        status: 'SUCCESS',
        displayStatus: delivered ? 'DELIVERED' : travelling ? (trouble ?? 'IN_TRANSIT') : 'FULFILLED',
        updatedAt: delivered ? deliveredAt : travelling ? inTransitAt : part.createdAt,
        inTransitAt: travelling ? inTransitAt : null,
        deliveredAt: delivered ? deliveredAt : null,
        estimatedDeliveryAt: inTransitAt === null ? null : part.createdAt + 4 * 86_400_000,
      };
    });
}

function quantities(
  items: ReadonlyArray<{ lines: ReadonlyArray<{ lineItemId: string; quantity: number }> }>
): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { lines } of items) {
    for (const { lineItemId, quantity } of lines) {
      totals.set(lineItemId, (totals.get(lineItemId) ?? 0) + quantity);
    }
  }
  return totals;
}

function fulfillmentOrderView(
  life: Life,
  now: number,
  lineItems: readonly LineItem[],
  fulfillments: readonly Fulfillment[]
): FulfillmentOrder[] {
  const order = life.fulfillmentOrder;
  if (!order) {
    return [];
  }
  const { hold, cancelledAt } = life;
  const holding = hold !== undefined && hold.from <= now && now < hold.until;
  const open = lineItems.reduce((total, line) => total + line.unfulfilledQuantity, 0);
  const cancelled = cancelledAt !== undefined && cancelledAt <= now;
  const status = cancelled
    ? 'CANCELLED'
    : open === 0
      ? 'CLOSED'
      : holding
        ? 'ON_HOLD'
        : fulfillments.length > 0
          ? 'IN_PROGRESS'
          : 'OPEN';
  const moments = [
    ...(cancelled ? [cancelledAt] : []),
    ...(hold ? [hold.from, hold.until] : []),
    ...fulfillments.map(({ createdAt }) => createdAt),
  ].filter((at) => at <= now);
  return [
    {
      ...order,
      orderId: life.facts.id,
      orderName: life.facts.name,
      status,
      requestStatus: status === 'CLOSED' ? 'CLOSED' : 'UNSUBMITTED',
      createdAt: life.facts.createdAt,
      updatedAt: Math.max(life.facts.createdAt, ...moments),
      holdReason: status === 'ON_HOLD' ? (hold?.reason ?? null) : null,
      lines: lineItems.map((line, place) => ({
        id: `gid://shopify/FulfillmentOrderLineItem/${14_000_000_000_000 + life.key * 8 + place}`,
        lineItemId: line.id,
        totalQuantity: line.quantity,
        remainingQuantity: line.unfulfilledQuantity,
      })),
    },
  ];
}

function returnView(life: Life, now: number): Return[] {
  return life.returns
    .filter(({ createdAt }) => createdAt <= now)
    .map((each) => {
      const closed = each.closedAt !== null && each.closedAt <= now;
      return {
        ...each,
        orderId: life.facts.id,
        status: closed ? 'CLOSED' : 'OPEN',
        closedAt: closed ? each.closedAt : null,
        updatedAt: closed ? each.closedAt : each.createdAt,
        totalQuantity: each.lines.reduce((total, { quantity }) => total + quantity, 0),
      };
    });
}

function financialStatus(
  life: Life,
  now: number,
  total: Bag,
  received: Bag,
  refunded: Bag
): Order['displayFinancialStatus'] {
  if (refunded.shop > 0) {
    return refunded.shop >= received.shop ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  }
  if (received.shop === 0 && total.shop > 0) {
    const authorized = life.transactions.some(
      ({ kind, processedAt }) => kind === 'AUTHORIZATION' && processedAt <= now
    );
    const cancelled = life.cancelledAt !== undefined && life.cancelledAt <= now;
    return cancelled ? 'VOIDED' : authorized ? 'AUTHORIZED' : 'PENDING';
  }
  return received.shop < total.shop ? 'PARTIALLY_PAID' : 'PAID';
}

function returnStatus(returns: readonly Return[]): Order['returnStatus'] {
  if (returns.length === 0) {
    return 'NO_RETURN';
  }
  return returns.every(({ status }) => status === 'CLOSED') ? 'RETURNED' : 'IN_PROGRESS';
}

/** An order as the Admin API shows it at one moment; the life must have begun by then. */
export function orderView(context: Context, life: Life, now: number): Order {
  const { taxesIncluded } = context.profile.info;
  const lines = life.lines.filter(({ addedAt }) => addedAt <= now);
  const refunds: Refund[] = life.refunds.filter(({ createdAt }) => createdAt <= now);
  const refundItems = refunds.flatMap(({ lineItems }) => lineItems);
  const taken = quantities(refunds.map(({ lineItems }) => ({ lines: lineItems })));
  const removed = quantities([{ lines: refundItems.filter(({ restockType }) => restockType === 'CANCEL') }]);
  const fulfillments = fulfillmentView(life, now);
  const sent = quantities(fulfillments);
  const lineItems = lines.map((line): LineItem => {
    const currentQuantity = line.quantity - (taken.get(line.id) ?? 0);
    const unfulfilled = line.quantity - (removed.get(line.id) ?? 0) - (sent.get(line.id) ?? 0);
    return {
      ...line,
      currentQuantity,
      refundableQuantity: currentQuantity,
      unfulfilledQuantity: Math.max(0, unfulfilled),
    };
  });
  const bought = lines.filter(({ addedByEdit }) => !addedByEdit);
  const shipping = life.shipping?.price ?? nothing;
  const shippingTax = life.shipping?.tax ?? nothing;
  const total = plus(...lines.map((line) => lineTotal(context, line)), shipping, life.tip);
  const original = plus(...bought.map((line) => lineTotal(context, line)), shipping, life.tip);
  const goodsBack = sum(refundItems, ({ subtotal }) => subtotal);
  const taxBack = plus(
    sum(refundItems, (item) => item.tax),
    sum(refunds, (refund) => refund.shippingTax)
  );
  const shippingBack = sum(refunds, (refund) => refund.shipping);
  const back = taxesIncluded ? plus(goodsBack, shippingBack) : plus(goodsBack, shippingBack, taxBack);
  const tax = plus(
    sum(lines, (line) => line.tax),
    shippingTax
  );
  const refunded = sum(refunds, (refund) => refund.total);
  const received = receivedBy(life.transactions, now);
  const current = minus(total, back);
  const net = minus(received, refunded);
  const cancelled = life.cancelledAt !== undefined && life.cancelledAt <= now;
  const holding = life.hold !== undefined && life.hold.from <= now && now < life.hold.until;
  const open = lineItems.reduce((all, line) => all + line.unfulfilledQuantity, 0);
  const returns = returnView(life, now);
  const transactions = life.transactions.filter(({ processedAt }) => processedAt <= now);
  return {
    ...life.facts,
    updatedAt: updatedAt(life, now),
    cancelledAt: cancelled ? life.cancelledAt : null,
    cancelReason: cancelled ? life.cancelReason : null,
    closedAt: life.closedAt !== undefined && life.closedAt <= now ? life.closedAt : null,
    edited: life.editedAt !== undefined && life.editedAt <= now,
    note: life.note && life.note.at <= now ? life.note.text : null,
    tags: life.tag && life.tag.at <= now ? [...life.firstTags, life.tag.tag] : life.firstTags,
    paymentGatewayNames: [...new Set(transactions.map(({ gateway }) => gateway))],
    displayFinancialStatus: financialStatus(life, now, total, received, refunded),
    displayFulfillmentStatus: cancelled
      ? 'RESTOCKED'
      : open === 0
        ? 'FULFILLED'
        : holding
          ? 'ON_HOLD'
          : fulfillments.length > 0
            ? 'PARTIALLY_FULFILLED'
            : 'UNFULFILLED',
    returnStatus: returnStatus(returns),
    lineItems,
    shippingLines: life.shipping ? [life.shipping] : [],
    transactions,
    refunds,
    returns,
    fulfillments,
    fulfillmentOrders: fulfillmentOrderView(life, now, lineItems, fulfillments),
    totals: {
      subtotal: sum(bought, lineNet),
      discounts: sum(lines, ({ totalDiscount }) => totalDiscount),
      shipping,
      tax,
      tip: life.tip,
      total,
      original,
      currentSubtotal: minus(sum(lines, lineNet), goodsBack),
      currentDiscounts: sum(lines, ({ totalDiscount }) => totalDiscount),
      currentTax: minus(tax, taxBack),
      currentShipping: minus(shipping, shippingBack),
      current,
      refunded,
      received,
      netPayment: net,
      outstanding: cancelled ? nothing : minus(current, net),
    },
  };
}
