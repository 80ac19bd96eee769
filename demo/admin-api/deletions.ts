import type { Collection, ListOptions, Order, StoreEvent, World } from '../world/types';

/** A record that staff deleted, or a customer that was redacted. */
export interface Deletion {
  readonly type: 'ORDER' | 'PRODUCT' | 'CUSTOMER';
  /** Global id, e.g. `gid://shopify/Order/1`. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * The world as it stands once records are deleted: they and what belongs to them are in no list and can't be found, what
 * refers to them has nothing there, and an event tells of each. ShopifyQL goes on counting their sales.
 */
export function withoutDeleted(world: World, all: readonly Deletion[]): World {
  const deletions = all.filter(({ at }) => at <= world.now());
  if (deletions.length === 0) {
    return world;
  }
  const gone = new Set(deletions.map(({ id }) => id));
  const itself = ({ id }: { readonly id: string }) => gone.has(id);
  const ofOrder = ({ orderId }: { readonly orderId: string }) => gone.has(orderId);
  const ofProduct = ({ productId }: { readonly productId: string }) => gone.has(productId);
  const detached = (order: Order): Order =>
    order.customerId !== null && gone.has(order.customerId) ? { ...order, customerId: null } : order;
  const kept = (order: Order | undefined) => (order === undefined || itself(order) ? undefined : detached(order));
  return {
    ...world,
    at: (time) => withoutDeleted(world.at(time), all),
    orders: {
      ...without(world.orders, itself, detached),
      byName: (name) => kept(world.orders.byName(name)),
      byCheckoutToken: (token) => kept(world.orders.byCheckoutToken(token)),
      byCartToken: (token) => kept(world.orders.byCartToken(token)),
      ofCustomer: (id) => (gone.has(id) ? [] : world.orders.ofCustomer(id).filter((order) => !itself(order))),
    },
    refunds: without(world.refunds, ofOrder),
    returns: without(world.returns, ofOrder),
    fulfillments: without(world.fulfillments, ofOrder),
    fulfillmentOrders: without(world.fulfillmentOrders, ofOrder),
    customers: without(world.customers, itself),
    products: without(world.products, itself),
    variants: without(world.variants, ofProduct),
    inventoryItems: without(world.inventoryItems, ofProduct),
    events: withEvents(world.events, deletions.map(eventOf)),
  };
}

function without<T, Sort extends string>(
  collection: Collection<T, Sort>,
  gone: (item: T) => boolean,
  change: (item: T) => T = (item) => item
): Collection<T, Sort> {
  function* list(sort: Sort, options?: ListOptions): Generator<T> {
    for (const item of collection.list(sort, options)) {
      if (!gone(item)) {
        yield change(item);
      }
    }
  }
  return {
    list,
    get: (id) => {
      const item = collection.get(id);
      return item === undefined || gone(item) ? undefined : change(item);
    },
    count: (sort, options) => [...list(sort, options)].length,
    position: (sort, item) => collection.position(sort, item),
  };
}

type Events = World['events'];

/** Numbers of these events are above all that the world gives. */
const firstEvent = 180_000_000_000_000;

const words = {
  ORDER: { name: 'Order', message: 'An order was deleted.' },
  PRODUCT: { name: 'Product', message: 'A product was deleted.' },
  CUSTOMER: { name: 'Customer', message: 'A customer was redacted.' },
} as const;

function eventOf({ type, id, at }: Deletion): StoreEvent {
  const { name, message } = words[type];
  return {
    id: `gid://shopify/BasicEvent/${firstEvent + (number(id) % 1_000_000_000_000)}`,
    action: 'destroy',
    subjectType: type,
    subjectId: `gid://shopify/${name}/${number(id)}`,
    message,
    createdAt: at,
    appTitle: null,
    attributeToApp: false,
    attributeToUser: true,
    criticalAlert: false,
  };
}

/** Both in one list, in the order of time. */
function withEvents(events: Events, more: readonly StoreEvent[]): Events {
  const added = [...more].sort((a, b) => a.createdAt - b.createdAt);
  const inside = ({ createdAt, id }: StoreEvent, { from, to, after, before }: ListOptions) =>
    (from === undefined || createdAt >= from) &&
    (to === undefined || createdAt <= to) &&
    (after === undefined || createdAt > after.at || (createdAt === after.at && number(id) > number(after.id))) &&
    (before === undefined || createdAt < before.at || (createdAt === before.at && number(id) < number(before.id)));
  function* list(sort: 'id' | 'createdAt', options: ListOptions = {}): Generator<StoreEvent> {
    const waiting = added.filter((event) => inside(event, options));
    const forward = options.reverse !== true;
    for (const event of events.list(sort, options)) {
      for (;;) {
        const next = forward ? waiting[0] : waiting.at(-1);
        if (next === undefined || (forward ? next.createdAt > event.createdAt : next.createdAt < event.createdAt)) {
          break;
        }
        yield next;
        waiting.splice(waiting.indexOf(next), 1);
      }
      yield event;
    }
    yield* forward ? waiting : waiting.reverse();
  }
  return {
    list,
    get: (id) => added.find((event) => number(event.id) === number(id)) ?? events.get(id),
    count: (sort, options = {}) => events.count(sort, options) + added.filter((event) => inside(event, options)).length,
    position: (_sort, { createdAt, id }) => ({ at: createdAt, id }),
  };
}

function number(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? 0);
}
