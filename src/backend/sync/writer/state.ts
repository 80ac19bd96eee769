import { sql } from 'kysely';
import { z } from 'zod';
import { entities } from '../entities';
import { mainTables } from './apply';
import { jobOfRow, rowOfJob, saveState, stateOfRow } from './book';
import type * as contract from './contract';
import type { Store } from './store';

/** All that a supervisor needs to go on. Entities that nothing is known of yet are left out. */
export async function readState({ engine, shopId, schemaVersion }: Store): Promise<contract.WriterState> {
  const rows = await engine.db.selectFrom('sync_entities').selectAll().where('shop_id', '=', shopId).execute();
  const counted = [];
  for (const row of rows) {
    const name = z.enum(entities).parse(row.entity);
    const { rows: count } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(mainTables[name])}
      where shop_id = ${shopId}`.execute(engine.db);
    counted.push(stateOfRow(row, count[0]?.rows ?? 0));
  }
  const jobs = await engine.db.selectFrom('sync_jobs').selectAll().where('shop_id', '=', shopId).execute();
  return {
    entities: counted,
    jobs: jobs.map(jobOfRow),
    schemaVersion,
    bytes: engine.bytes(),
    asleepSince: z
      .number()
      .nullable()
      .catch(null)
      .parse(await setting({ engine, shopId }, 'asleepSince')),
    paused: (await setting({ engine, shopId }, 'paused')) === true,
  };
}

export async function setting({ engine, shopId }: Pick<Store, 'engine' | 'shopId'>, name: string): Promise<unknown> {
  const row = await engine.db
    .selectFrom('copy_settings')
    .select('value')
    .where('shop_id', '=', shopId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row === undefined ? null : JSON.parse(row.value);
}

export async function keepSetting(
  { engine, shopId }: Pick<Store, 'engine' | 'shopId'>,
  name: string,
  value: unknown
): Promise<void> {
  await engine.write(async ({ upsert }) => {
    await upsert('copy_settings', [{ shop_id: shopId, name, value: JSON.stringify(value ?? null) }]);
  });
}

/** Jobs as the supervisor has them now; a window that is not among them stays as it is. */
export async function keepJobs(store: Store, jobs: readonly contract.Job[], now: number): Promise<void> {
  await store.engine.write(async ({ upsert }) => {
    await upsert(
      'sync_jobs',
      jobs.map((job) => rowOfJob(store.shopId, job, now)),
      { keep: ['started_at'] }
    );
  });
}

export async function keepEntity(store: Store, change: z.infer<typeof contract.saveEntity>): Promise<void> {
  await store.engine.write((transaction) => saveState(transaction, store.shopId, change));
}

export async function keepGap(
  { engine, shopId }: Store,
  { entity, from, to, reason }: z.infer<typeof contract.addGap>
): Promise<void> {
  await engine.write(async ({ upsert }) => {
    await upsert('gaps', [{ shop_id: shopId, entity, from_at: from, to_at: to, reason }]);
  });
}

export async function keepReconciliations(
  { engine, shopId }: Store,
  rows: z.infer<typeof contract.saveReconciliations>['rows']
): Promise<void> {
  await engine.write(async ({ upsert }) => {
    await upsert(
      'reconciliations',
      rows.map((row) => ({ ...row, shop_id: shopId, reasons: JSON.stringify(row.reasons) }))
    );
  });
}

/** Takes or renews the lease, where no other process holds it. */
export async function takeLease(
  { engine, shopId }: Store,
  { holder, now, ttl }: z.infer<typeof contract.lease>
): Promise<z.infer<typeof contract.leased>> {
  return await engine.write(async ({ db, upsert }) => {
    const row = await db.selectFrom('leases').selectAll().where('shop_id', '=', shopId).executeTakeFirst();
    if (row !== undefined && row.holder !== holder && row.until_at > now) {
      return { held: false, holder: row.holder, until: row.until_at };
    }
    await upsert('leases', [{ shop_id: shopId, holder, until_at: now + ttl, stopped: row?.stopped ?? 0 }]);
    return { held: true, holder, until: now + ttl };
  });
}
