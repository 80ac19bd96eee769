import type { Agreement, MapContext, Parent, Rows } from './context';
import {
  flag,
  id,
  idIn,
  inner,
  instant,
  integer,
  isNode,
  nodesIn,
  optionalInstant,
  optionalInteger,
  optionalText,
  shopMoney,
  text,
  type Node,
} from './node';

export function mapLineItem(node: Node, orderId: string, { shopId }: MapContext, rows: Rows): void {
  rows.line_items.push({
    shop_id: shopId,
    id: id(node),
    order_id: orderId,
    product_id: idIn(node, 'product'),
    variant_id: idIn(node, 'variant'),
    title: text(node, 'title'),
    variant_title: optionalText(node, 'variantTitle'),
    sku: optionalText(node, 'sku'),
    vendor: optionalText(node, 'vendor'),
    gift_card: flag(node, 'isGiftCard'),
    quantity: integer(node, 'quantity'),
    current_quantity: integer(node, 'currentQuantity'),
    unfulfilled_quantity: integer(node, 'unfulfilledQuantity'),
    unit_price: shopMoney(node, 'originalUnitPriceSet'),
    original_total: shopMoney(node, 'originalTotalSet'),
    discount: shopMoney(node, 'totalDiscountSet'),
    discounted_total: shopMoney(node, 'discountedTotalSet'),
    unit_cost: null,
    unit_cost_basis: null,
  });
}

export function agreementOf(node: Node): Agreement {
  return { reason: text(node, 'reason'), happenedAt: instant(node, 'happenedAt') };
}

/** One sale of an agreement. `totalAmount` is after discounts and with tax; gross is worked out from it. */
export function mapSale(
  node: Node,
  { root, id: agreement_id }: Parent,
  { reason, happenedAt }: Agreement,
  { shopId, dayOf }: MapContext,
  rows: Rows
): void {
  const total = shopMoney(node, 'totalAmount');
  const tax = shopMoney(node, 'totalTaxAmount');
  const discount = shopMoney(node, 'totalDiscountAmountBeforeTaxes');
  rows.sales.push({
    shop_id: shopId,
    id: id(node),
    order_id: root,
    agreement_id,
    reason,
    happened_at: happenedAt,
    happened_day: dayOf(happenedAt),
    action: text(node, 'actionType'),
    line_type: text(node, 'lineType'),
    line_item_id: idIn(node, 'lineItem'),
    quantity: optionalInteger(node, 'quantity') ?? 0,
    gross: total - tax + discount,
    discount,
    tax,
    total,
  });
}

export function mapTransaction(node: Node, orderId: string, { shopId, dayOf }: MapContext, rows: Rows): void {
  const processed = optionalInstant(node, 'processedAt');
  rows.transactions.push({
    shop_id: shopId,
    id: id(node),
    order_id: orderId,
    parent_id: idIn(node, 'parentTransaction'),
    kind: text(node, 'kind'),
    status: text(node, 'status'),
    error_code: optionalText(node, 'errorCode'),
    gateway: optionalText(node, 'gateway'),
    amount: shopMoney(node, 'amountSet'),
    processed_at: processed,
    processed_day: processed === null ? null : dayOf(processed),
    test: flag(node, 'test'),
  });
}

/** A refund, and its lines where the document asked for them. */
export function mapRefund(node: Node, orderId: string, context: MapContext, rows: Rows): void {
  const processed = instant(node, 'processedAt');
  rows.refunds.push({
    shop_id: context.shopId,
    id: id(node),
    order_id: orderId,
    return_id: idIn(node, 'return'),
    created_at: optionalInstant(node, 'createdAt'),
    processed_at: processed,
    processed_day: context.dayOf(processed),
    updated_at: instant(node, 'updatedAt'),
    total: shopMoney(node, 'totalRefundedSet'),
    note: context.personal.has('orders') ? optionalText(node, 'note') : null,
  });
  mapRefundLines(node, orderId, context, rows);
}

export function mapRefundLines(refund: Node, orderId: string, { shopId }: MapContext, rows: Rows): void {
  const lines = inner(refund, 'refundLineItems');
  if (lines === null) {
    return;
  }
  const refundId = id(refund);
  nodesIn(lines, 'nodes').forEach((line, position) => {
    const item = inner(line, 'lineItem');
    rows.refund_lines.push({
      shop_id: shopId,
      refund_id: refundId,
      line_item_id: item === null ? '' : id(item),
      position,
      order_id: orderId,
      quantity: integer(line, 'quantity'),
      restock_type: text(line, 'restockType'),
      location_id: idIn(line, 'location'),
      subtotal: shopMoney(line, 'subtotalSet'),
      tax: shopMoney(line, 'totalTaxSet'),
    });
  });
}

export function mapFulfillment(node: Node, orderId: string, { shopId }: MapContext, rows: Rows): void {
  const carriers = nodesIn(node, 'trackingInfo').flatMap((each) => optionalText(each, 'company') ?? []);
  rows.fulfillments.push({
    shop_id: shopId,
    id: id(node),
    order_id: orderId,
    name: text(node, 'name'),
    status: text(node, 'status'),
    display_status: optionalText(node, 'displayStatus'),
    created_at: instant(node, 'createdAt'),
    updated_at: instant(node, 'updatedAt'),
    in_transit_at: optionalInstant(node, 'inTransitAt'),
    delivered_at: optionalInstant(node, 'deliveredAt'),
    estimated_delivery_at: optionalInstant(node, 'estimatedDeliveryAt'),
    location_id: idIn(node, 'location'),
    quantity: integer(node, 'totalQuantity'),
    carriers: JSON.stringify([...new Set(carriers)]),
    requires_shipping: flag(node, 'requiresShipping'),
  });
}

export function mapReturn(node: Node, orderId: string, { shopId }: MapContext, rows: Rows): void {
  rows.returns.push({
    shop_id: shopId,
    id: id(node),
    order_id: orderId,
    name: text(node, 'name'),
    status: text(node, 'status'),
    created_at: instant(node, 'createdAt'),
    closed_at: optionalInstant(node, 'closedAt'),
    quantity: integer(node, 'totalQuantity'),
  });
}

export function mapReturnLine(node: Node, parent: Parent, { shopId }: MapContext, rows: Rows): void {
  const fulfilled = inner(node, 'fulfillmentLineItem');
  rows.return_lines.push({
    shop_id: shopId,
    id: id(node),
    return_id: parent.id,
    order_id: parent.root,
    line_item_id: isNode(fulfilled) ? idIn(fulfilled, 'lineItem') : null,
    quantity: integer(node, 'quantity'),
    reason: text(node, 'returnReason'),
  });
}
