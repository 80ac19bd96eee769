import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { CopyDatabase, CopyTransaction } from '../../copy';
import { idLists } from '../../copy/rollups';
import type { Entity } from '../entities';

/** Records that are read whole with their root and have rows of their own. */
const children = {
  products: { table: 'variants', by: 'product_id', roots: 'products' },
  inventory: { table: 'inventory_levels', by: 'inventory_item_id', roots: 'inventory_items' },
} as const satisfies Partial<Record<Entity, { table: keyof CopyDatabase; by: string; roots: keyof CopyDatabase }>>;

type Child = (typeof children)[keyof typeof children];

function childOf(entity: Entity): Child | undefined {
  return entity === 'products' || entity === 'inventory' ? children[entity] : undefined;
}

/** Marks variants and levels as gone that a product or item no longer has, the roots being read as a whole. */
export async function markMissing(
  { db }: CopyTransaction,
  shopId: string,
  entity: Entity,
  roots: readonly string[],
  readAt: number
): Promise<void> {
  const child = childOf(entity);
  if (child !== undefined) {
    for (const ids of idLists(roots)) {
      await markUnseen(db, shopId, child, sql`(${sql.join(ids)})`, readAt);
    }
  }
}

/** The same after a bulk result, for all roots that it had. */
export async function markMissingOf(
  { db }: CopyTransaction,
  shopId: string,
  entity: Entity,
  readAt: number
): Promise<void> {
  const child = childOf(entity);
  if (child !== undefined) {
    const read = sql`(select id from ${sql.table(child.roots)} where shop_id = ${shopId} and synced_at = ${readAt})`;
    await markUnseen(db, shopId, child, read, readAt);
  }
}

async function markUnseen(
  db: Kysely<CopyDatabase>,
  shopId: string,
  child: Child,
  roots: RawBuilder<unknown>,
  readAt: number
): Promise<void> {
  await sql`update ${sql.table(child.table)} set deleted_at = ${readAt} where shop_id = ${shopId}
    and ${sql.ref(child.by)} in ${roots} and synced_at < ${readAt} and deleted_at is null`.execute(db);
}
