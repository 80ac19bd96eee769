import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import type { CopyEngine, CopyTransaction } from '../engine/engine';
import { openConnection } from '../engine/sqlite/connection';
import { sqliteDialect } from '../engine/sqlite/driver';
import { asCopyError } from '../engine/sqlite/failures';
import { Statements } from '../engine/sqlite/statements';
import { backupsOf, exportsOf } from '../files/names';
import { tables, type Table } from '../schema';

/** Entities whose personal data has a switch. */
export type PersonalEntity = 'orders' | 'customers';

const tablesOf: Readonly<Record<PersonalEntity, readonly Table[]>> = {
  orders: [tables.orders, tables.refunds],
  customers: [tables.customers],
};

export interface WipeOptions {
  readonly file: string;
  readonly entities: readonly PersonalEntity[];
}

/**
 * Wipes every personal column of entities: in the copy, in its raw documents, in its back-ups and exports. Nothing of it
 * stays in freed pages or in the log: files are written anew. What a disk or a volume's snapshot keeps of deleted blocks
 * is out of reach. Takes as long, and as much free space, as writing the files once.
 */
export async function wipePersonal(engine: CopyEngine, { file, entities }: WipeOptions): Promise<void> {
  await engine.write(({ db }) => wipe(db, entities));
  await engine.rewrite();
  rmSync(exportsOf(file), { recursive: true, force: true });
  for (const backup of backupFilesOf(file)) {
    await wipeFile(backup, entities);
  }
}

export interface RedactOptions {
  readonly shopId: string;
  /** Customers that were deleted or redacted at Shopify. */
  readonly customers: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Wipes the personal data of some customers in the present copy: their rows, their orders, refunds and raw documents. Their
 * ids stay, so that figures do. Call `engine.rewrite()` afterwards, once for many: until then freed pages may hold
 * remains. Back-ups made before hold their data until they are replaced.
 */
export async function redactCustomers(engine: CopyEngine, options: RedactOptions): Promise<void> {
  await engine.write((transaction) => redactIn(transaction, options));
}

/** The same inside a transaction; some thousand customers at most. */
export async function redactIn({ db }: CopyTransaction, { shopId, customers, now }: RedactOptions): Promise<void> {
  const ids = [...customers];
  const orders = db.selectFrom('orders').select('id').where('shop_id', '=', shopId).where('customer_id', 'in', ids);
  await db
    .deleteFrom('documents')
    .where('shop_id', '=', shopId)
    .where((eb) =>
      eb.or([
        eb.and([eb('entity', '=', 'customers'), eb('id', 'in', ids)]),
        eb.and([eb('entity', '!=', 'customers'), eb('id', 'in', orders)]),
      ])
    )
    .execute();
  await db
    .updateTable('refunds')
    .set({ note: null })
    .where('shop_id', '=', shopId)
    .where('order_id', 'in', orders)
    .execute();
  await db
    .updateTable('orders')
    .set({ email: null, phone: null, shipping_name: null, shipping_address: null })
    .where('shop_id', '=', shopId)
    .where('customer_id', 'in', ids)
    .execute();
  await db
    .updateTable('customers')
    .set({ first_name: null, last_name: null, email: null, phone: null, redacted_at: now })
    .where('shop_id', '=', shopId)
    .where('id', 'in', ids)
    .execute();
}

/** Only columns that the file has: a back-up can be of an older schema. */
async function wipe<DB>(db: Kysely<DB>, entities: readonly PersonalEntity[]): Promise<void> {
  for (const table of entities.flatMap((entity) => tablesOf[entity])) {
    const there = await sql<{ name: string }>`select name from pragma_table_info(${table.name})`.execute(db);
    const present = new Set(there.rows.map(({ name }) => name));
    const columns = Object.entries(table.columns).flatMap(([name, { personal }]) =>
      personal === undefined || !present.has(name) ? [] : [sql.ref(name)]
    );
    if (columns.length > 0) {
      const blank = sql.join(columns.map((column) => sql`${column} = null`));
      const some = sql.join(
        columns.map((column) => sql`${column} is not null`),
        sql` or `
      );
      await sql`update ${sql.table(table.name)} set ${blank} where ${some}`.execute(db);
    }
  }
  await sql`delete from documents`.execute(db);
}

/** Every back-up of a copy that lies in its own directory of back-ups. */
export function backupFilesOf(file: string): string[] {
  const directory = backupsOf(file);
  const start = `${path.basename(file, '.sqlite')}.`;
  try {
    return readdirSync(directory)
      .filter((name) => name.startsWith(start) && name.endsWith('.sqlite'))
      .map((name) => path.join(directory, name));
  } catch {
    return [];
  }
}

async function wipeFile(file: string, entities: readonly PersonalEntity[]): Promise<void> {
  const database = openConnection(file, 'rewrite');
  try {
    const db = new Kysely<unknown>({ dialect: sqliteDialect({ file, statements: new Statements(database) }) });
    await db.transaction().execute((transaction) => wipe(transaction, entities));
    database.exec('vacuum');
  } catch (error) {
    throw asCopyError(error, file);
  } finally {
    database.close();
  }
}
