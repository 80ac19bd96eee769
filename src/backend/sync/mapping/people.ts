import type { MapContext, Parent, Rows } from './context';
import { mapMetafields } from './metafields';
import {
  amount,
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
import { Unreadable } from './unreadable';

export function mapShop(node: Node, { shopId, readAt }: MapContext, rows: Rows): void {
  rows.shops.push({
    shop_id: shopId,
    domain: text(node, 'myshopifyDomain'),
    name: text(node, 'name'),
    currency: text(node, 'currencyCode'),
    timezone: text(node, 'ianaTimezone'),
    plan: text(demanded(node, 'plan'), 'publicDisplayName'),
    updated_at: readAt,
  });
}

export function mapCustomer(node: Node, context: MapContext, rows: Rows): void {
  const personal = context.personal.has('customers');
  const email = inner(node, 'defaultEmailAddress');
  const phone = inner(node, 'defaultPhoneNumber');
  const customerId = id(node);
  rows.customers.push({
    shop_id: context.shopId,
    id: customerId,
    created_at: instant(node, 'createdAt'),
    updated_at: instant(node, 'updatedAt'),
    state: text(node, 'state'),
    locale: text(node, 'locale'),
    orders_count: integer(node, 'numberOfOrders'),
    amount_spent: amount(demanded(node, 'amountSpent'), 'amount'),
    tags: JSON.stringify(texts(node, 'tags')),
    first_name: personal ? optionalText(node, 'firstName') : null,
    last_name: personal ? optionalText(node, 'lastName') : null,
    email: personal && email !== null ? optionalText(email, 'emailAddress') : null,
    phone: personal && phone !== null ? optionalText(phone, 'phoneNumber') : null,
    redacted_at: null,
    synced_at: context.readAt,
    deleted_at: null,
  });
  mapMetafields(node, 'customers', customerId, context, rows);
}

export function mapCheckout(node: Node, { shopId, readAt, dayOf }: MapContext, rows: Rows): void {
  const created = instant(node, 'createdAt');
  const url = optionalText(node, 'abandonedCheckoutUrl');
  rows.abandoned_checkouts.push({
    shop_id: shopId,
    id: id(node),
    name: text(node, 'name'),
    created_at: created,
    created_day: dayOf(created),
    updated_at: instant(node, 'updatedAt'),
    completed_at: optionalInstant(node, 'completedAt'),
    customer_id: idIn(node, 'customer'),
    currency: text(demanded(demanded(node, 'totalPriceSet'), 'shopMoney'), 'currencyCode'),
    total: shopMoney(node, 'totalPriceSet'),
    subtotal: shopMoney(node, 'subtotalPriceSet'),
    units: integer(node, 'lineItemsQuantity'),
    discount_codes: JSON.stringify(texts(node, 'discountCodes')),
    token: url === null ? null : checkoutToken(url),
    synced_at: readAt,
    deleted_at: null,
  });
}

/** The token in the address that leads back to a checkout: `…/checkouts/<kind>/<token>/recover?…` or `…/checkouts/<token>…`. */
export function checkoutToken(url: string): string | null {
  return /\/checkouts\/(?:[a-z]{2}\/)?([^/?#]+)/.exec(url)?.[1] ?? null;
}

export function mapCheckoutLine(node: Node, { id: checkout_id }: Parent, { shopId }: MapContext, rows: Rows): void {
  rows.abandoned_checkout_lines.push({
    shop_id: shopId,
    id: id(node),
    checkout_id,
    product_id: idIn(node, 'product'),
    variant_id: idIn(node, 'variant'),
    title: optionalText(node, 'title'),
    sku: optionalText(node, 'sku'),
    quantity: integer(node, 'quantity'),
    total: shopMoney(node, 'discountedTotalPriceSet'),
  });
}

export function mapDiscount(node: Node, { shopId, readAt }: MapContext, rows: Rows): void {
  const discount = demanded(node, 'discount');
  rows.discounts.push({
    shop_id: shopId,
    id: id(node),
    type: text(discount, '__typename'),
    title: optionalText(discount, 'title') ?? '',
    status: optionalText(discount, 'status') ?? '',
    starts_at: optionalInstant(discount, 'startsAt'),
    ends_at: optionalInstant(discount, 'endsAt'),
    usage_count: optionalInteger(discount, 'asyncUsageCount'),
    updated_at: optionalInstant(discount, 'updatedAt'),
    synced_at: readAt,
    deleted_at: null,
  });
}

/** Codes that a discount has, as Shopify counts them; undefined where it has none of its own. */
export function codesOf(node: Node): number | undefined {
  const discount = inner(node, 'discount');
  const count = discount === null ? null : inner(discount, 'codesCount');
  return count === null ? undefined : integer(count, 'count');
}

export function mapDiscountCode(node: Node, discountId: string, { shopId }: MapContext, rows: Rows): void {
  rows.discount_codes.push({
    shop_id: shopId,
    id: id(node),
    discount_id: discountId,
    code: text(node, 'code'),
    usage_count: integer(node, 'asyncUsageCount'),
  });
}

export function mapFulfillmentOrder(node: Node, { shopId, readAt }: MapContext, rows: Rows): void {
  const assigned = inner(node, 'assignedLocation');
  const reasons = nodesIn(node, 'fulfillmentHolds').map((each) => text(each, 'reason'));
  rows.fulfillment_orders.push({
    shop_id: shopId,
    id: id(node),
    order_id: id(node, 'orderId'),
    status: text(node, 'status'),
    request_status: text(node, 'requestStatus'),
    created_at: instant(node, 'createdAt'),
    updated_at: instant(node, 'updatedAt'),
    fulfill_at: optionalInstant(node, 'fulfillAt'),
    hold_reasons: JSON.stringify(reasons),
    location_id: assigned === null ? null : idIn(assigned, 'location'),
    synced_at: readAt,
    deleted_at: null,
  });
}

/** Events of other kinds than `BasicEvent` (comments) have no subject type of their own. */
export function mapEvent(node: Node, { shopId }: MapContext, rows: Rows): void {
  rows.events.push({
    shop_id: shopId,
    id: id(node),
    subject_type: optionalText(node, 'subjectType') ?? 'UNKNOWN',
    subject_id: node['subjectId'] === undefined || node['subjectId'] === null ? null : id(node, 'subjectId'),
    action: text(node, 'action'),
    app_title: optionalText(node, 'appTitle'),
    critical: flag(node, 'criticalAlert'),
    created_at: instant(node, 'createdAt'),
  });
}

function demanded(node: Node, key: string): Node {
  const found = inner(node, key);
  if (found === null) {
    throw new Unreadable(key, 'object', found);
  }
  return found;
}
