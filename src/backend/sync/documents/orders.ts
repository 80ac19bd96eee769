import type { EntitySelection } from './entity';
import { metafields } from './metafields';
import type { DocumentOptions } from './options';
import { refundLineItems } from './refund-lines';
import { returnsConnection } from './returns';
import { connection, field, money, on, pagesOnly, type Selection } from './selection';

const visit = [
  'source',
  'sourceType',
  'landingPage',
  'referrerUrl',
  field('utmParameters', 'source', 'medium', 'campaign'),
];

const scalars: readonly Selection[] = [
  'id name createdAt processedAt updatedAt cancelledAt closedAt test edited cancelReason currencyCode',
  'presentmentCurrencyCode taxesIncluded displayFinancialStatus displayFulfillmentStatus returnStatus',
  'subtotalLineItemsQuantity sourceName paymentGatewayNames discountCodes tags checkoutToken cartToken confirmationNumber',
  ...money(
    'subtotalPriceSet',
    'totalDiscountsSet',
    'totalTaxSet',
    'totalShippingPriceSet',
    'totalPriceSet',
    'currentTotalPriceSet',
    'totalRefundedSet',
    'netPaymentSet',
    'totalOutstandingSet'
  ),
  field('customer', 'id'),
  field('attribution', 'handle', 'displayName'),
  field('retailLocation', 'id'),
  field('customAttributes', 'key', 'value'),
  field(
    'customerJourneySummary',
    'ready customerOrderIndex daysToConversion',
    field('firstVisit', 'source'),
    field('lastVisit', ...visit)
  ),
];

const wholeAddress = 'name company address1 address2 city province provinceCode zip country phone';

function addresses(personal: boolean): readonly Selection[] {
  return [
    field('shippingAddress', 'countryCodeV2', ...(personal ? [wholeAddress] : [])),
    field('billingAddress', 'countryCodeV2'),
    ...(personal ? ['email phone'] : []),
  ];
}

const transactions = field(
  'transactions',
  'id kind status errorCode gateway processedAt test',
  ...money('amountSet'),
  field('parentTransaction', 'id')
);

function refunds(personal: boolean): Selection {
  return field(
    'refunds',
    'id createdAt processedAt updatedAt',
    ...money('totalRefundedSet'),
    field('return', 'id'),
    ...(personal ? ['note'] : []),
    pagesOnly(refundLineItems)
  );
}

const fulfillments = field(
  'fulfillments',
  'id name status displayStatus createdAt updatedAt inTransitAt deliveredAt estimatedDeliveryAt totalQuantity',
  'requiresShipping',
  field('location', 'id'),
  field('trackingInfo', 'company')
);

const lineItems = connection(
  'lineItems',
  20,
  'id title variantTitle sku vendor isGiftCard quantity currentQuantity unfulfilledQuantity',
  field('product', 'id'),
  field('variant', 'id'),
  ...money('originalUnitPriceSet', 'originalTotalSet', 'totalDiscountSet', 'discountedTotalSet')
);

const sales = connection(
  'sales',
  20,
  'id actionType lineType quantity',
  ...money('totalAmount', 'totalDiscountAmountBeforeTaxes', 'totalTaxAmount'),
  on('ProductSale', field('lineItem', 'id')),
  on('GiftCardSale', field('lineItem', 'id'))
);

const agreements = connection('agreements', 3, 'id happenedAt reason', sales);

/**
 * Orders with their lines, payments, refunds, fulfillments, and the dated ledger of their sales. Pages bring the lines of
 * refunds and the returns along; a bulk operation has no room for them.
 */
export const orders: EntitySelection = {
  entity: 'orders',
  root: { field: 'orders', type: 'Order', sortKey: 'UPDATED_AT' },
  pageSize: 20,
  bulk: true,
  select: (options: DocumentOptions) => {
    const personal = options.personal.has('orders');
    return [
      ...scalars,
      ...addresses(personal),
      transactions,
      refunds(personal),
      fulfillments,
      ...metafields(options, 'orders'),
      lineItems,
      agreements,
      pagesOnly(returnsConnection),
    ];
  },
};
