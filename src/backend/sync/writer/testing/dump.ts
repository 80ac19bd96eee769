import { sql } from 'kysely';
import { tables } from '../../../copy/schema';
import type { Store } from '../store';

/** Columns that tell when something was read. */
const whenRead = new Set(['synced_at', 'seen_at']);
const ofSyncing = /^(sync_|dirty|leases|copy_settings|documents|shops|gaps)/;

/** Every row of every table of records and figures, in an order of their own, without when it was read. */
export async function dump(
  store: Store,
  names: readonly string[] = Object.keys(tables)
): Promise<Record<string, readonly unknown[]>> {
  const found: Record<string, readonly unknown[]> = {};
  for (const name of names.filter((each) => !ofSyncing.test(each))) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(store.engine.db);
    const kept = rows.map((row) => Object.entries(row).filter(([column]) => !whenRead.has(column)));
    found[name] = kept.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}
