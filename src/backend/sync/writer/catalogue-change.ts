import type { CopyTransaction } from '../../copy';
import { addCells, Cells, idLists, loadFamilies, type Products } from '../../copy/rollups';
import type { Store } from './store';
import type { Taken } from './take';

/** Orders of one step. */
const step = 2_000;

/**
 * Writes products or collections, and works figures by product type or collection out anew for the orders of products
 * whose type or collections change with it.
 */
export async function catalogueChange(
  store: Store,
  transaction: CopyTransaction,
  entity: 'products' | 'collections',
  taken: Taken,
  writeRows: () => Promise<void>
): Promise<void> {
  const { db } = transaction;
  const before = await store.productsIn(db);
  const concerned = await productsOf(store, transaction, entity, taken);
  await writeRows();
  store.forget();
  const after = await store.productsIn(db);
  const changed = concerned.filter((each) => differs(before, after, each));
  const orders = await ordersWith(store, transaction, changed);
  for (let at = 0; at < orders.length; at += step) {
    const families = await loadFamilies(db, store.shopId, orders.slice(at, at + step));
    const old = new Cells(before, ['product_type', 'collection']);
    const fresh = new Cells(after, ['product_type', 'collection']);
    families.forEach((family) => {
      old.add(family, -1);
      fresh.add(family, 1);
    });
    await addCells(transaction, store.shopId, old);
    await addCells(transaction, store.shopId, fresh);
  }
}

function differs(before: Products, after: Products, productId: string): boolean {
  const listed = (products: Products): string => JSON.stringify([...products.collectionsOf(productId)].sort());
  return before.typeOf(productId) !== after.typeOf(productId) || listed(before) !== listed(after);
}

async function productsOf(
  { shopId }: Store,
  { db }: CopyTransaction,
  entity: 'products' | 'collections',
  { rows, replaced }: Taken
): Promise<string[]> {
  if (entity === 'products') {
    return rows.products.map(({ id }) => id);
  }
  const found = new Set(rows.collection_products.map(({ product_id }) => product_id));
  for (const ids of idLists(replaced)) {
    const members = await db
      .selectFrom('collection_products')
      .select('product_id')
      .where('shop_id', '=', shopId)
      .where('collection_id', 'in', ids)
      .execute();
    members.forEach(({ product_id }) => found.add(product_id));
  }
  return [...found];
}

async function ordersWith({ shopId }: Store, { db }: CopyTransaction, products: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const ids of idLists(products)) {
    const lines = await db
      .selectFrom('line_items')
      .select('order_id')
      .distinct()
      .where('shop_id', '=', shopId)
      .where('product_id', 'in', ids)
      .execute();
    lines.forEach(({ order_id }) => found.add(order_id));
  }
  return [...found].sort();
}
