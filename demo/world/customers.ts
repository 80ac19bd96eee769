import { buyerOf } from './buyer';
import type { Context } from './context';
import { gid, keyOf, numericId } from './ids';
import type { Life } from './life';
import type { Lives } from './lives';
import { lifeOf, livesOfCustomer, type OrderViews } from './orders';
import { longestLag } from './plan';
import { lengthOf, walk, type Lane } from './timeline';
import type { Collection, Customer, TimeSort } from './types';

function view(context: Context, lives: Lives, views: OrderViews, first: Life, now: number): Customer {
  const orders = livesOfCustomer(context, lives, first.key, now);
  const buyer = buyerOf(context, first.key);
  const last = orders.at(-1) ?? first;
  const number = String(first.facts.number - 1000).padStart(4, '0');
  const spent = orders
    .filter(({ facts }) => !facts.test)
    .reduce((sum, life) => sum + views(life, now).totals.netPayment.shop, 0);
  return {
    id: gid('Customer', first.key),
    displayName: `${context.profile.customerWord} ${number}`,
    firstName: context.profile.customerWord,
    lastName: number,
    email: first.facts.email ?? '',
    locale: buyer.locale,
    state: orders.length > 2 ? 'ENABLED' : 'DISABLED',
    tags: orders.length > 3 ? ['vip'] : [],
    createdAt: first.facts.createdAt,
    updatedAt: last.facts.createdAt,
    numberOfOrders: orders.length,
    amountSpent: spent,
    lastOrderId: last.facts.id,
    defaultAddress: buyer.address,
  };
}

/** Customers come into being with their first order. */
export function customerCollection(
  context: Context,
  lives: Lives,
  views: OrderViews,
  now: () => number
): Collection<Customer, TimeSort> {
  const made = (day: number): Life[] => lives.ofDay(day).filter(({ facts }) => facts.firstOfCustomer);
  const born = (life: Life, at: number): number | undefined =>
    life.facts.createdAt <= at ? life.facts.createdAt : undefined;
  const base = { made, id: (life: Life) => numericId(gid('Customer', life.key)), before: 0 };
  /** The last order of every customer by a moment: one pass over the days instead of one a customer. */
  const lastOrders = (at: number): ((life: Life) => number | undefined) => {
    const known = new Map<number, Map<string, number>>();
    const dayIndex = (day: number): Map<string, number> => {
      let index = known.get(day);
      if (!index) {
        index = new Map();
        for (const { facts } of lives.ofDay(day)) {
          if (facts.customerId !== null && facts.createdAt <= at) {
            index.set(facts.customerId, facts.createdAt);
          }
        }
        known.set(day, index);
      }
      return index;
    };
    return (life) => {
      const id = gid('Customer', life.key);
      const last = Math.min(life.day + longestLag, context.calendar.dayOf(at));
      for (let day = last; day >= life.day; day--) {
        const found = dayIndex(day).get(id);
        if (found !== undefined) {
          return found;
        }
      }
      return undefined;
    };
  };
  const laneOf = (sort: TimeSort, at: number): Lane<Life> => {
    if (sort !== 'updatedAt') {
      return { ...base, after: 0, at: born };
    }
    const last = lastOrders(at);
    return { ...base, after: longestLag, at: (life) => last(life) };
  };
  return {
    get: (id) => {
      const life = lifeOf(lives, keyOf('Customer', id));
      const at = now();
      return life?.facts.firstOfCustomer === true && life.facts.createdAt <= at
        ? view(context, lives, views, life, at)
        : undefined;
    },
    *list(sort, options = {}) {
      const at = now();
      for (const life of walk(laneOf(sort, at), context.calendar, context.openDay, at, options)) {
        yield view(context, lives, views, life, at);
      }
    },
    count: (sort, options = {}) => {
      const at = now();
      return lengthOf(walk(laneOf(sort, at), context.calendar, context.openDay, at, options));
    },
    position: (sort, item) => ({ at: sort === 'updatedAt' ? item.updatedAt : item.createdAt, id: item.id }),
  };
}
