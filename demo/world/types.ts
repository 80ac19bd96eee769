import type { Gid, ShopInfo, ShopKey } from './base-types';
import type { LedgerLine } from './ledger-types';
import type { Fulfillment, FulfillmentOrder, Order, Refund, Return, Transaction } from './order-types';
import type {
  AbandonedCheckout,
  Customer,
  Discount,
  ErrorLog,
  Incident,
  InventoryItem,
  Location,
  Theme,
  Product,
  SessionCell,
  StoreEvent,
  Variant,
  VitalsCell,
} from './store-types';

export type * from './base-types';
export type * from './ledger-types';
export type * from './order-types';
export type * from './store-types';

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
   * When the demo was started, epoch ms: one more outage begins in the hour before it, so that there is always one to
   * look at. It is part of what the world is drawn from; leave it out where two runs shall agree.
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
  /** The published theme and the one before it. */
  themes(): readonly Theme[];
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
