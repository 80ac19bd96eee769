import { calendar } from './calendar';
import type { Incident, Order, World } from './types';

/** What the shop is doing at this moment, as facts; wording and languages are the reader's business. */
export interface Story {
  readonly shop: string;
  readonly timeZone: string;
  readonly now: number;
  /** `2026-11-23` and `14:20`, on the shop's clocks. */
  readonly localDate: string;
  readonly localTime: string;
  readonly currency: string;
  /** Net of returns, with shipping and taxes; minor units. */
  readonly salesToday: number;
  readonly ordersToday: number;
  /** Until the same moment of day one week ago. */
  readonly salesLastWeek: number;
  readonly ordersLastWeek: number;
  readonly lastOrder: {
    readonly name: string;
    readonly total: number;
    readonly ageMs: number;
    readonly city: string | null;
  } | null;
  readonly abandonedToday: number;
  readonly failedPaymentsToday: number;
  /** The outage that lasts now, or the last one of the past week. */
  readonly incident: {
    readonly active: boolean;
    readonly id: string;
    readonly cause: string;
    readonly service: string;
    readonly start: number;
    readonly end: number;
    readonly errorLines: number;
    readonly checkoutsHit: number;
  } | null;
  readonly topProduct: { readonly title: string; readonly units: number; readonly sales: number } | null;
  readonly soldOutVariants: number;
}

const dayLength = 86_400_000;

interface Takings {
  readonly sales: number;
  readonly orders: number;
  readonly products: ReadonlyMap<string, { units: number; sales: number }>;
}

function takings(world: World, from: number, to: number): Takings {
  let sales = 0;
  const orders = new Set<string>();
  const products = new Map<string, { units: number; sales: number }>();
  for (const line of world.ledger(from, to)) {
    if (line.order.test) {
      continue;
    }
    const net = line.gross + line.discounts + line.returns;
    sales += net + line.shipping + line.tax;
    if (line.kind === 'sale') {
      orders.add(line.order.id);
    }
    if (line.item) {
      const known = products.get(line.item.title) ?? { units: 0, sales: 0 };
      known.units += line.sold - line.returned;
      known.sales += net;
      products.set(line.item.title, known);
    }
  }
  return { sales, orders: orders.size, products };
}

function outage(world: World, now: number): Story['incident'] {
  const last: Incident | undefined = world.incidents(now - 7 * dayLength, now + 1).at(-1);
  if (!last) {
    return null;
  }
  const lines = world.errorLogs(last.start, last.end + 5 * 60_000).filter(({ incidentId }) => incidentId === last.id);
  return {
    active: last.end > now,
    id: last.id,
    cause: last.cause,
    service: last.service,
    start: last.start,
    end: last.end,
    errorLines: lines.length,
    checkoutsHit: new Set(lines.map(({ checkoutToken }) => checkoutToken).filter((token) => token !== null)).size,
  };
}

function newest(world: World): Order | undefined {
  for (const order of world.orders.list('createdAt', { reverse: true })) {
    if (!order.test) {
      return order;
    }
  }
  return undefined;
}

/** The figures of the shop's day so far, in minor units and epoch milliseconds. */
export function story(live: World): Story {
  const now = live.now();
  const world = live.at(now);
  const { shop } = world;
  const days = calendar(shop.timeZone);
  const today = days.dayOf(now);
  const start = days.start(today);
  const current = takings(world, start, now + 1);
  const weekStart = days.start(today - 7);
  const before = takings(world, weekStart, weekStart + (now - start) + 1);
  const last = newest(world);
  const best = [...current.products].sort(([, a], [, b]) => b.sales - a.sales)[0];
  const failures = [...world.payments(start, now + 1)].filter(({ errorCode, test }) => errorCode !== null && !test);
  const local = new Intl.DateTimeFormat('en-GB', { timeZone: shop.timeZone, hour: '2-digit', minute: '2-digit' });
  return {
    shop: shop.name,
    timeZone: shop.timeZone,
    now,
    localDate: days.date(today),
    localTime: local.format(now),
    currency: shop.currency,
    salesToday: current.sales,
    ordersToday: current.orders,
    salesLastWeek: before.sales,
    ordersLastWeek: before.orders,
    lastOrder: last
      ? {
          name: last.name,
          total: last.totals.total.shop,
          ageMs: now - last.createdAt,
          city: last.shippingAddress?.city ?? null,
        }
      : null,
    abandonedToday: world.abandonedCheckouts.count('createdAt', { from: start }),
    failedPaymentsToday: failures.length,
    incident: outage(world, now),
    topProduct: best ? { title: best[0], units: best[1].units, sales: best[1].sales } : null,
    soldOutVariants: [...world.products.list('id')]
      .filter(({ isGiftCard }) => !isGiftCard)
      .flatMap(({ variants }) => variants)
      .filter(({ inventoryQuantity }) => inventoryQuantity === 0).length,
  };
}
