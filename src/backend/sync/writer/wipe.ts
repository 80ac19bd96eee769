import { sql } from 'kysely';
import type { CopyTransaction } from '../../copy';
import { idLists } from '../../copy/rollups';
import { tables, type Table } from '../../copy/schema';
import type { Store } from './store';

/** Tables with personal columns of each entity. */
const personalTables = { orders: ['orders', 'refunds'], customers: ['customers'] } as const;
export type PersonalEntity = keyof typeof personalTables;

function personalColumns(name: 'orders' | 'refunds' | 'customers'): string[] {
  const table: Table = tables[name];
  return Object.entries(table.columns).flatMap(([column, { personal }]) => (personal === undefined ? [] : [column]));
}

/** Empties personal columns of whole entities and their raw documents, and has the freed bytes overwritten. */
export async function wipeEntities(store: Store, entities: readonly PersonalEntity[], at: number): Promise<void> {
  const { engine, shopId } = store;
  await sql`pragma secure_delete = on`.execute(engine.db);
  try {
    await engine.write(async ({ db }) => {
      for (const entity of entities) {
        for (const table of personalTables[entity]) {
          const columns = personalColumns(table);
          const empty = sql.join(columns.map((column) => sql`${sql.ref(column)} = null`));
          const any = sql.join(
            columns.map((column) => sql`${sql.ref(column)} is not null`),
            sql` or `
          );
          const redacted = table === 'customers' ? sql`, redacted_at = ${at}` : sql``;
          await sql`update ${sql.table(table)} set ${empty}${redacted}
            where shop_id = ${shopId} and (${any})`.execute(db);
        }
        await db.deleteFrom('documents').where('shop_id', '=', shopId).where('entity', '=', entity).execute();
      }
    });
    await engine.checkpoint();
  } finally {
    await sql`pragma secure_delete = fast`.execute(engine.db);
  }
}

/** The same for single customers that are gone at Shopify. */
export async function wipeCustomers(
  { db }: CopyTransaction,
  shopId: string,
  ids: readonly string[],
  at: number
): Promise<void> {
  for (const list of idLists(ids)) {
    await db
      .updateTable('customers')
      .set({ first_name: null, last_name: null, email: null, phone: null, redacted_at: at })
      .where('shop_id', '=', shopId)
      .where('id', 'in', list)
      .execute();
    await db
      .updateTable('orders')
      .set({ email: null, phone: null, shipping_name: null, shipping_address: null })
      .where('shop_id', '=', shopId)
      .where('customer_id', 'in', list)
      .execute();
    await db
      .deleteFrom('documents')
      .where('shop_id', '=', shopId)
      .where('entity', '=', 'customers')
      .where('id', 'in', list)
      .execute();
    await db
      .deleteFrom('documents')
      .where('shop_id', '=', shopId)
      .where('entity', '=', 'orders')
      .where('id', 'in', (eb) =>
        eb.selectFrom('orders').select('id').where('shop_id', '=', shopId).where('customer_id', 'in', list)
      )
      .execute();
  }
}
