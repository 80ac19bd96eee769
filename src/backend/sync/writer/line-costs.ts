import type { CopyTransaction } from '../../copy';
import { idLists } from '../../copy/rollups';
import type { Rows } from '../mapping/context';
import type { Store } from './store';

/** Puts unit costs into line items about to be written. A line that is known keeps the cost that it was first read with. */
export async function fillCosts(
  store: Store,
  { db }: CopyTransaction,
  rows: Rows,
  known: readonly string[]
): Promise<void> {
  const { shopId } = store;
  const sold = new Map(rows.orders.map(({ id, processed_at }) => [id, processed_at]));
  const kept = new Map<string, { readonly unit_cost: number | null; readonly unit_cost_basis: string | null }>();
  for (const ids of idLists(known)) {
    const lines = await db
      .selectFrom('line_items')
      .select(['id', 'unit_cost', 'unit_cost_basis'])
      .where('shop_id', '=', shopId)
      .where('order_id', 'in', ids)
      .execute();
    lines.forEach((line) => kept.set(line.id, line));
    const orders = await db
      .selectFrom('orders')
      .select(['id', 'processed_at'])
      .where('shop_id', '=', shopId)
      .where('id', 'in', ids)
      .execute();
    orders.filter(({ id }) => !sold.has(id)).forEach(({ id, processed_at }) => sold.set(id, processed_at));
  }
  const costs = await store.costsIn(db);
  for (const line of rows.line_items) {
    const before = kept.get(line.id);
    const at = sold.get(line.order_id);
    if (before !== undefined && before.unit_cost !== null) {
      line.unit_cost = before.unit_cost;
      line.unit_cost_basis = before.unit_cost_basis;
    } else if (line.variant_id !== null && at !== undefined) {
      const found = costs.at(line.variant_id, at);
      line.unit_cost = found?.cost ?? null;
      line.unit_cost_basis = found?.basis ?? null;
    }
  }
}
