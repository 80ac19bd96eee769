import type { AffectedOutcome } from '../../../query';
import type { Hit } from './hits';

/** An order that a key may lead to. Money is ten-thousandths of the shop's currency. */
export interface FoundOrder {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly customerId: string | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly total: number;
  readonly currency: string;
  /** PAID, PENDING, …; null where it is not known. */
  readonly status: string | null;
}

export interface FoundCheckout {
  readonly id: string;
  readonly token: string;
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly customerId: string | null;
  readonly total: number;
  readonly currency: string;
}

/** All that was found for some hits. */
export interface Found {
  readonly orders: readonly FoundOrder[];
  readonly checkouts: readonly FoundCheckout[];
  /** Customers that are known, whether they ordered or not. */
  readonly customers: ReadonlySet<string>;
}

/** A hit with what became of it. */
export interface Resolved extends Hit {
  readonly order?: FoundOrder;
  readonly checkout?: FoundCheckout;
  readonly customerId: string | null;
  readonly outcome: AffectedOutcome;
  /** Minutes from the first error to the order. */
  readonly minutesToPaid: number | null;
  /** Ten-thousandths. */
  readonly value: number | null;
  readonly currency: string | null;
  /** True where the order is another one of the same customer. */
  readonly cameBack: boolean;
}

/** An order that comes later than this after an error is not told as its late success. */
export const late = 24 * 3_600_000;

/** Orders that are there and yet not paid. */
const unpaid = new Set(['PENDING', 'EXPIRED', 'VOIDED', 'AUTHORIZED_EXPIRED']);

/** Names with and without the number sign are one. */
export const plainName = (name: string) => (name.startsWith('#') ? name.slice(1) : name);

/** Puts hits and what was found together; hits that turn out to be one order or checkout become one. */
export function resolve(hits: readonly Hit[], { orders, checkouts, customers }: Found): Resolved[] {
  const by = {
    order: new Map(orders.map((order) => [order.id, order])),
    name: new Map(orders.map((order) => [plainName(order.name), order])),
    checkout: mapOf(orders, ({ checkoutToken }) => checkoutToken),
    cart: mapOf(orders, ({ cartToken }) => cartToken),
  };
  const left = new Map(checkouts.map((checkout) => [checkout.token, checkout]));
  const ofCustomer = new Map<string, FoundOrder[]>();
  for (const order of [...orders].sort((a, b) => a.createdAt - b.createdAt)) {
    const all = ofCustomer.get(order.customerId ?? '') ?? [];
    all.push(order);
    ofCustomer.set(order.customerId ?? '', all);
  }
  const merged = new Map<string, Resolved>();
  for (const hit of hits) {
    const { keys, firstAt } = hit;
    const own =
      by.order.get(keys.order ?? '') ??
      by.name.get(plainName(keys.name ?? '')) ??
      by.checkout.get(keys.checkout ?? '') ??
      by.cart.get(keys.cart ?? '');
    const checkout = own === undefined ? left.get(keys.checkout ?? '') : undefined;
    const customerId = own?.customerId ?? checkout?.customerId ?? keys.customer ?? null;
    const later =
      own !== undefined || customerId === null
        ? undefined
        : ofCustomer.get(customerId)?.find(({ createdAt }) => createdAt >= firstAt && createdAt - firstAt <= late);
    const order = own ?? later;
    const isKnown = checkout !== undefined || (customerId !== null && customers.has(customerId));
    const outcome = outcomeOf(hit, order, checkout, isKnown);
    const paidAt = order?.createdAt ?? checkout?.completedAt ?? null;
    const resolved: Resolved = {
      ...hit,
      ...(order === undefined ? {} : { order }),
      ...(checkout === undefined ? {} : { checkout }),
      customerId,
      outcome,
      minutesToPaid: outcome !== 'paid later' || paidAt === null ? null : Math.round((paidAt - firstAt) / 6_000) / 10,
      value: order?.total ?? checkout?.total ?? null,
      currency: order?.currency ?? checkout?.currency ?? null,
      cameBack: own === undefined && later !== undefined,
    };
    const id = own !== undefined ? `o${own.id}` : checkout !== undefined ? `c${checkout.id}` : `${hit.type}:${hit.key}`;
    const known = merged.get(id);
    merged.set(id, known === undefined ? resolved : joined(known, resolved));
  }
  return [...merged.values()];
}

function mapOf(orders: readonly FoundOrder[], key: (order: FoundOrder) => string | null): Map<string, FoundOrder> {
  return new Map(
    orders.flatMap((order) => {
      const value = key(order);
      return value === null ? [] : [[value, order] as const];
    })
  );
}

function outcomeOf(
  { firstAt }: Hit,
  order: FoundOrder | undefined,
  checkout: FoundCheckout | undefined,
  isKnown: boolean
): AffectedOutcome {
  if (order !== undefined) {
    return unpaid.has(order.status ?? '') ? 'not paid' : order.createdAt >= firstAt ? 'paid later' : 'paid before';
  }
  if (checkout !== undefined && checkout.completedAt !== null) {
    return checkout.completedAt >= firstAt ? 'paid later' : 'paid before';
  }
  return isKnown ? 'not paid' : 'unknown';
}

/** Two hits of one record: the newer one's words, the stronger key, all errors; the first error decides the outcome. */
function joined(one: Resolved, other: Resolved): Resolved {
  const [newer, older] = one.lastAt >= other.lastAt ? [one, other] : [other, one];
  const first = one.firstAt <= other.firstAt ? one : other;
  const { outcome, minutesToPaid, firstAt } = first;
  const strong = rank(one) <= rank(other) ? one : other;
  return {
    ...newer,
    type: strong.type,
    key: strong.key,
    keys: { ...older.keys, ...newer.keys },
    errors: one.errors + other.errors,
    firstAt,
    outcome,
    minutesToPaid,
  };
}

const ranks = ['order', 'name', 'checkout', 'cart', 'customer'];
const rank = ({ type }: Hit) => ranks.indexOf(type);
