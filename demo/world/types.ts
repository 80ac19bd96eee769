/**
 * The entities of the generated store. Field names follow the Admin API; three things differ so that sums stay exact:
 * money is an integer of minor units (`Bag`), times are epoch milliseconds, ids are gid strings.
 */

export type ShopKey = 'usd' | 'krw';
export type Gid = `gid://shopify/${string}/${number}`;

/** Minor units (cents; won) in the shop's and in the buyer's currency. `amount()` of money.ts writes it as a Decimal. */
export interface Bag {
  readonly shop: number;
  readonly presentment: number;
}

export interface ShopInfo {
  readonly id: Gid;
  readonly key: ShopKey;
  readonly name: string;
  readonly domain: string;
  readonly email: string;
  readonly plan: string;
  readonly currency: string;
  readonly presentmentCurrencies: readonly string[];
  readonly timeZone: string;
  readonly countryCode: string;
  readonly locale: string;
  readonly taxesIncluded: boolean;
  /** Midnight, shop time, of the first day with orders. */
  readonly openedAt: number;
}

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
  readonly lines: readonly { readonly lineItemId: Gid; readonly quantity: number; readonly reason: string }[];
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
  readonly tracking: readonly { readonly company: string; readonly number: string; readonly url: string }[];
  readonly lines: readonly { readonly id: Gid; readonly lineItemId: Gid; readonly quantity: number }[];
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
  readonly lines: readonly {
    readonly id: Gid;
    readonly lineItemId: Gid;
    readonly totalQuantity: number;
    readonly remainingQuantity: number;
  }[];
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

export interface Variant {
  readonly id: Gid;
  readonly productId: Gid;
  readonly inventoryItemId: Gid;
  readonly title: string;
  readonly displayName: string;
  readonly sku: string;
  readonly barcode: string | null;
  readonly position: number;
  readonly options: readonly { readonly name: string; readonly value: string }[];
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
  readonly lines: readonly {
    readonly id: Gid;
    readonly productId: Gid;
    readonly variantId: Gid;
    readonly title: string;
    readonly variantTitle: string;
    readonly sku: string;
    readonly quantity: number;
    readonly unitPrice: Bag;
  }[];
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
  readonly codes: readonly { readonly id: Gid; readonly code: string; readonly usageCount: number }[];
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
  readonly checkoutToken: string | null;
  readonly orderName: string | null;
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

/**
 * One booking of the sales ledger, in minor units of the shop's currency and without tax but for `tax` itself. Sales are
 * booked when the order was processed, edits and returns when they happened; what is taken back is negative.
 */
export interface LedgerLine {
  readonly at: number;
  readonly kind: 'sale' | 'edit' | 'return';
  readonly order: LedgerOrder;
  /** Null for shipping and tips. */
  readonly item: LedgerItem | null;
  /** Units sold; 0 for returns. */
  readonly sold: number;
  /** Units taken back. */
  readonly returned: number;
  readonly gross: number;
  /** Negative. */
  readonly discounts: number;
  /** Negative. */
  readonly returns: number;
  readonly shipping: number;
  readonly tax: number;
  readonly tips: number;
  readonly cost: number;
}

export type LedgerOrder = Pick<
  Order,
  | 'id'
  | 'name'
  | 'createdAt'
  | 'test'
  | 'customerId'
  | 'firstOfCustomer'
  | 'channel'
  | 'sourceName'
  | 'presentmentCurrency'
  | 'discountCodes'
  | 'shippingAddress'
  | 'billingAddress'
  | 'journey'
> & { readonly cancelled: boolean };

export type LedgerItem = Pick<
  LineItem,
  'productId' | 'variantId' | 'title' | 'variantTitle' | 'sku' | 'vendor' | 'productType' | 'isGiftCard'
>;

/** A place in a sorted list: what a cursor has to carry. */
export interface Position {
  readonly at: number;
  readonly id: string;
}

export interface ListOptions {
  /** Inclusive bounds of the sort key, epoch ms (of `createdAt` where the sort is `id`). */
  readonly from?: number;
  readonly to?: number;
  /** Exclusive positions in ascending order, whatever `reverse` says. */
  readonly after?: Position;
  readonly before?: Position;
  /** Newest first; positions and bounds keep their meaning. */
  readonly reverse?: boolean;
}

/** A lazily generated list: iterate only as far as needed. */
export interface Collection<T, Sort extends string> {
  /** By gid or by bare number; undefined if it does not exist yet. */
  get(id: string): T | undefined;
  list(sort: Sort, options?: ListOptions): Iterable<T>;
  count(sort: Sort, options?: ListOptions): number;
  position(sort: Sort, item: T): Position;
}

export type TimeSort = 'id' | 'createdAt' | 'updatedAt';

export interface OrderCollection extends Collection<Order, TimeSort | 'processedAt'> {
  byName(name: string): Order | undefined;
  byCheckoutToken(token: string): Order | undefined;
  byCartToken(token: string): Order | undefined;
  /** Oldest first. */
  ofCustomer(customerId: string): readonly Order[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly shop: ShopKey;
  /** Epoch ms; called at each question. */
  readonly clock: () => number;
  /** Orders on a typical day; 100 where absent. */
  readonly ordersPerDay?: number;
  /**
   * When the demo was started, epoch ms: one more outage lies two hours before it, so that there is always one to look
   * at. It is part of what the world is drawn from; leave it out where two runs shall agree.
   */
  readonly anchor?: number;
}

export interface World {
  readonly shop: ShopInfo;
  now(): number;
  /** The same world with its clock stopped at `time`: for a request that must see one moment. */
  at(time: number): World;
  readonly orders: OrderCollection;
  readonly refunds: Collection<Refund, TimeSort>;
  readonly fulfillments: Collection<Fulfillment, TimeSort>;
  readonly fulfillmentOrders: Collection<FulfillmentOrder, TimeSort>;
  readonly returns: Collection<Return, TimeSort>;
  readonly customers: Collection<Customer, TimeSort>;
  readonly abandonedCheckouts: Collection<AbandonedCheckout, TimeSort> & {
    byToken(token: string): AbandonedCheckout | undefined;
  };
  readonly products: Collection<Product, TimeSort>;
  readonly variants: Collection<Variant, TimeSort>;
  readonly inventoryItems: Collection<InventoryItem, TimeSort>;
  readonly locations: Collection<Location, TimeSort>;
  readonly discounts: Collection<Discount, TimeSort>;
  readonly events: Collection<StoreEvent, 'id' | 'createdAt'>;
  /** Those that overlap [from, to), oldest first, started by now; one that lasts has its planned end. */
  incidents(from: number, to: number): readonly Incident[];
  /** Lines in [from, to), oldest first. */
  errorLogs(from: number, to: number): readonly ErrorLog[];
  /** Bookings in [from, to) of orders that exist by now, by day of the order; test orders included. */
  ledger(from: number, to: number): Iterable<LedgerLine>;
  /** Payments tried or made in [from, to), by day of the order. */
  payments(from: number, to: number): Iterable<Transaction>;
  /** Quarter hours begun in [from, to) and ended by now. */
  sessions(from: number, to: number): Iterable<SessionCell>;
  /** Hours begun in [from, to) and ended by now. */
  webVitals(from: number, to: number): Iterable<VitalsCell>;
  /** Units available over all locations at a past moment, per variant. */
  stockAt(time: number): ReadonlyMap<Gid, number>;
}
