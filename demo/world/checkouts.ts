import { drawLines, drawShipping, lineNet, lineTotal, type BasketRules, type Line } from './basket';
import { buyerOf, exchangeOn } from './buyer';
import { minute } from './calendar';
import type { Context } from './context';
import { gid, keyOf, numericId, perDay, token, tokenKey } from './ids';
import { incidentsOfDay } from './incidents';
import type { Life } from './life';
import type { Lives } from './lives';
import { nothing, plus } from './money';
import type { Planner } from './plan';
import { hash, random } from './random';
import type { Ware } from './stock';
import { lengthOf, walk, type Lane } from './timeline';
import type { AbandonedCheckout, Address, Collection, Gid, TimeSort } from './types';

/** Shopify calls a checkout abandoned when ten minutes have passed without an order. */
const patience = 10 * minute;
/** Keys of abandoned checkouts lie above those of the day's orders, so that both make tokens of their own. */
const above = perDay / 2;

/** A checkout left behind, whenever that is; `completedAt` is set from the moment the buyer came back. */
export interface Left {
  readonly key: number;
  readonly tokenKey: number;
  readonly createdAt: number;
  readonly completedAt: number | undefined;
  readonly life: Life | undefined;
  readonly incidentId: string | undefined;
}

export interface Checkouts {
  readonly ofDay: (day: number) => readonly Left[];
  view(left: Left, now: number): AbandonedCheckout;
}

export function checkouts(context: Context, planner: Planner, lives: Lives, wares: readonly Ware[]): Checkouts {
  const { seed, profile, calendar } = context;
  const days = new Map<number, readonly Left[]>();
  const make = (day: number): readonly Left[] => {
    const plan = planner.plan(day);
    const start = calendar.start(day);
    const left = plan.checkouts.map(({ at, incident }) => ({
      createdAt: at,
      completedAt: undefined,
      life: undefined,
      incidentId: incident?.id,
    }));
    const incidents = incidentsOfDay(context, day);
    const incidentAt = (at: number) => incidents.find(({ start: from, end }) => from <= at && at < end)?.id;
    const recovered = lives.ofDay(day).flatMap((life, place) => {
      const away = plan.orders[place]?.recoveredAfter;
      const createdAt = life.facts.createdAt - (away ?? 0) * minute;
      return away !== undefined && createdAt >= start
        ? [{ createdAt, completedAt: life.facts.createdAt, life, incidentId: incidentAt(createdAt) }]
        : [];
    });
    return [...left, ...recovered]
      .sort((a, b) => a.createdAt - b.createdAt)
      .map((each, place) => {
        const key = day * perDay + above + place;
        return { ...each, key, tokenKey: each.life ? each.life.key : key };
      });
  };

  interface Contents {
    readonly lines: readonly Line[];
    readonly shipping: { readonly price: typeof nothing; readonly tax: typeof nothing } | undefined;
    readonly currency: string;
    readonly customerId: Gid | null;
    readonly address: Address | null;
    readonly codes: readonly string[];
  }
  const contents = (left: Left): Contents => {
    if (left.life) {
      const { facts, lines, shipping } = left.life;
      return {
        lines: lines.filter(({ addedByEdit }) => !addedByEdit),
        shipping,
        currency: facts.presentmentCurrency,
        customerId: facts.customerId,
        address: facts.shippingAddress,
        codes: facts.discountCodes,
      };
    }
    const draw = random(hash(seed, profile.info.key, 'checkout', left.key));
    const buyer = buyerOf(context, left.key);
    const exchange = exchangeOn(context, buyer.currency, Math.floor(left.key / perDay));
    const rules: BasketRules = { exchange, taxRate: buyer.taxRate, promotion: undefined, at: left.createdAt };
    const lines = drawLines(
      context,
      wares,
      (place) => gid('AbandonedCheckoutLineItem', left.key * 8 + place),
      rules,
      draw
    );
    return {
      lines,
      shipping: draw.chance(0.6) ? drawShipping(context, left.key, lines, rules, draw) : undefined,
      currency: buyer.currency,
      customerId: null,
      address: draw.chance(0.7) ? buyer.address : null,
      codes: [],
    };
  };

  return {
    ofDay: (day) => {
      let known = days.get(day);
      if (!known) {
        known = day < context.openDay ? [] : make(day);
        days.set(day, known);
        if (days.size > 130) {
          days.delete(days.keys().next().value ?? day);
        }
      }
      return known;
    },
    view: (left, now) => {
      const { lines, shipping, currency, customerId, address, codes } = contents(left);
      const completed = left.completedAt !== undefined && left.completedAt <= now;
      const text = token('checkout', seed, left.tokenKey);
      const id = gid('AbandonedCheckout', left.key);
      const shippingPrice = shipping?.price ?? nothing;
      return {
        id,
        name: `#${numericId(id)}`,
        token: text,
        cartToken: token('cart', seed, left.tokenKey),
        url: `https://${profile.info.domain}/checkouts/ac/${text}/recover`,
        createdAt: left.createdAt,
        updatedAt: completed ? left.completedAt : left.createdAt,
        completedAt: completed ? left.completedAt : null,
        orderId: completed ? (left.life?.facts.id ?? null) : null,
        customerId,
        currency: profile.info.currency,
        presentmentCurrency: currency,
        discountCodes: codes,
        lines: lines.map((line) => ({
          id: line.id,
          productId: line.productId,
          variantId: line.variantId,
          title: line.title,
          variantTitle: line.variantTitle,
          sku: line.sku,
          quantity: line.quantity,
          unitPrice: line.unitPrice,
        })),
        subtotal: plus(...lines.map(lineNet)),
        discounts: plus(...lines.map(({ totalDiscount }) => totalDiscount)),
        tax: plus(...lines.map(({ tax }) => tax), shipping?.tax ?? nothing),
        shipping: shippingPrice,
        total: plus(...lines.map((line) => lineTotal(context, line)), shippingPrice),
        shippingAddress: address,
        incidentId: left.incidentId ?? null,
      };
    },
  };
}

export interface CheckoutCollection extends Collection<AbandonedCheckout, TimeSort> {
  byToken(token: string): AbandonedCheckout | undefined;
}

export function checkoutCollection(context: Context, source: Checkouts, now: () => number): CheckoutCollection {
  const listed = (left: Left, at: number): boolean => left.createdAt + patience <= at;
  const lane = (sort: TimeSort): Lane<Left> => ({
    made: source.ofDay,
    id: ({ key }) => numericId(gid('AbandonedCheckout', key)),
    before: 0,
    after: 0,
    at: (left, at) => {
      if (!listed(left, at)) {
        return undefined;
      }
      const completed = left.completedAt !== undefined && left.completedAt <= at;
      return sort === 'updatedAt' && completed ? left.completedAt : left.createdAt;
    },
  });
  const lanes = { id: lane('id'), createdAt: lane('createdAt'), updatedAt: lane('updatedAt') };
  const find = (wanted: (left: Left) => boolean, key: number | undefined): AbandonedCheckout | undefined => {
    const at = now();
    const left = key === undefined ? undefined : source.ofDay(Math.floor(key / perDay)).find(wanted);
    return left && listed(left, at) ? source.view(left, at) : undefined;
  };
  return {
    get: (id) => {
      const key = keyOf('AbandonedCheckout', id);
      return find((left) => left.key === key, key);
    },
    byToken: (text) => {
      const key = tokenKey('checkout', context.seed, text);
      return find((left) => left.tokenKey === key, key);
    },
    *list(sort, options = {}) {
      const at = now();
      for (const left of walk(lanes[sort], context.calendar, context.openDay, at, options)) {
        yield source.view(left, at);
      }
    },
    count: (sort, options = {}) => lengthOf(walk(lanes[sort], context.calendar, context.openDay, now(), options)),
    position: (sort, item) => ({ at: sort === 'updatedAt' ? item.updatedAt : item.createdAt, id: item.id }),
  };
}
