import type { CopyTransaction } from '../engine/engine';
import type { CopyDatabase } from '../schema';
import { idLists } from './family';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Days of the shop's time zone. */
export interface Days {
  dayOf(instant: number): string;
  /** Epoch milliseconds at which a day begins. */
  startOf(text: string): number;
}

interface Level {
  readonly at: number;
  readonly location: string;
  readonly available: number;
}

/** Days before today that are worked out again where history begins later than they. */
const longestBack = 400;

/**
 * Works `daily_stock` out for the variants of inventory items, from the last day that is there (it may have been open
 * still) up to the day of `now`. Days without a change keep the stock of the day before.
 */
export async function addStock(
  { db, upsert }: CopyTransaction,
  shopId: string,
  items: readonly string[],
  now: number,
  days: Days
): Promise<void> {
  for (const ids of idLists(items)) {
    const variants = await db
      .selectFrom('inventory_items')
      .select(['id', 'variant_id'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', ids)
      .execute();
    const changes = await db
      .selectFrom('changes')
      .select(['subject_id', 'location_id', 'at', 'after_value'])
      .where('shop_id', '=', shopId)
      .where('field', '=', 'available')
      .where('subject_id', 'in', ids)
      .orderBy('at')
      .execute();
    const last = await db
      .selectFrom('daily_stock')
      .select(['variant_id', (eb) => eb.fn.max('day').as('day')])
      .where('shop_id', '=', shopId)
      .where(
        'variant_id',
        'in',
        variants.map(({ variant_id }) => variant_id ?? '')
      )
      .groupBy('variant_id')
      .execute();
    const known = new Map(last.map(({ variant_id, day: until }) => [variant_id, until]));
    const byItem = new Map<string, Level[]>();
    for (const { subject_id, location_id, at, after_value } of changes) {
      const list = byItem.get(subject_id) ?? [];
      byItem.set(subject_id, list);
      list.push({ at, location: location_id, available: after_value ?? 0 });
    }
    for (const { id, variant_id } of variants) {
      const levels = byItem.get(id);
      if (variant_id !== null && levels !== undefined) {
        await upsert('daily_stock', stockDays(shopId, variant_id, levels, known.get(variant_id), now, days));
      }
    }
  }
}

/** One row a day, from `from` (or the first change) up to the day of `now`. */
export function stockDays(
  shopId: string,
  variant_id: string,
  levels: readonly Level[],
  from: string | undefined,
  now: number,
  days: Days
): Array<CopyDatabase['daily_stock']> {
  const rows: Array<CopyDatabase['daily_stock']> = [];
  const stock = new Map<string, number>();
  const first = Math.max(levels[0]?.at ?? now, now - longestBack * day);
  let start = days.startOf(from ?? days.dayOf(first));
  let next = 0;
  for (; (levels[next]?.at ?? Infinity) < start; next += 1) {
    const level = levels[next];
    stock.set(level?.location ?? '', level?.available ?? 0);
  }
  while (start <= now) {
    // Days have 23 to 25 hours: the day after begins at the start of the day that 30 hours later is in.
    const end = days.startOf(days.dayOf(start + 30 * 60 * minute));
    let out = 0;
    let since = start;
    let known = stock.size > 0;
    const until = Math.min(end, now);
    for (; (levels[next]?.at ?? Infinity) < end; next += 1) {
      const level = levels[next];
      const at = Math.min(level?.at ?? until, until);
      out += known && total(stock) <= 0 ? at - since : 0;
      since = at;
      known = true;
      stock.set(level?.location ?? '', level?.available ?? 0);
    }
    out += known && total(stock) <= 0 ? Math.max(0, until - since) : 0;
    rows.push({
      shop_id: shopId,
      day: days.dayOf(start),
      variant_id,
      available: total(stock),
      out_minutes: Math.round(out / minute),
    });
    start = end;
  }
  return rows;
}

function total(stock: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const available of stock.values()) {
    sum += available;
  }
  return sum;
}
