import { addCells, Cells, idLists, loadFamilies } from '../../copy/rollups';
import type { CopyTransaction } from '../../copy';
import type { Rows } from '../mapping/context';
import type { Store } from './store';

/** Orders of one step. */
const step = 2_000;

/** Variants whose cost nobody knew until now. Call it before the items are written. */
export async function newlyCosted(
  { shopId }: Store,
  { db }: CopyTransaction,
  { inventory_items: items }: Rows
): Promise<string[]> {
  const known = new Set<string>();
  for (const ids of idLists(items.map(({ id }) => id))) {
    const stored = await db
      .selectFrom('inventory_items')
      .select('id')
      .where('shop_id', '=', shopId)
      .where('id', 'in', ids)
      .where('unit_cost', 'is not', null)
      .execute();
    stored.forEach(({ id }) => known.add(id));
  }
  return items.flatMap(({ id, variant_id, unit_cost }) =>
    variant_id === null || unit_cost === null || known.has(id) ? [] : [variant_id]
  );
}

/**
 * Lets earlier sales of variants have the first cost that is known of them, as `fillCosts` would if they were read now, and
 * their figures follow. Call it after the items are written, in the same transaction.
 */
export async function fillLateCosts(
  store: Store,
  transaction: CopyTransaction,
  variants: readonly string[]
): Promise<void> {
  const { db } = transaction;
  const { shopId } = store;
  const orders = await ordersWithout(store, transaction, variants);
  if (orders.length === 0) {
    return;
  }
  const costs = await store.costsIn(db);
  const products = await store.productsIn(db);
  const late = new Set(variants);
  for (let at = 0; at < orders.length; at += step) {
    const some = orders.slice(at, at + step);
    const before = await loadFamilies(db, shopId, some);
    const cells = new Cells(products);
    for (const family of before) {
      cells.add(family, -1);
      for (const { id, variant_id, unit_cost } of family.lines) {
        const found =
          unit_cost === null && variant_id !== null && late.has(variant_id)
            ? costs.at(variant_id, family.order.processed_at)
            : undefined;
        if (found !== undefined) {
          await db
            .updateTable('line_items')
            .set({ unit_cost: found.cost, unit_cost_basis: found.basis })
            .where('shop_id', '=', shopId)
            .where('id', '=', id)
            .execute();
        }
      }
    }
    (await loadFamilies(db, shopId, some)).forEach((family) => {
      cells.add(family, 1);
    });
    await addCells(transaction, shopId, cells);
  }
}

async function ordersWithout(
  { shopId }: Store,
  { db }: CopyTransaction,
  variants: readonly string[]
): Promise<string[]> {
  const found = new Set<string>();
  for (const ids of idLists(variants)) {
    const lines = await db
      .selectFrom('line_items')
      .select('order_id')
      .distinct()
      .where('shop_id', '=', shopId)
      .where('variant_id', 'in', ids)
      .where('unit_cost', 'is', null)
      .execute();
    lines.forEach(({ order_id }) => found.add(order_id));
  }
  return [...found].sort();
}
