import { rmSync } from 'node:fs';
import { sql, type Kysely } from 'kysely';
import type { CopyEngine, CopyTransaction } from '../engine/engine';
import { exportsOf } from '../files/names';
import type { CopyDatabase } from '../schema';
import { personalColumns, personalTables, type PersonalEntity } from './personal';
import { wipeBackups } from './wipe-backups';

export interface WipeOptions {
  readonly file: string;
  readonly entities: readonly PersonalEntity[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Settings of a copy: when personal data was last wiped, and whether freed pages still hold what was. */
const goneSetting = 'personalGone';
const dueSetting = 'rewriteDue';

/**
 * Wipes every personal column of entities, and chosen metafields of customers with theirs: in the copy, in its raw documents, in its back-ups and exports. Nothing of it
 * stays in freed pages or in the log: files are written anew. What a disk or a volume's snapshot keeps of deleted blocks
 * is out of reach. Takes as long, and as much free space, as writing the files once. Done again after a stop, it ends what
 * was begun.
 */
export async function wipePersonal(engine: CopyEngine, { file, entities, now }: WipeOptions): Promise<void> {
  await engine.write(async ({ db }) => {
    await wipe(db, entities);
    await noteGone(db, now);
  });
  await finishWipe(engine, file);
  wipeBackups({ file, entities, now });
}

/**
 * Writes the copy anew where pages that were freed still hold what was wiped, and deletes its exports; does nothing where
 * that is done. Call it after `redactIn`, and whenever a copy is opened: a stop in between leaves it to be done.
 */
export async function finishWipe(engine: CopyEngine, file: string): Promise<void> {
  const due = () => engine.db.selectFrom('copy_settings').select('value').where('name', '=', dueSetting);
  if ((await due().executeTakeFirst()) === undefined) {
    return;
  }
  await engine.rewrite();
  rmSync(exportsOf(file), { recursive: true, force: true });
  await engine.write(({ db }) => db.deleteFrom('copy_settings').where('name', '=', dueSetting).execute());
}

export interface RedactOptions {
  readonly shopId: string;
  /** Customers that were deleted or redacted at Shopify. */
  readonly customers: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Wipes the personal data of some customers in the present copy: their rows, their chosen metafields, their orders,
 * refunds and raw documents. Their ids stay, so that figures do. Call `finishWipe` afterwards, once for many: until then freed pages may hold remains.
 * Back-ups made before hold their data until `wipeBackups` has followed.
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
    .deleteFrom('metafields')
    .where('shop_id', '=', shopId)
    .where('owner', '=', 'customers')
    .where('owner_id', 'in', ids)
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
  await noteGone(db, now);
}

/** Says within a transaction that personal data was wiped: pages are to be written anew, and back-ups to follow. */
export async function noteGone(db: CopyTransaction['db'], now: number): Promise<void> {
  for (const name of [goneSetting, dueSetting]) {
    await sql`insert into copy_settings (shop_id, name, value) select shop_id, ${name}, ${String(now)} from shops
      where true on conflict do update set value = max(cast(value as integer), cast(excluded.value as integer))`.execute(
      db
    );
  }
}

async function wipe(db: Kysely<CopyDatabase>, entities: readonly PersonalEntity[]): Promise<void> {
  for (const table of entities.flatMap((entity) => personalTables[entity])) {
    const columns = personalColumns(table).map((name) => sql.ref(name));
    const blank = sql.join(columns.map((column) => sql`${column} = null`));
    const some = sql.join(
      columns.map((column) => sql`${column} is not null`),
      sql` or `
    );
    await sql`update ${sql.table(table.name)} set ${blank} where ${some}`.execute(db);
  }
  if (entities.includes('customers')) {
    await db.deleteFrom('metafields').where('owner', '=', 'customers').execute();
  }
  await sql`delete from documents`.execute(db);
}
