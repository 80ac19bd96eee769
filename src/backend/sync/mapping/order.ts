import type { MapContext, Rows } from './context';
import { mapMetafields } from './metafields';
import {
  flag,
  id,
  idIn,
  inner,
  instant,
  integer,
  nodesIn,
  optionalInstant,
  optionalInteger,
  optionalText,
  shopMoney,
  text,
  texts,
  type Node,
} from './node';
import { mapFulfillment, mapRefund, mapTransaction } from './order-parts';

/** An order's own line: the order, its tags, codes, payments, refunds, fulfillments and chosen metafields. */
export function mapOrder(node: Node, context: MapContext, rows: Rows): void {
  const { shopId: shop_id, readAt, dayOf } = context;
  const order_id = id(node);
  const created = instant(node, 'createdAt');
  const processed = instant(node, 'processedAt');
  const tags = texts(node, 'tags');
  const codes = texts(node, 'discountCodes');
  const journey = inner(node, 'customerJourneySummary');
  const first = journey === null ? null : inner(journey, 'firstVisit');
  const last = journey === null ? null : inner(journey, 'lastVisit');
  const utm = last === null ? null : inner(last, 'utmParameters');
  const attribution = inner(node, 'attribution');
  const shipping = inner(node, 'shippingAddress');
  const billing = inner(node, 'billingAddress');
  const personal = context.personal.has('orders');
  rows.orders.push({
    shop_id,
    id: order_id,
    name: text(node, 'name'),
    created_at: created,
    processed_at: processed,
    updated_at: instant(node, 'updatedAt'),
    cancelled_at: optionalInstant(node, 'cancelledAt'),
    closed_at: optionalInstant(node, 'closedAt'),
    created_day: dayOf(created),
    processed_day: dayOf(processed),
    test: flag(node, 'test'),
    edited: flag(node, 'edited'),
    cancel_reason: optionalText(node, 'cancelReason'),
    currency: text(node, 'currencyCode'),
    presentment_currency: text(node, 'presentmentCurrencyCode'),
    taxes_included: flag(node, 'taxesIncluded'),
    subtotal: shopMoney(node, 'subtotalPriceSet'),
    total_discounts: shopMoney(node, 'totalDiscountsSet'),
    total_tax: shopMoney(node, 'totalTaxSet'),
    total_shipping: shopMoney(node, 'totalShippingPriceSet'),
    total_price: shopMoney(node, 'totalPriceSet'),
    current_total: shopMoney(node, 'currentTotalPriceSet'),
    total_refunded: shopMoney(node, 'totalRefundedSet'),
    net_payment: shopMoney(node, 'netPaymentSet'),
    outstanding: shopMoney(node, 'totalOutstandingSet'),
    financial_status: optionalText(node, 'displayFinancialStatus'),
    fulfillment_status: text(node, 'displayFulfillmentStatus'),
    return_status: text(node, 'returnStatus'),
    units: integer(node, 'subtotalLineItemsQuantity'),
    customer_id: idIn(node, 'customer'),
    customer_order_index: journey === null ? null : optionalInteger(journey, 'customerOrderIndex'),
    source_name: optionalText(node, 'sourceName'),
    channel: attribution === null ? null : optionalText(attribution, 'handle'),
    channel_name: attribution === null ? null : optionalText(attribution, 'displayName'),
    location_id: idIn(node, 'retailLocation'),
    shipping_country: shipping === null ? null : optionalText(shipping, 'countryCodeV2'),
    billing_country: billing === null ? null : optionalText(billing, 'countryCodeV2'),
    gateways: listOf(texts(node, 'paymentGatewayNames')),
    discount_codes: listOf(codes),
    tags: listOf(tags),
    attributes: attributesOf(node),
    checkout_token: optionalText(node, 'checkoutToken'),
    cart_token: optionalText(node, 'cartToken'),
    confirmation_number: optionalText(node, 'confirmationNumber'),
    journey_ready: journey === null ? 0 : flag(journey, 'ready'),
    journey_source: last === null ? null : optionalText(last, 'source'),
    journey_source_type: last === null ? null : optionalText(last, 'sourceType'),
    journey_first_source: first === null ? null : optionalText(first, 'source'),
    landing_page: last === null ? null : optionalText(last, 'landingPage'),
    referrer: last === null ? null : optionalText(last, 'referrerUrl'),
    utm_source: utm === null ? null : optionalText(utm, 'source'),
    utm_medium: utm === null ? null : optionalText(utm, 'medium'),
    utm_campaign: utm === null ? null : optionalText(utm, 'campaign'),
    days_to_conversion: journey === null ? null : optionalInteger(journey, 'daysToConversion'),
    email: personal ? optionalText(node, 'email') : null,
    phone: personal ? optionalText(node, 'phone') : null,
    shipping_name: personal && shipping !== null ? optionalText(shipping, 'name') : null,
    shipping_address: personal && shipping !== null ? JSON.stringify(shipping) : null,
    synced_at: readAt,
    deleted_at: null,
  });
  for (const tag of new Set(tags)) {
    rows.order_tags.push({ shop_id, order_id, tag });
  }
  for (const code of new Set(codes)) {
    rows.order_discount_codes.push({ shop_id, order_id, code });
  }
  for (const each of nodesIn(node, 'transactions')) {
    mapTransaction(each, order_id, context, rows);
  }
  for (const each of nodesIn(node, 'refunds')) {
    mapRefund(each, order_id, context, rows);
  }
  for (const each of nodesIn(node, 'fulfillments')) {
    mapFulfillment(each, order_id, context, rows);
  }
  mapMetafields(node, 'orders', order_id, context, rows);
}

function listOf(items: readonly string[]): string {
  return items.length === 0 ? '[]' : JSON.stringify(items);
}

/** Of details with the same key the last one counts. */
function attributesOf(node: Node): string {
  const all = nodesIn(node, 'customAttributes');
  return all.length === 0
    ? '{}'
    : JSON.stringify(Object.fromEntries(all.map((each) => [text(each, 'key'), optionalText(each, 'value')])));
}
