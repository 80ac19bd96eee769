import { day, flag, id, instant, integer, json, list, money, optional, personal, text } from './column';
import { records, table } from './table';

const scopes = ['read_orders'];

export const orders = records('orders', {
  source: 'Order',
  meaning: 'One row per order, test and cancelled orders included.',
  scopes,
  columns: {
    id: id('Order.id', 'The order'),
    name: text('Order.name', 'Number as people see it, e.g. #1001'),
    created_at: instant('Order.createdAt', 'When the checkout was completed'),
    processed_at: instant('Order.processedAt', 'When the order counts as placed; imports can set it back'),
    updated_at: instant('Order.updatedAt', 'Last change'),
    cancelled_at: optional(instant('Order.cancelledAt', 'When it was cancelled')),
    closed_at: optional(instant('Order.closedAt', 'When it was closed')),
    created_day: day('Order.createdAt', 'Day of created_at'),
    processed_day: day('Order.processedAt', 'Day of processed_at'),
    test: flag('Order.test', '1 for test orders; they count in no KPI'),
    edited: flag('Order.edited', '1 where the order was edited after it was placed'),
    cancel_reason: optional(text('Order.cancelReason', 'CUSTOMER, DECLINED, FRAUD, INVENTORY, OTHER, STAFF')),
    currency: text('Order.currencyCode', "The shop's currency, in which all amounts of this copy are"),
    presentment_currency: text('Order.presentmentCurrencyCode', 'Currency that the buyer paid in'),
    taxes_included: flag('Order.taxesIncluded', '1 where prices contain the tax'),
    subtotal: money('Order.subtotalPriceSet.shopMoney', 'Line items after discounts, as sold'),
    total_discounts: money('Order.totalDiscountsSet.shopMoney', 'Discounts'),
    total_tax: money('Order.totalTaxSet.shopMoney', 'Taxes'),
    total_shipping: money('Order.totalShippingPriceSet.shopMoney', 'Shipping before refunds'),
    total_price: money('Order.totalPriceSet.shopMoney', 'Total before returns'),
    current_total: money('Order.currentTotalPriceSet.shopMoney', 'Total after returns, edits and cancellation'),
    total_refunded: money('Order.totalRefundedSet.shopMoney', 'Refunded so far'),
    net_payment: money('Order.netPaymentSet.shopMoney', 'Received less refunded'),
    outstanding: money('Order.totalOutstandingSet.shopMoney', 'Still to be paid'),
    financial_status: optional(text('Order.displayFinancialStatus', 'PAID, PENDING, REFUNDED, …')),
    fulfillment_status: text('Order.displayFulfillmentStatus', 'FULFILLED, UNFULFILLED, ON_HOLD, …'),
    return_status: text('Order.returnStatus', 'NO_RETURN, IN_PROGRESS, RETURNED, …'),
    units: integer('Order.subtotalLineItemsQuantity', 'Units ordered'),
    customer_id: optional(id('Order.customer.id', 'The customer; the only key by which orders meet customers')),
    customer_order_index: optional(
      integer('Order.customerJourneySummary.customerOrderIndex', "Shopify's count of the customer's orders, from 1")
    ),
    source_name: optional(text('Order.sourceName', 'web, pos, shopify_draft_order, an app …')),
    channel: optional(text('Order.attribution.handle', 'Handle of the sales channel')),
    channel_name: optional(text('Order.attribution.displayName', 'Name of the sales channel')),
    location_id: optional(id('Order.retailLocation.id', 'Shop floor where it was sold')),
    shipping_country: optional(text('Order.shippingAddress.countryCodeV2', 'Country it goes to, ISO 3166')),
    billing_country: optional(text('Order.billingAddress.countryCodeV2', 'Country of the bill, ISO 3166')),
    gateways: list('Order.paymentGatewayNames', 'Payment gateways'),
    discount_codes: list('Order.discountCodes', 'Codes entered'),
    tags: list('Order.tags', 'Tags'),
    attributes: json('Order.customAttributes', 'Additional details, as an object of key and value'),
    checkout_token: optional(text('Order.checkoutToken', 'Joins the order with checkout logs')),
    cart_token: optional(text('Order.cartToken', 'Joins the order with cart logs')),
    confirmation_number: optional(text('Order.confirmationNumber', 'Joins the order with the thank-you page')),
    journey_ready: flag('Order.customerJourneySummary.ready', '1 once Shopify has worked the journey out'),
    journey_source: optional(text('Order.customerJourneySummary.lastVisit.source', 'Where the last visit came from')),
    journey_source_type: optional(
      text('Order.customerJourneySummary.lastVisit.sourceType', 'SEARCH, SOCIAL, EMAIL, …')
    ),
    journey_first_source: optional(
      text('Order.customerJourneySummary.firstVisit.source', 'Where the first visit came from')
    ),
    landing_page: optional(text('Order.customerJourneySummary.lastVisit.landingPage', 'First page of the last visit')),
    referrer: optional(
      text('Order.customerJourneySummary.lastVisit.referrerUrl', 'Address that led to the last visit')
    ),
    utm_source: optional(
      text('Order.customerJourneySummary.lastVisit.utmParameters.source', 'utm_source of the last visit')
    ),
    utm_medium: optional(
      text('Order.customerJourneySummary.lastVisit.utmParameters.medium', 'utm_medium of the last visit')
    ),
    utm_campaign: optional(
      text('Order.customerJourneySummary.lastVisit.utmParameters.campaign', 'utm_campaign of the last visit')
    ),
    days_to_conversion: optional(
      integer('Order.customerJourneySummary.daysToConversion', 'Days from first visit to order')
    ),
    email: personal('email', text('Order.email', "Customer's e-mail address")),
    phone: personal('phone', text('Order.phone', "Customer's phone number")),
    shipping_name: personal('name', text('Order.shippingAddress.name', 'Name it goes to')),
    shipping_address: personal('address', json('Order.shippingAddress', 'Address it goes to')),
  },
  key: ['id'],
  indexes: [
    ['processed_day'],
    ['created_at'],
    ['customer_id', 'processed_at'],
    ['updated_at'],
    ['name'],
    ['checkout_token'],
    ['cart_token'],
  ],
});

export const lineItems = table('line_items', {
  source: 'LineItem',
  meaning: 'Line items of orders, those added by an edit included.',
  scopes,
  columns: {
    id: id('LineItem.id', 'The line item'),
    order_id: id('Order.id', 'Its order'),
    product_id: optional(id('LineItem.product.id', 'Product; NULL once it is deleted')),
    variant_id: optional(id('LineItem.variant.id', 'Variant; NULL once it is deleted')),
    title: text('LineItem.title', 'Product title at the time of the order'),
    variant_title: optional(text('LineItem.variantTitle', 'Variant title at the time of the order')),
    sku: optional(text('LineItem.sku', 'SKU at the time of the order')),
    vendor: optional(text('LineItem.vendor', 'Vendor at the time of the order')),
    gift_card: flag('LineItem.isGiftCard', '1 for gift cards; they are no sales'),
    quantity: integer('LineItem.quantity', 'Units ordered'),
    current_quantity: integer('LineItem.currentQuantity', 'Units left after refunds and removals'),
    unfulfilled_quantity: integer('LineItem.unfulfilledQuantity', 'Units still to be fulfilled'),
    unit_price: money('LineItem.originalUnitPriceSet.shopMoney', 'Price of one before discounts'),
    original_total: money('LineItem.originalTotalSet.shopMoney', 'Price × units before discounts'),
    discount: money('LineItem.totalDiscountSet.shopMoney', 'Discounts on this line'),
    discounted_total: money('LineItem.discountedTotalSet.shopMoney', 'After the discounts on the line itself'),
    unit_cost: optional(money('InventoryItem.unitCost', 'Cost of one as of the sale, where it was known')),
    unit_cost_basis: optional(
      text('–', '`recorded`: our history knew it at the time; `current`: cost when the line was first read')
    ),
  },
  key: ['id'],
  indexes: [['order_id'], ['variant_id'], ['product_id']],
});

export const orderTags = table('order_tags', {
  source: 'Order.tags',
  meaning: 'One row per order and tag.',
  scopes,
  columns: { order_id: id('Order.id', 'The order'), tag: text('Order.tags', 'The tag') },
  key: ['order_id', 'tag'],
  indexes: [['tag']],
});

export const orderCodes = table('order_discount_codes', {
  source: 'Order.discountCodes',
  meaning: 'One row per order and discount code entered.',
  scopes,
  columns: { order_id: id('Order.id', 'The order'), code: text('Order.discountCodes', 'The code') },
  key: ['order_id', 'code'],
  indexes: [['code']],
});

export const transactions = table('transactions', {
  source: 'OrderTransaction',
  meaning: 'Payments tried and made for orders.',
  scopes,
  columns: {
    id: id('OrderTransaction.id', 'The transaction'),
    order_id: id('Order.id', 'Its order'),
    parent_id: optional(id('OrderTransaction.parentTransaction.id', 'What it follows, e.g. the sale of a refund')),
    kind: text('OrderTransaction.kind', 'SALE, AUTHORIZATION, CAPTURE, REFUND, VOID, …'),
    status: text('OrderTransaction.status', 'SUCCESS, FAILURE, ERROR, PENDING, …'),
    error_code: optional(text('OrderTransaction.errorCode', 'Why it failed, e.g. CARD_DECLINED')),
    gateway: optional(text('OrderTransaction.gateway', 'Payment gateway')),
    amount: money('OrderTransaction.amountSet.shopMoney', 'Amount'),
    processed_at: optional(instant('OrderTransaction.processedAt', 'When it happened')),
    processed_day: optional(day('OrderTransaction.processedAt', 'Day of processed_at')),
    test: flag('OrderTransaction.test', '1 for test payments'),
  },
  key: ['id'],
  indexes: [['order_id'], ['processed_day']],
});
