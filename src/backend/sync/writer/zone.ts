import { sql } from 'kysely';
import type { CopyTransaction } from '../../copy';
import { rebuildIn } from '../../copy/rollups';
import type { CopyDatabase } from '../../copy/schema';
import { LocalDays } from '../mapping/days';
import type { Store } from './store';

/** Days that are worked out from an instant of the same row. */
const days = [
  { table: 'orders', instant: 'created_at', day: 'created_day' },
  { table: 'orders', instant: 'processed_at', day: 'processed_day' },
  { table: 'sales', instant: 'happened_at', day: 'happened_day' },
  { table: 'transactions', instant: 'processed_at', day: 'processed_day' },
  { table: 'refunds', instant: 'processed_at', day: 'processed_day' },
  { table: 'abandoned_checkouts', instant: 'created_at', day: 'created_day' },
] as const;

const step = 5_000;

/** Follows what Shopify says of the shop itself: another time zone has every day worked out anew. */
export async function followShop(
  store: Store,
  transaction: CopyTransaction,
  rows: ReadonlyArray<CopyDatabase['shops']>
): Promise<void> {
  for (const { timezone } of rows) {
    if (timezone !== store.days.zone) {
      await moveDays(store, transaction, timezone);
    }
  }
}

/**
 * Lets the planner count rows before days are moved to another zone, as `rebuildRollups` does: not possible within the
 * transaction that moves them. `zone` is what Shopify says, unchecked.
 */
export async function beforeMove(store: Store, zone: unknown): Promise<void> {
  if (typeof zone === 'string' && zone !== store.days.zone) {
    await store.engine.analyze();
  }
}

/** Works every day and every figure of a day out anew. */
export async function moveDays(store: Store, transaction: CopyTransaction, zone: string): Promise<void> {
  const local = new LocalDays(zone);
  for (const { table, instant, day } of days) {
    for (let after = ''; ;) {
      const { rows } = await sql<{ id: string; at: number | null; day: string | null }>`
        select id, ${sql.ref(instant)} as at, ${sql.ref(day)} as day from ${sql.table(table)}
        where shop_id = ${store.shopId} and id > ${after} order by id limit ${step}`.execute(transaction.db);
      for (const row of rows) {
        const moved = row.at === null ? null : local.dayOf(row.at);
        if (moved !== row.day) {
          await sql`update ${sql.table(table)} set ${sql.ref(day)} = ${moved}
            where shop_id = ${store.shopId} and id = ${row.id}`.execute(transaction.db);
        }
      }
      const last = rows.at(-1);
      if (last === undefined) {
        break;
      }
      after = last.id;
    }
  }
  await rebuildIn(transaction, store.shopId);
  store.days = local;
}
