import type { Entity } from '../entities';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How the records of an entity that changed are found. */
export type Changes =
  /** The root connection filtered by a time and, where `sorted`, in that order: then the cursor moves page by page. */
  | {
      readonly by: 'time';
      readonly filter: 'updated_at' | 'created_at';
      readonly field: string;
      readonly sorted: boolean;
    }
  /** Always read whole: there are few, or there is no filter. */
  | { readonly by: 'whole' };

/** How one entity is kept up to date. Every length of time is in milliseconds. */
export interface EntityPlan {
  /** Root connection, as the documents name it; `shop` has none. */
  readonly root: string;
  readonly changes: Changes;
  /** Search terms of the first reading, so that it need not go through everything. */
  readonly search?: string;
  /** Between two looks for changes. */
  readonly every: number;
  /** Re-read before the cursor at each look: Shopify's index may be late by that much. */
  readonly overlap: number;
  /** A longer stretch re-read now and then, for an index that was later still. */
  readonly deepOverlap: number;
  /** Between two readings of everything, for what no filter finds. */
  readonly snapshot?: number;
  /** Between two comparisons of all ids, for deletions that no event told of. */
  readonly sweep?: number;
  /**
   * How often, how many at once and up to which age orders that await payment are read again by id: their payment may
   * come without moving the time by which changes are found.
   */
  readonly unsettled?: { readonly every: number; readonly most: number; readonly age: number };
  /** Subject types of `events` whose `destroy` deletes records of this entity. */
  readonly destroyed: readonly string[];
  /**
   * Set where a backfill is cut into windows of created time, with the field that counts and the objects wished for. The
   * newest `first` milliseconds are windows of their own, so that what needs no older ones need not wait for them.
   */
  readonly windows?: { readonly count: string; readonly objects: number; readonly first: number };
  /** Whether changes are kept as history, so that a time of not looking is a gap. */
  readonly history: boolean;
  /** What the filter does not cover, in a few words; docs/sync.md shows it. */
  readonly blind: string;
  /** Points that one look costs where nothing changed, as measured at the demo shop. */
  readonly points: number;
}

const time = (filter: 'updated_at' | 'created_at', sorted = true): Changes => ({
  by: 'time',
  filter,
  field: filter === 'updated_at' ? 'updatedAt' : 'createdAt',
  sorted,
});

const usual = { overlap: 2 * minute, deepOverlap: 30 * minute, destroyed: [], history: false, blind: '' };

/** How every entity is kept up to date; the table in docs/sync.md is made from this one. */
export const plan: Readonly<Record<Entity, EntityPlan>> = {
  shop: { ...usual, root: 'shop', changes: { by: 'whole' }, every: 10 * minute, points: 2 },
  locations: {
    ...usual,
    root: 'locations',
    changes: { by: 'whole' },
    every: hour,
    sweep: 7 * day,
    blind: 'no filter for changed locations',
    points: 6,
  },
  products: {
    ...usual,
    root: 'products',
    changes: time('updated_at'),
    every: minute,
    sweep: 7 * day,
    destroyed: ['PRODUCT'],
    history: true,
    blind: 'stock and sales don’t touch it',
    points: 2,
  },
  collections: {
    ...usual,
    root: 'collections',
    changes: time('updated_at'),
    every: 5 * minute,
    snapshot: 6 * hour,
    sweep: 7 * day,
    destroyed: ['COLLECTION'],
    blind: 'products that enter or leave a smart collection',
    points: 2,
  },
  inventory: {
    ...usual,
    root: 'inventoryItems',
    changes: time('updated_at', false),
    every: minute,
    snapshot: 6 * hour,
    sweep: 7 * day,
    history: true,
    blind:
      'levels, which are asked for location by location by their own time; units on hand that ship may not move even that',
    points: 40,
  },
  orders: {
    ...usual,
    root: 'orders',
    changes: time('updated_at'),
    every: 10 * second,
    unsettled: { every: 10 * minute, most: 200, age: 60 * day },
    sweep: 7 * day,
    destroyed: ['ORDER'],
    // Eight weeks and some days are what incidents are judged by.
    windows: { count: 'ordersCount', objects: 20_000, first: 61 * day },
    blind: 'carrier’s progress of a fulfillment; payments that a gateway captures by itself',
    points: 2,
  },
  customers: {
    ...usual,
    root: 'customers',
    changes: time('updated_at'),
    every: minute,
    sweep: 7 * day,
    destroyed: ['CUSTOMER'],
    blind: '',
    points: 2,
  },
  refund_lines: {
    ...usual,
    root: 'orders',
    changes: time('updated_at'),
    search: `(${['refunded', 'partially_refunded', 'voided', 'pending', 'partially_paid', 'authorized', 'expired']
      .map((status) => `financial_status:${status}`)
      .join(' OR ')} OR status:cancelled)`,
    every: minute,
    blind: 'before the copy began: items taken back of orders that stayed paid in full',
    points: 2,
  },
  returns: {
    ...usual,
    root: 'orders',
    changes: time('updated_at'),
    every: minute,
    blind: 'they have no list of their own: through their orders',
    points: 2,
  },
  fulfillment_orders: {
    ...usual,
    root: 'fulfillmentOrders',
    changes: time('updated_at'),
    every: minute,
    sweep: 7 * day,
    points: 2,
  },
  abandoned_checkouts: {
    ...usual,
    root: 'abandonedCheckouts',
    changes: time('updated_at', false),
    every: minute,
    sweep: 7 * day,
    blind: 'no order by changed time: the cursor moves when all pages are read',
    points: 2,
  },
  discounts: {
    ...usual,
    root: 'discountNodes',
    changes: time('updated_at'),
    every: 5 * minute,
    snapshot: hour,
    sweep: 7 * day,
    destroyed: ['DISCOUNT_NODE', 'PRICE_RULE'],
    history: true,
    blind: 'usage counts, which Shopify adds up late, and a status that time alone changes',
    points: 2,
  },
  themes: {
    ...usual,
    root: 'themes',
    changes: { by: 'whole' },
    every: minute,
    history: true,
    blind: 'themes published and replaced between two looks',
    points: 3,
  },
  events: {
    ...usual,
    root: 'events',
    changes: time('created_at'),
    every: minute,
    blind: 'events older than a year, which Shopify drops',
    points: 2,
  },
};

/** Time without any call after which syncing sleeps. */
export const sleepAfter = day;
