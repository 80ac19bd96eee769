import type { z } from 'zod';
import type { unsettled, unsettledIds } from './contract';
import type { Store } from './store';

/** Statuses that a gateway, or time, may end without moving the order's `updatedAt`. */
const open = ['AUTHORIZED', 'PARTIALLY_PAID', 'PENDING'];

/** Ids of orders made since a moment that await payment, those first that were read longest ago. */
export async function unsettledOrders(
  { engine, shopId }: Store,
  { since, most }: z.infer<typeof unsettled>
): Promise<z.infer<typeof unsettledIds>> {
  const rows = await engine.db
    .selectFrom('orders')
    .select('id')
    .where('shop_id', '=', shopId)
    .where('created_at', '>=', since)
    .where('financial_status', 'in', open)
    .where('deleted_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('synced_at')
    .orderBy('id')
    .limit(most)
    .execute();
  return { ids: rows.map(({ id }) => id) };
}
