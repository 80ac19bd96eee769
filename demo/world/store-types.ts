import type { Bag, Gid } from './base-types';
import type { Address } from './order-types';

export interface Variant {
  readonly id: Gid;
  readonly productId: Gid;
  readonly inventoryItemId: Gid;
  readonly title: string;
  readonly displayName: string;
  readonly sku: string;
  readonly barcode: string | null;
  readonly position: number;
  readonly options: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** Minor units of the shop's currency. */
  readonly price: number;
  readonly compareAtPrice: number | null;
  readonly cost: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly inventoryQuantity: number;
  readonly taxable: boolean;
}

export interface Product {
  readonly id: Gid;
  readonly title: string;
  readonly handle: string;
  readonly vendor: string;
  readonly productType: string;
  readonly tags: readonly string[];
  readonly status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
  readonly isGiftCard: boolean;
  readonly createdAt: number;
  readonly publishedAt: number | null;
  /** Stands still when stock or sales move. */
  readonly updatedAt: number;
  readonly totalInventory: number;
  readonly variants: readonly Variant[];
}

export interface InventoryLevel {
  /** `gid://shopify/InventoryLevel/<location>?inventory_item_id=<item>` */
  readonly id: string;
  readonly inventoryItemId: Gid;
  readonly locationId: Gid;
  readonly updatedAt: number;
  readonly quantities: Readonly<
    Record<
      'available' | 'on_hand' | 'committed' | 'incoming' | 'reserved' | 'damaged' | 'safety_stock' | 'quality_control',
      number
    >
  >;
}

export interface InventoryItem {
  readonly id: Gid;
  readonly variantId: Gid;
  readonly productId: Gid;
  readonly sku: string;
  readonly tracked: boolean;
  readonly cost: number;
  readonly countryCodeOfOrigin: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly levels: readonly InventoryLevel[];
}

export interface Location {
  readonly id: Gid;
  readonly name: string;
  readonly address: Address;
  readonly isActive: boolean;
  readonly fulfillsOnlineOrders: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Theme {
  readonly id: Gid;
  readonly name: string;
  readonly role: 'MAIN' | 'UNPUBLISHED';
  readonly createdAt: number;
  /** Last change; publishing is one. */
  readonly updatedAt: number;
}

export interface Customer {
  readonly id: Gid;
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly state: 'DISABLED' | 'ENABLED';
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly numberOfOrders: number;
  /** Minor units of the shop's currency, after refunds. */
  readonly amountSpent: number;
  readonly lastOrderId: Gid | null;
  readonly defaultAddress: Address | null;
}

export interface AbandonedCheckout {
  readonly id: Gid;
  readonly name: string;
  readonly token: string;
  readonly cartToken: string;
  readonly url: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Set where the buyer came back and paid. */
  readonly completedAt: number | null;
  readonly orderId: Gid | null;
  readonly customerId: Gid | null;
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly discountCodes: readonly string[];
  readonly lines: ReadonlyArray<{
    readonly id: Gid;
    readonly productId: Gid;
    readonly variantId: Gid;
    readonly title: string;
    readonly variantTitle: string;
    readonly sku: string;
    readonly quantity: number;
    readonly unitPrice: Bag;
  }>;
  readonly subtotal: Bag;
  readonly discounts: Bag;
  readonly tax: Bag;
  readonly shipping: Bag;
  readonly total: Bag;
  readonly shippingAddress: Address | null;
  /** What stopped the buyer, where an incident did. Not in Shopify's schema. */
  readonly incidentId: string | null;
}

export interface Discount {
  readonly id: Gid;
  readonly type: 'DiscountCodeBasic' | 'DiscountAutomaticBasic' | 'DiscountCodeFreeShipping';
  readonly title: string;
  readonly codes: ReadonlyArray<{ readonly id: Gid; readonly code: string; readonly usageCount: number }>;
  readonly summary: string;
  /** 0.15 is 15 %; null for free shipping. */
  readonly percentage: number | null;
  readonly status: 'ACTIVE' | 'EXPIRED' | 'SCHEDULED';
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly usageCount: number;
}

export interface StoreEvent {
  readonly id: Gid;
  readonly action: string;
  readonly subjectType: 'ORDER' | 'PRODUCT' | 'PRODUCT_VARIANT' | 'DISCOUNT_NODE' | 'CUSTOMER';
  readonly subjectId: Gid;
  readonly message: string;
  readonly createdAt: number;
  readonly appTitle: string | null;
  readonly attributeToApp: boolean;
  readonly attributeToUser: boolean;
  readonly criticalAlert: boolean;
}

export interface Incident {
  readonly id: string;
  /** `PAYMENT_TIMEOUT` and the like: what error lines carry. */
  readonly cause: string;
  readonly service: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** Share of would-be orders that are lost, 0 to 1. */
  readonly lostShare: number;
}

export interface ErrorLog {
  readonly at: number;
  readonly level: 'warn' | 'error' | 'fatal';
  readonly service: string;
  readonly code: string;
  readonly message: string;
  readonly orderId: Gid | null;
  readonly orderName: string | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly customerId: Gid | null;
  readonly traceId: string;
  readonly incidentId: string | null;
}

/** One quarter of an hour of storefront traffic of one kind of visitor. */
export interface SessionCell {
  readonly at: number;
  readonly referrerSource: string;
  readonly deviceType: string;
  readonly country: string;
  readonly humanOrBot: 'human' | 'bot';
  readonly sessions: number;
  readonly visitors: number;
  readonly pageviews: number;
  readonly bounces: number;
  readonly cartAdditions: number;
  readonly reachedCheckout: number;
  readonly completedCheckout: number;
}

/** An hour of page loads of one page type and device, with samples that stand for their distribution. */
export interface VitalsCell {
  readonly at: number;
  readonly pageType: string;
  readonly pagePath: string;
  readonly deviceType: string;
  readonly pageLoads: number;
  readonly lcp: readonly number[];
  readonly fcp: readonly number[];
  readonly ttfb: readonly number[];
  readonly inp: readonly number[];
  readonly cls: readonly number[];
}
