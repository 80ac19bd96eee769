import type { CopyTransaction } from '../../copy';
import { idLists } from '../../copy/rollups';
import type { Entity } from '../entities';

/** Marks variants and levels as gone that a product or item no longer has, the roots being read as a whole. */
export async function markMissing(
  { db }: CopyTransaction,
  shopId: string,
  entity: Entity,
  roots: readonly string[],
  readAt: number
): Promise<void> {
  for (const ids of idLists(roots)) {
    if (entity === 'products') {
      await db
        .updateTable('variants')
        .set({ deleted_at: readAt })
        .where('shop_id', '=', shopId)
        .where('product_id', 'in', ids)
        .where('synced_at', '<', readAt)
        .where('deleted_at', 'is', null)
        .execute();
    } else if (entity === 'inventory') {
      await db
        .updateTable('inventory_levels')
        .set({ deleted_at: readAt })
        .where('shop_id', '=', shopId)
        .where('inventory_item_id', 'in', ids)
        .where('synced_at', '<', readAt)
        .where('deleted_at', 'is', null)
        .execute();
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
  if (entity === 'products') {
    await db
      .updateTable('variants')
      .set({ deleted_at: readAt })
      .where('shop_id', '=', shopId)
      .where('synced_at', '<', readAt)
      .where('deleted_at', 'is', null)
      .where('product_id', 'in', (eb) =>
        eb.selectFrom('products').select('id').where('shop_id', '=', shopId).where('synced_at', '=', readAt)
      )
      .execute();
  } else if (entity === 'inventory') {
    await db
      .updateTable('inventory_levels')
      .set({ deleted_at: readAt })
      .where('shop_id', '=', shopId)
      .where('synced_at', '<', readAt)
      .where('deleted_at', 'is', null)
      .where('inventory_item_id', 'in', (eb) =>
        eb.selectFrom('inventory_items').select('id').where('shop_id', '=', shopId).where('synced_at', '=', readAt)
      )
      .execute();
  }
}
