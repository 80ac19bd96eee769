import { calendar, hour } from './calendar';
import { catalogues } from './catalogue';
import { checkoutCollection, checkouts, type Checkouts } from './checkouts';
import { childCollection, fulfillmentKind, fulfillmentOrderKind, refundKind, returnKind } from './children';
import type { Context } from './context';
import { customerCollection } from './customers';
import { discountViews, usage } from './discounts';
import { errorLogs } from './error-logs';
import { eventCollection } from './events';
import { incidentsBetween } from './incidents';
import { ledger, type Ledger } from './ledger';
import { levels, type Levels } from './levels';
import { lives, type Lives } from './lives';
import { orderCollection, type OrderViews } from './orders';
import { planner, type Planner } from './plan';
import { inventoryViews, productViews } from './products';
import { quarter, sessions, type Sessions } from './sessions';
import { shops } from './shops';
import { smallCollection } from './small';
import { themesAt } from './themes';
import { wares, type Ware } from './stock';
import { orderViews } from './view-cache';
import type { ErrorLog, Product, VitalsCell, World, WorldOptions } from './types';
import { vitals } from './vitals';

export { amount, digits } from './money';
export type * from './types';

/** The generators of one store; they know no clock and are shared by all its worlds. */
interface Core {
  readonly context: Context;
  readonly wares: readonly Ware[];
  readonly planner: Planner;
  readonly lives: Lives;
  readonly views: OrderViews;
  readonly levels: Levels;
  readonly ledger: Ledger;
  readonly checkouts: Checkouts;
  readonly sessions: Sessions;
  readonly vitals: { readonly ofDay: (day: number) => readonly VitalsCell[] };
  readonly errorLogs: { readonly ofDay: (day: number) => readonly ErrorLog[] };
  readonly used: (key: number, now: number) => number;
}

function build(options: WorldOptions): Core {
  const profile = shops[options.shop];
  const days = calendar(profile.info.timeZone);
  const context: Context = {
    seed: options.seed,
    profile,
    calendar: days,
    openDay: days.dayOf(profile.info.openedAt),
    ordersPerDay: options.ordersPerDay ?? 100,
    catalogue: catalogues[options.shop],
    anchor: options.anchor,
  };
  const range = wares(context);
  const plans = planner(context);
  const orders = lives(context, plans, range);
  const left = checkouts(context, plans, orders, range);
  return {
    context,
    wares: range,
    planner: plans,
    lives: orders,
    views: orderViews(context),
    levels: levels(context, range, orders),
    ledger: ledger(context, orders),
    checkouts: left,
    sessions: sessions(context, orders, left),
    vitals: vitals(context),
    errorLogs: errorLogs(context, orders, left),
    used: usage(context, plans),
  };
}

/** Items of the local days that [from, to) touches, as a stream. */
function* between<T extends { readonly at: number }>(
  context: Context,
  ofDay: (day: number) => readonly T[],
  from: number,
  to: number,
  ready: (item: T) => boolean
): Generator<T> {
  if (to <= from) {
    return;
  }
  const last = context.calendar.dayOf(to - 1);
  for (let day = Math.max(context.openDay, context.calendar.dayOf(from)); day <= last; day++) {
    for (const item of ofDay(day)) {
      if (item.at >= from && item.at < to && ready(item)) {
        yield item;
      }
    }
  }
}

function worldOf(core: Core, now: () => number): World {
  const { context, lives: orders } = core;
  let viewedAt = NaN;
  let viewed: readonly Product[] = [];
  const products = (): readonly Product[] => {
    const at = now();
    if (at !== viewedAt) {
      viewed = productViews(context, core.wares, core.levels.stock, at);
      viewedAt = at;
    }
    return viewed;
  };
  return {
    shop: context.profile.info,
    now,
    at: (time) => worldOf(core, () => time),
    orders: orderCollection(context, core.planner, orders, core.views, now),
    refunds: childCollection(context, orders, core.views, now, refundKind),
    returns: childCollection(context, orders, core.views, now, returnKind),
    fulfillments: childCollection(context, orders, core.views, now, fulfillmentKind),
    fulfillmentOrders: childCollection(context, orders, core.views, now, fulfillmentOrderKind),
    customers: customerCollection(context, orders, core.views, now),
    abandonedCheckouts: checkoutCollection(context, core.checkouts, now),
    products: smallCollection(products),
    variants: smallCollection(() => products().flatMap(({ variants }) => variants)),
    inventoryItems: smallCollection(() => inventoryViews(context, core.wares, core.levels.level, now())),
    locations: smallCollection(() => context.profile.locations.filter(({ createdAt }) => createdAt <= now())),
    themes: () => themesAt(context, now()),
    discounts: smallCollection(() => discountViews(context, core.used, now())),
    events: eventCollection(context, core.wares, orders, now),
    incidents: (from, to) => incidentsBetween(context, from, Math.min(to, now() + 1)),
    errorLogs: (from, to) => {
      const at = now();
      return [...between(context, core.errorLogs.ofDay, from, to, (line) => line.at <= at)];
    },
    ledger: (from, to) => core.ledger.between(from, to, now()),
    payments: (from, to) => core.ledger.payments(from, to, now()),
    sessions: (from, to) => {
      const at = now();
      return between(context, core.sessions.ofDay, from, to, (cell) => cell.at + quarter <= at);
    },
    webVitals: (from, to) => {
      const at = now();
      return between(context, core.vitals.ofDay, from, to, (cell) => cell.at + hour <= at);
    },
    stockAt: (time) =>
      new Map(
        core.wares.flatMap(({ variants }) => variants.map(({ id, key }) => [id, core.levels.stock(key, time)] as const))
      ),
  };
}

/**
 * A generated store. What it shows at a moment is a function of seed, shop, scale (and anchor) alone: an order that is
 * there at one time is there ever after, whenever and in whatever order one asks.
 */
export function createWorld(options: WorldOptions): World {
  return worldOf(build(options), options.clock);
}
