import { day, id, instant, integer, list, money, optional, text } from './column';
import { records, table } from './table';

const scopes = ['read_orders'];

export const checkouts = records('abandoned_checkouts', {
  source: 'AbandonedCheckout',
  meaning: 'Checkouts that were begun and left; those paid later have completed_at.',
  scopes,
  columns: {
    id: id('AbandonedCheckout.id', 'The checkout'),
    name: text('AbandonedCheckout.name', 'Number as people see it'),
    created_at: instant('AbandonedCheckout.createdAt', 'When it was begun'),
    created_day: day('AbandonedCheckout.createdAt', 'Day of created_at'),
    updated_at: instant('AbandonedCheckout.updatedAt', 'Last change'),
    completed_at: optional(instant('AbandonedCheckout.completedAt', 'When it was paid after all')),
    customer_id: optional(id('AbandonedCheckout.customer.id', 'The customer, where known')),
    currency: text('AbandonedCheckout.totalPriceSet.shopMoney.currencyCode', 'Currency of the amounts'),
    total: money('AbandonedCheckout.totalPriceSet.shopMoney', 'Total'),
    subtotal: money('AbandonedCheckout.subtotalPriceSet.shopMoney', 'Line items after discounts'),
    units: integer('AbandonedCheckout.lineItemsQuantity', 'Units'),
    discount_codes: list('AbandonedCheckout.discountCodes', 'Codes entered'),
    token: optional(
      text('AbandonedCheckout.abandonedCheckoutUrl', 'Checkout token, taken from the address; joins with checkout logs')
    ),
  },
  key: ['id'],
  indexes: [['created_day'], ['updated_at'], ['token'], ['customer_id']],
});

export const checkoutLines = table('abandoned_checkout_lines', {
  source: 'AbandonedCheckoutLineItem',
  meaning: 'Line items of abandoned checkouts.',
  scopes,
  columns: {
    id: id('AbandonedCheckoutLineItem.id', 'The line'),
    checkout_id: id('AbandonedCheckout.id', 'Its checkout'),
    product_id: optional(id('AbandonedCheckoutLineItem.product.id', 'Product')),
    variant_id: optional(id('AbandonedCheckoutLineItem.variant.id', 'Variant')),
    title: optional(text('AbandonedCheckoutLineItem.title', 'Product title')),
    sku: optional(text('AbandonedCheckoutLineItem.sku', 'SKU')),
    quantity: integer('AbandonedCheckoutLineItem.quantity', 'Units'),
    total: money('AbandonedCheckoutLineItem.discountedTotalPriceSet.shopMoney', 'After discounts'),
  },
  key: ['id'],
  indexes: [['checkout_id'], ['variant_id']],
});
