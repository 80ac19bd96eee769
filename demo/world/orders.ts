import type { Context } from './context';
import { keyOf, numericId, perDay, tokenKey } from './ids';
import { longestLife, updatedAt, type Life } from './life';
import type { Lives } from './lives';
import { longestLag, type Planner } from './plan';
import { lengthOf, walk, type Lane } from './timeline';
import type { ListOptions, Order, OrderCollection, TimeSort } from './types';

type OrderSort = TimeSort | 'processedAt';

export type OrderViews = (life: Life, now: number) => Order;

export function orderLanes(lives: Lives): Readonly<Record<OrderSort, Lane<Life>>> {
  const base = { made: lives.ofDay, id: (life: Life) => numericId(life.facts.id), before: 0, after: 0 };
  const born = (life: Life, now: number): number | undefined =>
    life.facts.createdAt <= now ? life.facts.createdAt : undefined;
  return {
    id: { ...base, at: born },
    createdAt: { ...base, at: born },
    updatedAt: {
      ...base,
      after: longestLife,
      at: (life, now) => (life.facts.createdAt <= now ? updatedAt(life, now) : undefined),
    },
    processedAt: {
      ...base,
      before: 1,
      at: (life, now) => (life.facts.createdAt <= now ? life.facts.processedAt : undefined),
    },
  };
}

/** The life with this key, if the plan holds it. */
export function lifeOf(lives: Lives, key: number | undefined): Life | undefined {
  return key === undefined ? undefined : lives.ofDay(Math.floor(key / perDay))[key % perDay];
}

export function orderCollection(
  context: Context,
  planner: Planner,
  lives: Lives,
  views: OrderViews,
  now: () => number
): OrderCollection {
  const lanes = orderLanes(lives);
  const view = (life: Life | undefined, at: number): Order | undefined =>
    life && life.facts.createdAt <= at ? views(life, at) : undefined;
  function* list(sort: OrderSort, options: ListOptions = {}): Generator<Order> {
    const at = now();
    for (const life of walk(lanes[sort], context.calendar, context.openDay, at, options)) {
      yield views(life, at);
    }
  }
  /** Orders created by a moment: whole days are counted by the plan, without making them. */
  const bornBy = (time: number): number => {
    const day = time < context.calendar.start(context.openDay) ? context.openDay - 1 : context.calendar.dayOf(time);
    return day < context.openDay
      ? 0
      : planner.before(day) + lives.ofDay(day).filter(({ facts }) => facts.createdAt <= time).length;
  };
  const byToken = (kind: 'cart' | 'checkout', token: string): Order | undefined =>
    view(lifeOf(lives, tokenKey(kind, context.seed, token)), now());
  return {
    get: (id) => view(lifeOf(lives, keyOf('Order', id)), now()),
    list,
    count: (sort, options = {}) => {
      const whole = options.after === undefined && options.before === undefined;
      if (whole && (sort === 'createdAt' || sort === 'id')) {
        const { from = -Infinity, to = Infinity } = options;
        return Math.max(0, bornBy(Math.min(to, now())) - bornBy(Math.min(from - 1, now())));
      }
      return lengthOf(walk(lanes[sort], context.calendar, context.openDay, now(), options));
    },
    position: (sort, order) => ({ at: sort === 'id' ? order.createdAt : order[sort], id: order.id }),
    byName: (name) => {
      const wanted = Number(/^#?(\d+)$/.exec(name.trim())?.[1] ?? NaN) - 1001;
      const at = now();
      let low = context.openDay;
      let high = context.calendar.dayOf(at);
      if (!(wanted >= 0 && wanted < planner.before(high + 1))) {
        return undefined;
      }
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (planner.before(middle) <= wanted) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return view(lives.ofDay(low)[wanted - planner.before(low)], at);
    },
    byCheckoutToken: (token) => byToken('checkout', token),
    byCartToken: (token) => byToken('cart', token),
    ofCustomer: (customerId) => {
      const key = keyOf('Customer', customerId);
      const at = now();
      return key === undefined ? [] : livesOfCustomer(context, lives, key, at).map((life) => views(life, at));
    },
  };
}

/** A customer's orders by a moment, oldest first: those of the first day and of the days within the longest lag. */
export function livesOfCustomer(context: Context, lives: Lives, customerKey: number, now: number): readonly Life[] {
  const first = Math.floor(customerKey / perDay);
  const last = Math.min(first + longestLag, context.calendar.dayOf(now));
  const id = `gid://shopify/Customer/${7_000_000_000_000 + customerKey}`;
  const found: Life[] = [];
  for (let day = first; day <= last; day++) {
    for (const life of lives.ofDay(day)) {
      if (life.facts.customerId === id && life.facts.createdAt <= now) {
        found.push(life);
      }
    }
  }
  return found;
}
