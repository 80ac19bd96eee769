import type { Order } from '../../world/types';
import { pageOfList } from '../connection/list';
import type { TypeResolvers } from '../graphql/resolver';
import { agreementsOf } from './agreements';
import { mailingAddress } from './address';
import { discountApplications } from './discount-applications';
import { eventsOf } from './events';
import { moneyText, zero } from './money';
import { journeySummary } from './journey';
import { orderMoneyFields } from './order-money';
import {
  adminUrl,
  firstOf,
  fulfillmentOrderSources,
  fulfillmentSources,
  legacyId,
  lineSources,
  refundSources,
  returnSources,
  transactionSources,
} from './sources';
import { orderTaxLines } from './taxes';

/** `Order`: read from the world; what the world does not model answers null or an empty list. */
export const order: TypeResolvers<Order> = {
  fields: {
    ...orderMoneyFields,
    agreements: (source, args) => pageOfList(agreementsOf(source), args),
    attribution: ({ channel }) => ({ handle: channel.handle, displayName: channel.displayName }),
    billingAddress: (source) => mailingAddress(source.billingAddress, `${legacyId(source.id)}1`),
    billingAddressMatchesShippingAddress: (source) =>
      JSON.stringify(source.billingAddress) === JSON.stringify(source.shippingAddress),
    canMarkAsPaid: (source) => source.displayFinancialStatus === 'PENDING' && source.cancelledAt === null,
    canNotifyCustomer: (source) => source.email !== null,
    capturable: (source) => source.displayFinancialStatus === 'AUTHORIZED',
    closed: (source) => source.closedAt !== null,
    confirmed: () => true,
    currencyCode: (source) => source.currency,
    currentSubtotalLineItemsQuantity: (source) => sum(source.lineItems.map((line) => line.currentQuantity)),
    currentTaxLines: (source) => orderTaxLines(source, source.totals.currentTax),
    currentTotalWeight: () => '0',
    customer: (source, _args, { world }) =>
      source.customerId === null ? null : world.customers.get(source.customerId),
    customerAcceptsMarketing: () => false,
    customerJourneySummary: (source, _args, { world }) => journeySummary(source, world),
    discountApplications: (source, args) => pageOfList(discountApplications(source), args),
    discountCode: (source) => source.discountCodes[0] ?? null,
    displayAddress: (source) => mailingAddress(source.shippingAddress, legacyId(source.id)),
    dutiesIncluded: () => false,
    estimatedTaxes: () => false,
    events: (source, args, { world }) => pageOfList(eventsOf(world, source.id, source.createdAt), args),
    fulfillable: (source) =>
      source.cancelledAt === null && source.lineItems.some((line) => line.unfulfilledQuantity > 0),
    fulfillmentOrders: (source, args) => pageOfList(fulfillmentOrderSources(source), args),
    fulfillments: (source, args) => firstOf(fulfillmentSources(source), args),
    fulfillmentsCount: (source) => ({ count: source.fulfillments.length, precision: 'EXACT' }),
    fullyPaid: (source) => source.totals.outstanding.shop <= 0,
    hasTimelineComment: () => false,
    legacyResourceId: (source) => legacyId(source.id),
    lineItems: (source, args) => pageOfList(lineSources(source), args),
    merchantEditable: (source) => source.cancelledAt === null,
    nonFulfillableLineItems: (source, args) =>
      pageOfList(
        lineSources(source).filter(({ line }) => !line.requiresShipping),
        args
      ),
    phone: () => null,
    presentmentCurrencyCode: (source) => source.presentmentCurrency,
    productNetwork: () => false,
    refundable: (source) => source.lineItems.some((line) => line.refundableQuantity > 0),
    refunds: (source, args) => firstOf(refundSources(source), args),
    requiresShipping: (source) => source.lineItems.some((line) => line.requiresShipping),
    restockable: (source) => source.lineItems.some((line) => line.refundableQuantity > 0),
    retailLocation: (source, _args, { world }) =>
      source.locationId === null ? null : world.locations.get(source.locationId),
    returns: (source, args) => pageOfList(returnSources(source), args),
    risk: () => ({ recommendation: 'NONE', assessments: [] }),
    riskLevel: () => 'LOW',
    shippingAddress: (source) => mailingAddress(source.shippingAddress, legacyId(source.id)),
    shippingLine: (source) => shippingLines(source)[0] ?? null,
    shippingLines: (source, args) => pageOfList(shippingLines(source), args),
    statusPageUrl: (source, _args, context) => adminUrl(context, `orders/${source.confirmationNumber.toLowerCase()}`),
    subtotalLineItemsQuantity: (source) => sum(source.lineItems.map((line) => line.quantity)),
    taxExempt: () => false,
    taxLines: (source) => orderTaxLines(source, source.totals.tax),
    totalWeight: () => '0',
    transactions: (source, args) => firstOf(transactionSources(source), args),
    transactionsCount: (source) => ({ count: source.transactions.length, precision: 'EXACT' }),
    unpaid: (source) => source.totals.received.shop === 0 && source.totals.total.shop > 0,
    cartDiscountAmount: (source) => moneyText(zero.shop, source.currency),
  },
};

function shippingLines(source: Order) {
  return source.shippingLines.map((line) => ({ id: line.id, order: source, line }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
