import type { CopyTransaction } from '../../copy';
import { noteGone, redactIn } from '../../copy';
import { idLists } from '../../copy/rollups';
import type { Rows } from '../mapping/context';
import type { Store } from './store';

/**
 * Finds people whose personal data Shopify has no more, though it is stored here: Shopify redacts a customer without
 * deleting it. What is stored of them elsewhere goes as well, in this transaction; `finishWipe` clears freed pages and
 * back-ups follow. Call it before the rows are written.
 */
export async function followRedactions(
  { shopId, personal }: Store,
  transaction: CopyTransaction,
  { customers, orders }: Rows,
  readAt: number
): Promise<void> {
  const { db } = transaction;
  if (personal.has('customers')) {
    const bare = customers.filter((row) => !isFilled([row.first_name, row.last_name, row.email, row.phone]));
    for (const ids of idLists(bare.map(({ id }) => id))) {
      const stored = await db
        .selectFrom('customers')
        .select(['id', 'first_name', 'last_name', 'email', 'phone'])
        .where('shop_id', '=', shopId)
        .where('id', 'in', ids)
        .execute();
      const redacted = stored.filter(({ id: _, ...row }) => isFilled(Object.values(row))).map(({ id }) => id);
      if (redacted.length > 0) {
        await redactIn(transaction, { shopId, customers: redacted, now: readAt });
      }
    }
  }
  if (personal.has('orders')) {
    const bare = orders.filter((row) => !isFilled([row.email, row.phone, row.shipping_name, row.shipping_address]));
    for (const ids of idLists(bare.map(({ id }) => id))) {
      const stored = await db
        .selectFrom('orders')
        .select(['email', 'phone', 'shipping_name', 'shipping_address'])
        .where('shop_id', '=', shopId)
        .where('id', 'in', ids)
        .execute();
      if (stored.some((row) => isFilled(Object.values(row)))) {
        await noteGone(db, readAt);
      }
    }
  }
}

function isFilled(values: ReadonlyArray<string | null>): boolean {
  return values.some((value) => value !== null);
}
