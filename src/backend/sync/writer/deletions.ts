import { sql } from 'kysely';
import type { z } from 'zod';
import { redactIn, type CopyTransaction } from '../../copy';
import {
  addCells,
  addCustomers,
  addHoursOf,
  Cells,
  idLists,
  loadFamilies,
  takeCustomers,
  Waits,
} from '../../copy/rollups';
import type { Entity } from '../entities';
import { mappings } from '../mapping/entities';
import type { markDeleted, sweepBegin, sweepEnd, sweepIds, swept } from './contract';
import type { Store } from './store';

/** Marks records that are gone at Shopify. Orders leave the figures; customers lose their personal data here as well. */
export async function markRecords(store: Store, { entity, ids, at }: z.infer<typeof markDeleted>): Promise<void> {
  try {
    await store.engine.write((transaction) => markIn(store, transaction, entity, ids, at));
  } catch (error) {
    store.forget();
    throw error;
  }
  await store.finishWipe();
}

async function markIn(
  store: Store,
  transaction: CopyTransaction,
  entity: Entity,
  ids: readonly string[],
  at: number
): Promise<void> {
  const { table, kept } = mappings[entity];
  const { db } = transaction;
  if (table === undefined) {
    return;
  }
  const before = entity === 'orders' ? await loadFamilies(db, store.shopId, ids) : [];
  const customers = [...new Set(before.flatMap(({ order }) => order.customer_id ?? []))].sort();
  await takeCustomers(transaction, store.shopId, customers);
  for (const list of idLists(ids)) {
    await db
      .updateTable(table)
      .set({ deleted_at: at })
      .where('shop_id', '=', store.shopId)
      .where('id', 'in', list)
      .where('deleted_at', 'is', null)
      .execute();
    if (kept !== undefined) {
      await sql`update ${sql.table(kept.table)} set deleted_at = ${at} where shop_id = ${store.shopId}
        and deleted_at is null and ${sql.ref(kept.by)} in (${sql.join(list)})`.execute(db);
    }
  }
  if (entity === 'customers') {
    for (const list of idLists(ids)) {
      await redactIn(transaction, { shopId: store.shopId, customers: list, now: at });
    }
  }
  if (entity === 'orders') {
    const cells = new Cells(await store.productsIn(db));
    const waits = new Waits();
    before.forEach((family) => {
      cells.add(family, -1);
      waits.add(family, -1);
    });
    await waits.write(transaction, store.shopId);
    await addCells(transaction, store.shopId, cells);
    await addHoursOf(transaction, store.shopId, ids);
    await addCustomers(transaction, store.shopId, customers);
  }
}

const sweepTable = sql.table('sweep_ids');

/** Begins to gather every id that there is at Shopify. */
export async function beginSweep({ engine }: Store, { entity }: z.infer<typeof sweepBegin>): Promise<void> {
  await engine.write(async ({ db }) => {
    await sql`create table if not exists ${sweepTable} (entity text not null, id text not null,
      primary key (entity, id)) without rowid`.execute(db);
    await sql`delete from ${sweepTable} where entity = ${entity}`.execute(db);
  });
}

export async function gatherIds({ engine }: Store, { entity, ids }: z.infer<typeof sweepIds>): Promise<void> {
  await engine.write(async ({ db }) => {
    for (const list of idLists(ids)) {
      const values = sql.join(list.map((each) => sql`(${entity}, ${each})`));
      await sql`insert into ${sweepTable} (entity, id) values ${values} on conflict do nothing`.execute(db);
    }
  });
}

/** Ids of one step. */
const step = 1_000;
/** Tables whose rows don't tell when they were made: their ids are compared whatever their age. */
const ageless = new Set(['collections', 'locations', 'discounts']);

/** Compares what was gathered with what is here. */
export async function endSweep(
  store: Store,
  { entity, before, at }: z.infer<typeof sweepEnd>
): Promise<z.infer<typeof swept>> {
  const { table } = mappings[entity];
  if (table === undefined) {
    return { missingHere: [], deleted: 0 };
  }
  const { engine, shopId } = store;
  const missing = await sql<{ id: string }>`select id from ${sweepTable} where entity = ${entity} and not exists
    (select 1 from ${sql.table(table)} t where t.shop_id = ${shopId} and t.id = ${sweepTable}.id)`.execute(engine.db);
  const old = ageless.has(table) ? sql`` : sql` and t.created_at < ${before}`;
  const gone = await sql<{ id: string }>`select t.id as id from ${sql.table(table)} t where t.shop_id = ${shopId}
    and t.deleted_at is null${old} and not exists
    (select 1 from ${sweepTable} s where s.entity = ${entity} and s.id = t.id)`.execute(engine.db);
  const ids = gone.rows.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += step) {
    await markRecords(store, { entity, ids: ids.slice(from, from + step), at });
  }
  await engine.write(async ({ db }) => {
    await sql`delete from ${sweepTable} where entity = ${entity}`.execute(db);
  });
  return { missingHere: missing.rows.map(({ id }) => id), deleted: ids.length };
}
