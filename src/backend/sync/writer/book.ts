import { z } from 'zod';
import type { CopyTransaction } from '../../copy';
import type { CopyDatabase } from '../../copy/schema';
import { entities } from '../entities';
import { cursor, entityState, failure, job as jobShape, type EntityState, type Job, type saveEntity } from './contract';

type EntityRow = CopyDatabase['sync_entities'];
type JobRow = CopyDatabase['sync_jobs'];

const entity = z.enum(entities);

export function jobOfRow(row: JobRow): Job {
  return jobShape.parse({
    entity: row.entity,
    windowFrom: row.window_from,
    windowTo: row.window_to,
    operationId: row.operation_id,
    status: row.status,
    objectCount: row.object_count,
    rootCount: row.root_count,
    linesDone: row.lines_done,
    bytesDone: row.bytes_done,
    objectsWritten: row.objects_written,
    rootsWritten: row.roots_written,
    attempts: row.attempts,
    error: row.error === null ? null : failure.parse(JSON.parse(row.error)),
  });
}

export function rowOfJob(shopId: string, job: Job, now: number): JobRow {
  return {
    shop_id: shopId,
    entity: job.entity,
    window_from: job.windowFrom,
    window_to: job.windowTo,
    operation_id: job.operationId,
    status: job.status,
    object_count: job.objectCount,
    root_count: job.rootCount,
    lines_done: job.linesDone,
    bytes_done: job.bytesDone,
    objects_written: job.objectsWritten,
    roots_written: job.rootsWritten,
    attempts: job.attempts,
    started_at: null,
    updated_at: now,
    error: job.error === null ? null : JSON.stringify(job.error),
  };
}

/** `rows` is counted by whoever asks. */
export function stateOfRow(row: EntityRow, rows: number): EntityState {
  return entityState.parse({
    entity: row.entity,
    state: row.state,
    cursor: row.cursor_at === null ? null : cursor.parse({ at: row.cursor_at, id: row.cursor_id ?? '' }),
    rows,
    completeFrom: row.complete_from,
    checkedAt: row.checked_at,
    sweptAt: row.swept_at,
    error: row.error === null ? null : failure.parse(JSON.parse(row.error)),
  });
}

/** Changes what is known of an entity; what is left out stays. */
export async function saveState(
  { db, upsert }: CopyTransaction,
  shopId: string,
  change: z.infer<typeof saveEntity>
): Promise<void> {
  const row = await db
    .selectFrom('sync_entities')
    .selectAll()
    .where('shop_id', '=', shopId)
    .where('entity', '=', change.entity)
    .executeTakeFirst();
  const before = row ?? blank(shopId, entity.parse(change.entity));
  const { state, cursor: at, rows, completeFrom, checkedAt, sweptAt, error } = change;
  await upsert('sync_entities', [
    {
      ...before,
      ...(state !== undefined && { state }),
      ...(at !== undefined && { cursor_at: at?.at ?? null, cursor_id: at?.id ?? null }),
      ...(rows !== undefined && { rows }),
      ...(completeFrom !== undefined && { complete_from: completeFrom }),
      ...(checkedAt !== undefined && { checked_at: checkedAt }),
      ...(sweptAt !== undefined && { swept_at: sweptAt }),
      ...(error !== undefined && { error: error === null ? null : JSON.stringify(error) }),
    },
  ]);
}

function blank(shopId: string, name: string): EntityRow {
  return {
    shop_id: shopId,
    entity: name,
    state: 'waiting',
    cursor_at: null,
    cursor_id: null,
    rows: 0,
    complete_from: null,
    checked_at: null,
    swept_at: null,
    error: null,
  };
}
