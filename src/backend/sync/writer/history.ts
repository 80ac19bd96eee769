import type { Kysely } from 'kysely';
import type { CopyTransaction } from '../../copy';
import { idLists } from '../../copy/rollups';
import type { CopyDatabase } from '../../copy/schema';
import type { Rows } from '../mapping/context';
import { themeChanges } from './themes';

type Change = CopyDatabase['changes'];
type Value = number | string | null;

interface Noticed {
  readonly field: string;
  readonly subject: string;
  readonly location?: string;
  readonly at: number;
  /** Undefined where the subject was not known before. */
  readonly before: Value | undefined;
  readonly after: Value;
}

/**
 * Notes what differs between rows about to be written and those that are there: stock, prices, costs, status and the published theme, one row
 * per change. Call it before writing, in the same transaction.
 */
export async function noteChanges(
  { db, upsert }: CopyTransaction,
  shopId: string,
  rows: Rows,
  readAt: number
): Promise<void> {
  const noticed = [
    ...(await ofVariants(db, shopId, rows)),
    ...(await ofProducts(db, shopId, rows)),
    ...(await ofItems(db, shopId, rows)),
    ...(await ofLevels(db, shopId, rows)),
    ...(await ofDiscounts(db, shopId, rows, readAt)),
    ...(await themeChanges(db, shopId, rows, readAt)),
  ].filter(({ before, after }) => before !== after && !(before === undefined && after === null));
  const changes = noticed.map((each) => changeOf(shopId, each, readAt));
  // Two changes in one second are one: from before the first to after the last.
  await upsert('changes', changes, { keep: ['before_value', 'before_text'] });
}

function changeOf(shopId: string, { field, subject, location = '', at, before, after }: Noticed, seen: number): Change {
  return {
    shop_id: shopId,
    field,
    subject_id: subject,
    location_id: location,
    at,
    seen_at: seen,
    before_value: typeof before === 'number' ? before : null,
    after_value: typeof after === 'number' ? after : null,
    before_text: typeof before === 'string' ? before : null,
    after_text: typeof after === 'string' ? after : null,
  };
}

async function ofVariants(db: Kysely<CopyDatabase>, shopId: string, { variants }: Rows): Promise<Noticed[]> {
  const old = new Map<string, { price: number; compare_at_price: number | null }>();
  for (const ids of idLists(variants.map(({ id }) => id))) {
    const found = await db
      .selectFrom('variants')
      .select(['id', 'price', 'compare_at_price'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', ids)
      .execute();
    found.forEach((row) => old.set(row.id, row));
  }
  return variants.flatMap(({ id, price, compare_at_price, updated_at: at }) => {
    const before = old.get(id);
    return [
      { field: 'price', subject: id, at, before: before?.price, after: price },
      { field: 'compare_at_price', subject: id, at, before: before?.compare_at_price, after: compare_at_price },
    ];
  });
}

async function ofProducts(db: Kysely<CopyDatabase>, shopId: string, { products }: Rows): Promise<Noticed[]> {
  const old = new Map<string, string>();
  for (const ids of idLists(products.map(({ id }) => id))) {
    const found = await db
      .selectFrom('products')
      .select(['id', 'status'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', ids)
      .execute();
    found.forEach(({ id, status }) => old.set(id, status));
  }
  return products.map(({ id, status, updated_at: at }) => ({
    field: 'product_status',
    subject: id,
    at,
    before: old.get(id),
    after: status,
  }));
}

async function ofItems(db: Kysely<CopyDatabase>, shopId: string, { inventory_items }: Rows): Promise<Noticed[]> {
  const old = new Map<string, number | null>();
  for (const ids of idLists(inventory_items.map(({ id }) => id))) {
    const found = await db
      .selectFrom('inventory_items')
      .select(['id', 'unit_cost'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', ids)
      .execute();
    found.forEach(({ id, unit_cost }) => old.set(id, unit_cost));
  }
  return inventory_items.map(({ id, unit_cost, updated_at: at }) => ({
    field: 'unit_cost',
    subject: id,
    at,
    before: old.get(id),
    after: unit_cost,
  }));
}

async function ofLevels(db: Kysely<CopyDatabase>, shopId: string, { inventory_levels }: Rows): Promise<Noticed[]> {
  const key = (item: string, location: string): string => `${item} ${location}`;
  const old = new Map<string, { available: number | null; on_hand: number | null }>();
  for (const ids of idLists([...new Set(inventory_levels.map(({ inventory_item_id }) => inventory_item_id))])) {
    const found = await db
      .selectFrom('inventory_levels')
      .select(['inventory_item_id', 'location_id', 'available', 'on_hand'])
      .where('shop_id', '=', shopId)
      .where('inventory_item_id', 'in', ids)
      .execute();
    found.forEach((row) => old.set(key(row.inventory_item_id, row.location_id), row));
  }
  return inventory_levels.flatMap((level) => {
    const { inventory_item_id: subject, location_id: location, updated_at: at, available, on_hand } = level;
    const before = old.get(key(subject, location));
    return [
      { field: 'available', subject, location, at, before: before?.available, after: available },
      { field: 'on_hand', subject, location, at, before: before?.on_hand, after: on_hand },
    ];
  });
}

/** Usage counts and the status that time alone changes come without a time of their own. */
async function ofDiscounts(
  db: Kysely<CopyDatabase>,
  shopId: string,
  { discounts }: Rows,
  readAt: number
): Promise<Noticed[]> {
  const old = new Map<string, { status: string; usage_count: number | null }>();
  for (const ids of idLists(discounts.map(({ id }) => id))) {
    const found = await db
      .selectFrom('discounts')
      .select(['id', 'status', 'usage_count'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', ids)
      .execute();
    found.forEach((row) => old.set(row.id, row));
  }
  return discounts.flatMap(({ id, status, usage_count }) => {
    const before = old.get(id);
    return [
      { field: 'discount_status', subject: id, at: readAt, before: before?.status, after: status },
      { field: 'discount_usage', subject: id, at: readAt, before: before?.usage_count, after: usage_count },
    ];
  });
}
