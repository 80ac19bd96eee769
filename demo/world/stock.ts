import { hour } from './calendar';
import { gid } from './ids';
import type { Context } from './context';
import { hash, random, unit } from './random';
import type { Gid } from './types';

/** A product of the catalogue with its ids, and a variant with its place in it. */
export interface Ware {
  readonly index: number;
  readonly productId: Gid;
  readonly createdAt: number;
  readonly weight: number;
  readonly variants: readonly WareVariant[];
}

export interface WareVariant {
  readonly key: number;
  readonly id: Gid;
  readonly itemId: Gid;
  readonly label: string;
  readonly sku: string;
  readonly price: number;
  readonly cost: number;
}

export function wares(context: Context): readonly Ware[] {
  const prefix = context.profile.info.key === 'usd' ? 'HP' : 'DB';
  return context.catalogue.map((product, index) => ({
    index,
    productId: gid('Product', 1000 + index),
    createdAt: context.calendar.start(context.openDay - 20 + (index % 5) + product.addedAfter) + 10 * hour,
    weight: product.weight,
    variants: product.variants.map(([label, price, cost], position) => {
      const key = 10_000 + index * 10 + position;
      return {
        key,
        id: gid('ProductVariant', key),
        itemId: gid('InventoryItem', key),
        label,
        sku: `${prefix}-${String(index + 1).padStart(3, '0')}-${position + 1}`,
        price,
        cost,
      };
    }),
  }));
}

const revisionDays = 75;

/** Every product's prices are looked at once in 75 days, at 09:00 on a day of its own; this is the latest such day. */
export function revisionDay(context: Context, product: number, day: number): number {
  const offset = hash(context.seed, 'revision', product) % revisionDays;
  return Math.floor((day - offset) / revisionDays) * revisionDays + offset;
}

/** The price factor that holds from a revision day on. */
export function priceFactor(context: Context, product: number, revision: number): number {
  return [1, 1, 0.95, 1.05, 1.1][hash(context.seed, 'factor', product, revision) % 5] ?? 1;
}

export function priceAt(context: Context, product: number, base: number, time: number): number {
  const at = time - 9 * hour;
  const factor = priceFactor(context, product, revisionDay(context, product, context.calendar.dayOf(at)));
  const step = context.profile.info.currency === 'USD' ? 50 : 100;
  return context.catalogue[product]?.giftCard === true ? base : Math.round((base * factor) / step) * step;
}

const week = (day: number): number => Math.floor((day - 4) / 7);

/** The Monday 06:00 on which shelves were last filled. */
export function restockedAt(context: Context, time: number): number {
  return context.calendar.start(week(context.calendar.dayOf(time - 6 * hour)) * 7 + 4) + 6 * hour;
}

/** Units a location has after Monday's filling; generous against the week's demand. */
export function fill(context: Context, variant: WareVariant, weight: number, location: number, time: number): number {
  const monday = context.calendar.dayOf(restockedAt(context, time));
  const mean = (context.ordersPerDay / 100) * weight * (location === 0 ? 16 : 4);
  return Math.round(20 + mean * (1.6 + unit(context.seed, 'fill', variant.key, location, monday)));
}

/** The time in a week in which a variant is sold out everywhere; most weeks have none. */
export function soldOut(
  context: Context,
  variant: WareVariant,
  time: number
): { start: number; end: number } | undefined {
  const monday = restockedAt(context, time);
  const draw = random(hash(context.seed, 'sold out', variant.key, context.calendar.dayOf(monday)));
  if (!draw.chance(0.045)) {
    return undefined;
  }
  const start = monday + draw.between(40, 150) * hour;
  const end = Math.min(start + draw.between(10, 70) * hour, restockedAt(context, monday + 8 * 24 * hour));
  return { start, end };
}

export function isSoldOut(context: Context, variant: WareVariant, time: number): boolean {
  const gap = soldOut(context, variant, time);
  return gap !== undefined && gap.start <= time && time < gap.end;
}
