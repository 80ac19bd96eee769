import type { Line } from './basket';
import type { Bag, Fulfillment, FulfillmentOrder, Order, Refund, Return, ShippingLine, Transaction } from './types';

/** What an order is from its first second on. */
export type OrderFacts = Pick<
  Order,
  | 'id'
  | 'number'
  | 'name'
  | 'confirmationNumber'
  | 'createdAt'
  | 'processedAt'
  | 'test'
  | 'currency'
  | 'presentmentCurrency'
  | 'exchangeRate'
  | 'taxesIncluded'
  | 'email'
  | 'customerId'
  | 'customerLocale'
  | 'firstOfCustomer'
  | 'sourceName'
  | 'channel'
  | 'checkoutToken'
  | 'cartToken'
  | 'clientIp'
  | 'discountCodes'
  | 'shippingAddress'
  | 'billingAddress'
  | 'locationId'
  | 'journey'
>;

export type PlannedFulfillment = Pick<
  Fulfillment,
  'id' | 'name' | 'createdAt' | 'locationId' | 'tracking' | 'lines'
> & {
  readonly inTransitAt: number | null;
  readonly deliveredAt: number | null;
  readonly trouble: 'DELAYED' | 'FAILURE' | null;
};

/** Everything that ever happens to one order, past and to come. A view shows the part that lies before a moment. */
export interface Life {
  readonly key: number;
  readonly day: number;
  readonly facts: OrderFacts;
  readonly lines: readonly Line[];
  readonly shipping: ShippingLine | undefined;
  readonly tip: Bag;
  readonly transactions: readonly Transaction[];
  readonly refunds: readonly Refund[];
  readonly returns: ReadonlyArray<Pick<Return, 'id' | 'name' | 'createdAt' | 'closedAt' | 'lines'>>;
  readonly fulfillmentOrder: Pick<FulfillmentOrder, 'id' | 'locationId' | 'fulfillAt'> | undefined;
  readonly fulfillments: readonly PlannedFulfillment[];
  readonly hold: { readonly from: number; readonly until: number; readonly reason: string } | undefined;
  readonly cancelledAt: number | undefined;
  readonly cancelReason: Order['cancelReason'];
  readonly closedAt: number | undefined;
  /** When an order edit was committed. */
  readonly editedAt: number | undefined;
  readonly tag: { readonly at: number; readonly tag: string } | undefined;
  readonly note: { readonly at: number; readonly text: string } | undefined;
  readonly firstTags: readonly string[];
  readonly incidentId: string | undefined;
  /** Moments at which Shopify moves `updatedAt`, ascending, the first being the creation. */
  readonly touches: readonly number[];
}

/** No life reaches further than this many days beyond its first. */
export const longestLife = 32;

export function updatedAt(life: Life, now: number): number {
  return life.touches.findLast((at) => at <= now) ?? life.facts.createdAt;
}
