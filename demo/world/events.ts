import type { Calendar } from './calendar';
import type { Context } from './context';
import { gid, numericId } from './ids';
import { longestLife, type Life } from './life';
import type { Lives } from './lives';
import { productTouches } from './products';
import { promotionsUntil } from './promotions';
import type { Ware } from './stock';
import { lengthOf, walk } from './timeline';
import type { Collection, StoreEvent } from './types';

type Draft = Omit<StoreEvent, 'id' | 'appTitle' | 'attributeToApp' | 'attributeToUser' | 'criticalAlert'> & {
  readonly byStaff?: boolean;
};

function* ofLife(life: Life): Generator<Draft> {
  const { facts } = life;
  const about = { subjectType: 'ORDER' as const, subjectId: facts.id };
  yield { ...about, action: 'placed', createdAt: facts.createdAt, message: `Order ${facts.name} was placed.` };
  for (const { status, errorCode, gateway, processedAt } of life.transactions) {
    if (status === 'FAILURE' || status === 'ERROR') {
      const createdAt = Math.max(processedAt, facts.createdAt);
      const message = `A payment through ${gateway} failed (${errorCode ?? 'unknown'}).`;
      yield { ...about, action: 'payment_failure', createdAt, message };
    }
  }
  for (const { createdAt, name } of life.fulfillments) {
    yield { ...about, action: 'fulfillment_success', createdAt, message: `${name} was fulfilled.` };
  }
  for (const { createdAt } of life.refunds) {
    const message = `Items of order ${facts.name} were refunded.`;
    yield { ...about, action: 'refund', createdAt, message, byStaff: true };
  }
  if (life.editedAt !== undefined) {
    const message = `Order ${facts.name} was edited.`;
    yield { ...about, action: 'edited', createdAt: life.editedAt, message, byStaff: true };
  }
  if (life.cancelledAt !== undefined) {
    const message = `Order ${facts.name} was canceled.`;
    yield { ...about, action: 'cancelled', createdAt: life.cancelledAt, message, byStaff: true };
  }
  if (life.closedAt !== undefined && life.cancelledAt === undefined) {
    yield { ...about, action: 'closed', createdAt: life.closedAt, message: `Order ${facts.name} was archived.` };
  }
}

function* ofStore(context: Context, wares: readonly Ware[], day: number): Generator<Draft> {
  const end = context.calendar.start(day + 1) - 1;
  for (const ware of wares) {
    const title = context.catalogue[ware.index]?.title ?? '';
    const about = { subjectType: 'PRODUCT' as const, subjectId: ware.productId, byStaff: true };
    yield { ...about, action: 'create', createdAt: ware.createdAt, message: `${title} was created.` };
    const { edited, priced } = productTouches(context, ware, end);
    if (edited > ware.createdAt) {
      yield { ...about, action: 'update', createdAt: edited, message: `${title} was updated.` };
    }
    if (priced > ware.createdAt) {
      yield { ...about, action: 'update', createdAt: priced, message: `The prices of ${title} were reviewed.` };
    }
    // Samples are set up as products of their own and deleted again: what deletions look like.
    if ((day + ware.index * 7) % 45 === 0) {
      const createdAt = context.calendar.start(day) + (11 * 60 + ware.index) * 60_000;
      const subjectId = gid('Product', 900_000 + ware.index * 10_000 + (day % 10_000));
      yield { ...about, subjectId, action: 'destroy', createdAt, message: `${title} (sample) was deleted.` };
    }
  }
  for (const { firstDay, key, code, title } of promotionsUntil(context, day)) {
    const createdAt = context.calendar.start(firstDay - 3);
    const subjectId = gid(code === null ? 'DiscountAutomaticNode' : 'DiscountCodeNode', key);
    const message = `Discount ${title} was created.`;
    yield { subjectType: 'DISCOUNT_NODE', subjectId, action: 'create', createdAt, message, byStaff: true };
  }
}

/** Everything the store's timeline says of a local day, oldest first. */
function eventsOfDay(context: Context, wares: readonly Ware[], lives: Lives, day: number): readonly StoreEvent[] {
  const { calendar } = context;
  const start = calendar.start(day);
  const end = calendar.start(day + 1);
  const drafts: Draft[] = [...ofStore(context, wares, day)];
  for (let made = day - longestLife; made <= day; made++) {
    for (const life of lives.ofDay(made)) {
      const last = Math.max(life.touches.at(-1) ?? 0, life.closedAt ?? 0);
      if (last >= start) {
        drafts.push(...ofLife(life));
      }
    }
  }
  return drafts
    .filter(({ createdAt }) => createdAt >= start && createdAt < end)
    .sort((a, b) => a.createdAt - b.createdAt || numericId(a.subjectId) - numericId(b.subjectId))
    .map(({ byStaff = false, ...draft }, place) => ({
      ...draft,
      id: gid('BasicEvent', day * 1_000_000 + place),
      appTitle: null,
      attributeToApp: false,
      attributeToUser: byStaff,
      criticalAlert: false,
    }));
}

/** Shopify keeps events for one year. */
const kept = 365;

export function eventCollection(
  context: Context,
  wares: readonly Ware[],
  lives: Lives,
  now: () => number
): Collection<StoreEvent, 'id' | 'createdAt'> {
  const calendar: Calendar = context.calendar;
  const days = new Map<number, readonly StoreEvent[]>();
  const made = (day: number): readonly StoreEvent[] => {
    let known = days.get(day);
    if (!known) {
      known = eventsOfDay(context, wares, lives, day);
      days.set(day, known);
      // The whole year: it is read page by page, each page from the start of the list.
      if (days.size > kept + 30) {
        days.delete(days.keys().next().value ?? day);
      }
    }
    return known;
  };
  const lane = {
    made,
    id: (event: StoreEvent) => numericId(event.id),
    before: 0,
    after: 0,
    at: (event: StoreEvent, at: number) => (event.createdAt <= at ? event.createdAt : undefined),
  };
  const first = (at: number): number => Math.max(context.openDay - 25, calendar.dayOf(at) - kept);
  return {
    get: (id) => {
      const day = Math.floor((numericId(id) - 170_000_000_000_000) / 1_000_000);
      const at = now();
      const number = numericId(id);
      return day < first(at)
        ? undefined
        : made(day).find((event) => numericId(event.id) === number && event.createdAt <= at);
    },
    *list(_sort, options = {}) {
      const at = now();
      yield* walk(lane, calendar, first(at), at, options);
    },
    count: (_sort, options = {}) => {
      const at = now();
      return lengthOf(walk(lane, calendar, first(at), at, options));
    },
    position: (_sort, event) => ({ at: event.createdAt, id: event.id }),
  };
}
