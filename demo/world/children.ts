import type { Context } from './context';
import { keyOf, numericId } from './ids';
import { longestLife, type Life } from './life';
import type { Lives } from './lives';
import { lifeOf, type OrderViews } from './orders';
import { lengthOf, walk, type Lane } from './timeline';
import type { Collection, Fulfillment, FulfillmentOrder, Order, Refund, Return, TimeSort } from './types';

interface Seed {
  readonly id: string;
  /** Moments at which it is written to, ascending; the first is its creation. */
  readonly moments: readonly number[];
}

interface Kind<Child> {
  readonly type: string;
  /** Ids set aside for one order. */
  readonly fanout: number;
  readonly seeds: (life: Life) => readonly Seed[];
  readonly of: (order: Order) => readonly Child[];
}

const ascending = (...moments: ReadonlyArray<number | null | undefined>): number[] =>
  moments.filter((each) => typeof each === 'number').sort((a, b) => a - b);

export const refundKind: Kind<Refund> = {
  type: 'Refund',
  fanout: 4,
  seeds: (life) => life.refunds.map(({ id, createdAt }) => ({ id, moments: [createdAt] })),
  of: ({ refunds }) => refunds,
};

export const returnKind: Kind<Return> = {
  type: 'Return',
  fanout: 4,
  seeds: (life) => life.returns.map(({ id, createdAt, closedAt }) => ({ id, moments: ascending(createdAt, closedAt) })),
  of: ({ returns }) => returns,
};

export const fulfillmentKind: Kind<Fulfillment> = {
  type: 'Fulfillment',
  fanout: 4,
  seeds: (life) =>
    life.fulfillments.map(({ id, createdAt, inTransitAt, deliveredAt }) => ({
      id,
      moments: ascending(createdAt, inTransitAt, deliveredAt),
    })),
  of: ({ fulfillments }) => fulfillments,
};

export const fulfillmentOrderKind: Kind<FulfillmentOrder> = {
  type: 'FulfillmentOrder',
  fanout: 1,
  seeds: ({ fulfillmentOrder, facts, hold, cancelledAt, fulfillments }) =>
    fulfillmentOrder
      ? [
          {
            id: fulfillmentOrder.id,
            moments: ascending(
              facts.createdAt,
              hold?.from,
              hold?.until,
              cancelledAt,
              ...fulfillments.map(({ createdAt }) => createdAt)
            ),
          },
        ]
      : [],
  of: ({ fulfillmentOrders }) => fulfillmentOrders,
};

interface Born {
  readonly life: Life;
  readonly place: number;
  readonly seed: Seed;
}

/** What hangs on orders (refunds, parcels): found through the order, listed by its own times. */
export function childCollection<Child extends { id: string; createdAt: number; updatedAt?: number }>(
  context: Context,
  lives: Lives,
  views: OrderViews,
  now: () => number,
  kind: Kind<Child>
): Collection<Child, TimeSort> {
  const made = (day: number): Born[] =>
    lives.ofDay(day).flatMap((life) => kind.seeds(life).map((seed, place) => ({ life, place, seed })));
  const key = (sort: TimeSort, { seed }: Born, at: number): number | undefined => {
    const moments = seed.moments.filter((each) => each <= at);
    return sort === 'updatedAt' ? moments.at(-1) : moments[0];
  };
  const lane = (sort: TimeSort): Lane<Born> => ({
    made,
    id: ({ seed }) => numericId(seed.id),
    before: 0,
    after: longestLife,
    at: (born, at) => key(sort, born, at),
  });
  const lanes = { id: lane('id'), createdAt: lane('createdAt'), updatedAt: lane('updatedAt') };
  return {
    get: (id) => {
      const number = keyOf(kind.type, id);
      const life = lifeOf(lives, number === undefined ? undefined : Math.floor(number / kind.fanout));
      const at = now();
      const gid = `gid://shopify/${kind.type}/${numericId(id)}`;
      return life && life.facts.createdAt <= at
        ? kind.of(views(life, at)).find((child) => child.id === gid)
        : undefined;
    },
    *list(sort, options = {}) {
      const at = now();
      for (const { life, seed } of walk(lanes[sort], context.calendar, context.openDay, at, options)) {
        const child = kind.of(views(life, at)).find(({ id }) => id === seed.id);
        if (child) {
          yield child;
        }
      }
    },
    count: (sort, options = {}) => lengthOf(walk(lanes[sort], context.calendar, context.openDay, now(), options)),
    position: (sort, child) => ({
      at: sort === 'updatedAt' ? (child.updatedAt ?? child.createdAt) : child.createdAt,
      id: child.id,
    }),
  };
}
