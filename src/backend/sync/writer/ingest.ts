import { sql } from 'kysely';
import type { z } from 'zod';
import type { LineBatch } from '../../shopify';
import { dropEmptyCells } from '../../copy/rollups';
import type { Line } from '../mapping/line';
import { id } from '../mapping/node';
import { jobOfRow, rowOfJob } from './book';
import type { ingest, ingested, ingestProgress, Job } from './contract';
import { asReadFailure, asUnreadable, WriterError } from './failure';
import { gathered } from './gather';
import { markMissingOf } from './missing';
import { workOutPending } from './pending';
import { Scratch } from './scratch';
import { Session } from './session';
import { noteLists, shortLists } from './short-lists';
import { followStock } from './stock';
import type { Store } from './store';
import { take } from './take';
import { write } from './write';

/** Reads the lines of a result from a byte that begins one. */
export type ReadLines = (
  url: string,
  options: { readonly from: number; readonly size: number | undefined; readonly signal: AbortSignal }
) => AsyncIterable<LineBatch>;

export interface IngestOptions {
  readonly read: ReadLines;
  readonly now: () => number;
  /** Lines of one transaction, at least; twice as many at most, and those of a batch. */
  readonly linesTogether?: number;
  /** Objects of a first load from which indexes are made at its end only. */
  readonly manyObjects?: number;
  readonly emit: (progress: z.infer<typeof ingestProgress>) => Promise<void>;
  readonly signal: AbortSignal;
}

const usualLines = 3_000;
const usualManyObjects = 50_000;

/**
 * Loads the result of a bulk operation, from where the job was committed last. Each transaction has lines, their figures,
 * and how far the job is: a stop at any point loses and doubles nothing.
 */
export async function ingestResult(
  store: Store,
  request: z.infer<typeof ingest>,
  options: IngestOptions
): Promise<z.infer<typeof ingested>> {
  const { url, fileSize, readAt } = request;
  const { entity } = request.job;
  try {
    let job = await resume(store, request.job, options.now());
    const late = await dropIndexes(store, job, options.manyObjects ?? usualManyObjects);
    if (job.status !== 'done') {
      const session = new Session(readAt, await scratchOf(store, job));
      session.waits = job.linesDone > 0;
      const from = job.bytesDone;
      const enough = options.linesTogether ?? usualLines;
      const batches = options.read(url, { from, size: fileSize ?? undefined, signal: options.signal });
      for await (const { lines, end } of gathered(batches, { from, enough, entity })) {
        options.signal.throwIfAborted();
        job = await load(store, job, lines, end, session, options.now());
        await options.emit({ lines: job.linesDone, bytes: job.bytesDone, roots: job.rootsWritten });
      }
      await end(store, job, session);
    }
    if (late) {
      await store.engine.createIndexes();
      await store.engine.analyze();
    }
    if (entity === 'orders') {
      // Incidents are judged by hours as soon as the newest orders are here; customers need the whole history.
      const whole = !(await pendingOrders(store, job));
      await workOutPending(store, whole ? ['hour', 'customer'] : ['hour'], options.signal);
    }
    check(job);
    await store.engine.write(async ({ upsert }) => {
      await upsert('sync_jobs', [rowOfJob(store.shopId, { ...job, status: 'done', error: null }, options.now())], {
        keep: ['started_at'],
      });
    });
    await store.finishWipe();
    const short = await shortLists(store, entity);
    return { objects: job.objectsWritten, roots: job.rootsWritten, short };
  } catch (error) {
    store.forget();
    throw asUnreadable(asReadFailure(error, entity), entity);
  }
}

/** The job as it was committed last, where that was for the same operation. */
async function resume(store: Store, asked: Job, now: number): Promise<Job> {
  return await store.engine.write(async ({ db, upsert }) => {
    const row = await db
      .selectFrom('sync_jobs')
      .selectAll()
      .where('shop_id', '=', store.shopId)
      .where('entity', '=', asked.entity)
      .where('window_from', '=', asked.windowFrom)
      .executeTakeFirst();
    const stored = row === undefined ? undefined : jobOfRow(row);
    const same = stored?.operationId === asked.operationId && stored.windowTo === asked.windowTo;
    const begun = same ? { ...stored, objectCount: asked.objectCount, rootCount: asked.rootCount } : startOf(asked);
    const job: Job = { ...begun, status: begun.status === 'done' ? 'done' : 'loading' };
    await Scratch.create(db);
    if (job.linesDone === 0) {
      await new Scratch(nameOf(job)).forget(db);
    }
    await upsert('sync_jobs', [rowOfJob(store.shopId, job, now)], { keep: ['started_at'] });
    return job;
  });
}

/** A result that has been written nowhere yet is loaded from its beginning, whatever the job says. */
function startOf(asked: Job): Job {
  return { ...asked, linesDone: 0, bytesDone: 0, objectsWritten: 0, rootsWritten: 0 };
}

function nameOf({ entity, windowFrom, operationId }: Job): string {
  return `${entity} ${windowFrom} ${operationId ?? ''}`;
}

async function scratchOf(store: Store, job: Job): Promise<Scratch> {
  await store.engine.write(({ db }) => Scratch.create(db));
  return new Scratch(nameOf(job));
}

async function load(
  store: Store,
  job: Job,
  lines: readonly Line[],
  reached: number,
  session: Session,
  now: number
): Promise<Job> {
  const roots = lines.reduce((count, { parent }) => count + (parent === undefined ? 1 : 0), 0);
  const done: Job = {
    ...job,
    linesDone: job.linesDone + lines.length,
    bytesDone: reached,
    objectsWritten: job.objectsWritten + lines.length,
    rootsWritten: job.rootsWritten + roots,
  };
  await store.engine.write(async (transaction) => {
    const taken = await take(store, transaction, job.entity, lines, session);
    await write(store, transaction, job.entity, taken, session);
    const own = lines.filter(({ parent }) => parent === undefined).map(({ node }) => node);
    await noteLists(transaction, store.shopId, job.entity, own);
    if (store.rawDocuments) {
      await transaction.upsert(
        'documents',
        own.map((node) => ({
          shop_id: store.shopId,
          entity: job.entity,
          id: id(node),
          document: JSON.stringify(node),
          synced_at: session.readAt,
        }))
      );
    }
    await followStock(store, transaction, job.entity, taken, session.readAt);
    await transaction.upsert('sync_jobs', [rowOfJob(store.shopId, done, now)], { keep: ['started_at'] });
  });
  return done;
}

/** No line may wait still; what whole roots no longer have is marked. */
async function end(store: Store, job: Job, session: Session): Promise<void> {
  const scratch = session.scratch ?? new Scratch(nameOf(job));
  await store.engine.write(async (transaction) => {
    const { count, example } = await scratch.waiting(transaction.db);
    if (count > 0) {
      throw new WriterError('unreadable', {
        entity: job.entity,
        reason: `${count} lines whose parent ${example} is not in the result`,
        line: 0,
      });
    }
    await scratch.forget(transaction.db);
    if (job.entity === 'orders') {
      await dropEmptyCells(transaction, store.shopId);
    }
    await markMissingOf(transaction, store.shopId, job.entity, session.readAt);
  });
}

function check({ entity, objectsWritten, rootsWritten, objectCount, rootCount }: Job): void {
  if ((objectCount !== null && objectCount !== objectsWritten) || (rootCount !== null && rootCount !== rootsWritten)) {
    throw new WriterError('countMismatch', {
      entity,
      objects: objectsWritten,
      expected: objectCount ?? objectsWritten,
      roots: rootsWritten,
      expectedRoots: rootCount ?? rootsWritten,
    });
  }
}

/** Other jobs of orders that are still to be loaded. */
async function pendingOrders({ engine, shopId }: Store, job: Job): Promise<boolean> {
  const row = await engine.db
    .selectFrom('sync_jobs')
    .select('window_from')
    .where('shop_id', '=', shopId)
    .where('entity', '=', 'orders')
    .where('window_from', '!=', job.windowFrom)
    .where('status', 'not in', ['done', 'failed'])
    .executeTakeFirst();
  return row !== undefined;
}

/** In the first load of a large entity, indexes are made once at its end; a stop in between makes them at the next start. */
async function dropIndexes(store: Store, job: Job, manyObjects: number): Promise<boolean> {
  if (job.entity !== 'orders' || (job.objectCount ?? 0) < manyObjects) {
    return false;
  }
  const { rows } = await sql<{ large: number }>`select count(*) as large from
    (select 1 from orders where shop_id = ${store.shopId} limit 20000)`.execute(store.engine.db);
  const few = (rows[0]?.large ?? 0) < 20_000 || job.linesDone > 0;
  if (few) {
    await store.engine.dropIndexes();
  }
  return few;
}
