import type { CopyTransaction } from '../../copy';
import { addStock } from '../../copy/rollups';
import type { Entity } from '../entities';
import type { Store } from './store';
import type { Taken } from './take';

/** Brings the stock of each day up to date for variants whose levels were read. */
export async function followStock(
  store: Store,
  transaction: CopyTransaction,
  entity: Entity,
  { rows }: Taken,
  readAt: number
): Promise<void> {
  if (entity === 'inventory') {
    const items = [...new Set(rows.inventory_levels.map(({ inventory_item_id }) => inventory_item_id))];
    await addStock(transaction, store.shopId, items, readAt, store.days);
  }
}
