import type { Bag, Gid } from './base-types';

export interface Address {
  readonly city: string;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly country: string;
  readonly countryCode: string;
  readonly zip: string;
}

export interface DiscountAllocation {
  readonly code: string | null;
  readonly title: string;
  readonly amount: Bag;
}

export interface LineItem {
  readonly id: Gid;
  readonly productId: Gid;
  readonly variantId: Gid;
  readonly title: string;
  readonly variantTitle: string;
  readonly name: string;
  readonly sku: string;
  readonly vendor: string;
  readonly productType: string;
  readonly isGiftCard: boolean;
  readonly requiresShipping: boolean;
  readonly taxable: boolean;
  /** As ordered; 0 for nothing. An edit adds lines, it does not change this. */
  readonly quantity: number;
  /** After refunds, removals and cancellation. */
  readonly currentQuantity: number;
  readonly unfulfilledQuantity: number;
  readonly refundableQuantity: number;
  readonly unitPrice: Bag;
  readonly unitCost: number;
  readonly discounts: readonly DiscountAllocation[];
  readonly totalDiscount: Bag;
  readonly tax: Bag;
  readonly taxRate: number;
  readonly taxTitle: string | null;
  /** True where an order edit added the line after the sale. */
  readonly addedByEdit: boolean;
  /** The order's own time, or that of the edit that added the line. */
  readonly addedAt: number;
}

export interface ShippingLine {
  readonly id: Gid;
  readonly title: string;
  readonly code: string;
  readonly price: Bag;
  readonly tax: Bag;
}

export type TransactionKind = 'AUTHORIZATION' | 'CAPTURE' | 'REFUND' | 'SALE' | 'VOID';
export type TransactionStatus = 'ERROR' | 'FAILURE' | 'PENDING' | 'SUCCESS';

export interface Transaction {
  readonly id: Gid;
  readonly orderId: Gid;
  readonly parentId: Gid | null;
  readonly kind: TransactionKind;
  readonly status: TransactionStatus;
  /** OrderTransactionErrorCode, where the attempt failed. */
  readonly errorCode: string | null;
  readonly gateway: string;
  readonly formattedGateway: string;
  readonly paymentMethod: string;
  readonly createdAt: number;
  readonly processedAt: number;
  readonly amount: Bag;
  readonly test: boolean;
}

export interface RefundLineItem {
  readonly id: Gid;
  readonly lineItemId: Gid;
  readonly quantity: number;
  readonly restockType: 'CANCEL' | 'NO_RESTOCK' | 'RETURN';
  readonly restocked: boolean;
  readonly locationId: Gid | null;
  readonly price: Bag;
  /** Before tax where the shop's prices exclude it, with tax where they include it. */
  readonly subtotal: Bag;
  readonly tax: Bag;
}

export interface Refund {
  readonly id: Gid;
  readonly orderId: Gid;
  readonly createdAt: number;
  readonly processedAt: number;
  readonly updatedAt: number;
  readonly note: string | null;
  readonly lineItems: readonly RefundLineItem[];
  readonly shipping: Bag;
  readonly shippingTax: Bag;
  readonly total: Bag;
  readonly transactionIds: readonly Gid[];
  readonly returnId: Gid | null;
}

export interface Return {
  readonly id: Gid;
  readonly orderId: Gid;
  readonly name: string;
  readonly status: 'CLOSED' | 'OPEN';
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly totalQuantity: number;
  readonly lines: ReadonlyArray<{ readonly lineItemId: Gid; readonly quantity: number; readonly reason: string }>;
}

export interface Fulfillment {
  readonly id: Gid;
  readonly orderId: Gid;
  readonly fulfillmentOrderId: Gid;
  readonly name: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'CANCELLED';
  readonly displayStatus: 'FULFILLED' | 'IN_TRANSIT' | 'DELIVERED' | 'DELAYED' | 'FAILURE';
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly inTransitAt: number | null;
  readonly deliveredAt: number | null;
  readonly estimatedDeliveryAt: number | null;
  readonly locationId: Gid;
  readonly tracking: ReadonlyArray<{ readonly company: string; readonly number: string; readonly url: string }>;
  readonly lines: ReadonlyArray<{ readonly id: Gid; readonly lineItemId: Gid; readonly quantity: number }>;
}

export interface FulfillmentOrder {
  readonly id: Gid;
  readonly orderId: Gid;
  readonly orderName: string;
  readonly status: 'OPEN' | 'IN_PROGRESS' | 'ON_HOLD' | 'CLOSED' | 'CANCELLED' | 'INCOMPLETE';
  readonly requestStatus: 'UNSUBMITTED' | 'CLOSED';
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly fulfillAt: number;
  readonly holdReason: string | null;
  readonly locationId: Gid;
  readonly lines: ReadonlyArray<{
    readonly id: Gid;
    readonly lineItemId: Gid;
    readonly totalQuantity: number;
    readonly remainingQuantity: number;
  }>;
}

export interface OrderTotals {
  /** Lines after discounts, as sold (edits excluded). */
  readonly subtotal: Bag;
  readonly discounts: Bag;
  readonly shipping: Bag;
  readonly tax: Bag;
  readonly tip: Bag;
  /** With edits, before refunds. */
  readonly total: Bag;
  readonly original: Bag;
  readonly currentSubtotal: Bag;
  readonly currentDiscounts: Bag;
  readonly currentTax: Bag;
  readonly currentShipping: Bag;
  readonly current: Bag;
  readonly refunded: Bag;
  readonly received: Bag;
  readonly netPayment: Bag;
  readonly outstanding: Bag;
}

export interface Journey {
  readonly source: string;
  readonly sourceType: string | null;
  readonly landingPage: string;
  readonly referrerUrl: string | null;
  readonly utm: { readonly campaign: string; readonly medium: string; readonly source: string } | null;
  readonly daysToConversion: number;
}

export interface Order {
  readonly id: Gid;
  readonly number: number;
  readonly name: string;
  readonly confirmationNumber: string;
  readonly createdAt: number;
  readonly processedAt: number;
  readonly updatedAt: number;
  readonly cancelledAt: number | null;
  readonly cancelReason: 'CUSTOMER' | 'DECLINED' | 'FRAUD' | 'INVENTORY' | 'OTHER' | 'STAFF' | null;
  readonly closedAt: number | null;
  readonly test: boolean;
  readonly edited: boolean;
  readonly currency: string;
  readonly presentmentCurrency: string;
  /** Buyer's units for one unit of the shop's currency. */
  readonly exchangeRate: number;
  readonly taxesIncluded: boolean;
  readonly email: string | null;
  readonly customerId: Gid | null;
  readonly customerLocale: string;
  /** True where this is the customer's first order ever. */
  readonly firstOfCustomer: boolean;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly sourceName: 'web' | 'pos' | 'shopify_draft_order';
  readonly channel: { readonly handle: string; readonly displayName: string };
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly clientIp: string | null;
  readonly discountCodes: readonly string[];
  readonly paymentGatewayNames: readonly string[];
  readonly displayFinancialStatus:
    'AUTHORIZED' | 'PAID' | 'PARTIALLY_PAID' | 'PARTIALLY_REFUNDED' | 'PENDING' | 'REFUNDED' | 'VOIDED';
  readonly displayFulfillmentStatus: 'FULFILLED' | 'PARTIALLY_FULFILLED' | 'UNFULFILLED' | 'ON_HOLD' | 'RESTOCKED';
  readonly returnStatus: 'NO_RETURN' | 'IN_PROGRESS' | 'RETURNED';
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly locationId: Gid | null;
  readonly journey: Journey | null;
  readonly lineItems: readonly LineItem[];
  readonly shippingLines: readonly ShippingLine[];
  readonly transactions: readonly Transaction[];
  readonly refunds: readonly Refund[];
  readonly returns: readonly Return[];
  readonly fulfillments: readonly Fulfillment[];
  readonly fulfillmentOrders: readonly FulfillmentOrder[];
  readonly totals: OrderTotals;
}
