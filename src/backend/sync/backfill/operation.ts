import type { Log } from '../../shopify';
import { SyncError, failureOf, meaningOf } from '../faults';
import type { Operation, SyncShop } from '../shop/shop';
import type { Standing } from '../supervisor/standing';
import { backOff, pause, type Timing } from '../timing';
import type { Job } from '../writer/contract';
import { anew, type JobBook } from './book';
import { searchOf } from './windows';

export interface OperationParts {
  readonly timing: Timing;
  readonly shop: SyncShop;
  readonly book: JobBook;
  readonly standing: Pick<Standing, 'asked'>;
  readonly log: Log;
  readonly watch: Watch;
}

/** How operations are watched. Milliseconds. */
export interface Watch {
  /** First wait between two looks; it grows up to ten times. */
  readonly every: number;
  /** An operation that counts no further object for that long is cancelled. */
  readonly stalledAfter: number;
}

/** What an operation has come to. `shrink`: a smaller window may help; `again`: the same may. */
export type Outcome =
  | { readonly kind: 'ready'; readonly job: Job; readonly url: string | undefined; readonly operation: Operation }
  | { readonly kind: 'again' | 'shrink'; readonly error: SyncError };

export function searchOfJob({ windowFrom, windowTo }: Job): string {
  return windowFrom === 0 && windowTo === 0 ? '' : searchOf({ from: windowFrom, to: windowTo });
}

/** Starts a job's operation, or finds it again, and waits for its end. Throws what no other try mends. */
export async function runOperation(parts: OperationParts, job: Job, signal: AbortSignal): Promise<Outcome> {
  const operation = (await found(parts, job, signal)) ?? (await started(parts, job, signal));
  await parts.standing.asked(job.entity, operation.createdAt);
  const running = await parts.book.change(job, { status: 'running', operationId: operation.id });
  return await watched(parts, running, operation, signal);
}

/** The operation of the job from before a restart; also one that was started but whose id we had no time to store. */
async function found({ shop, book }: OperationParts, job: Job, signal: AbortSignal): Promise<Operation | undefined> {
  if (job.operationId !== null) {
    const known = await shop.bulk(job.operationId, signal);
    return known === undefined || gone.has(known.status) ? undefined : known;
  }
  const text = shop.bulkText(job.entity, searchOfJob(job));
  const taken = new Set(book.all().map(({ operationId }) => operationId));
  const running = await shop.runningBulk(signal);
  return running.find(({ id, query }) => query.trim() === text.trim() && !taken.has(id));
}

const gone = new Set<Operation['status']>(['CANCELED', 'CANCELING', 'FAILED', 'EXPIRED']);

async function started(parts: OperationParts, job: Job, signal: AbortSignal): Promise<Operation> {
  const { shop, timing, log } = parts;
  for (let refusals = 1; ; refusals += 1) {
    const answer = await shop.startBulk(job.entity, searchOfJob(job), signal);
    if (!('refused' in answer)) {
      return answer;
    }
    if (answer.refused === 'denied') {
      throw new SyncError('bulkDenied', 'denied', { entity: job.entity });
    }
    if (answer.refused === 'invalid') {
      throw new SyncError('bulkInvalid', 'later', { entity: job.entity, reason: answer.message });
    }
    log.info('bulk operations of this app are running already', { entity: job.entity });
    await pause(timing, backOff(timing, refusals, 5_000, 60_000), signal);
  }
}

async function watched(parts: OperationParts, job: Job, first: Operation, signal: AbortSignal): Promise<Outcome> {
  const { timing, book, watch } = parts;
  let operation = first;
  let progress = operation.objectCount;
  let movedAt = timing.clock.now();
  for (let looks = 1; ; looks += 1) {
    book.note(job, { objectCount: operation.objectCount, rootCount: operation.rootObjectCount });
    const outcome = ended(job, operation);
    if (outcome !== undefined) {
      return outcome;
    }
    const now = timing.clock.now();
    if (operation.objectCount > progress) {
      progress = operation.objectCount;
      movedAt = now;
    } else if (now - movedAt >= watch.stalledAfter) {
      await cancelled(parts, operation.id, signal);
      const minutes = Math.round(watch.stalledAfter / 60_000);
      return { kind: 'shrink', error: new SyncError('stalled', 'result', { entity: job.entity, minutes }) };
    }
    await pause(timing, Math.min(watch.every * 1.5 ** Math.min(looks, 8), watch.every * 10), signal);
    const next = await looked(parts, operation.id, signal);
    if (next === undefined) {
      return { kind: 'again', error: new SyncError('vanished', 'result', { entity: job.entity }) };
    }
    operation = next;
  }
}

/** A look at an operation outlives what passes by itself. */
async function looked({ shop, timing }: OperationParts, id: string, signal: AbortSignal) {
  for (let failures = 1; ; failures += 1) {
    try {
      return await shop.bulk(id, signal);
    } catch (error) {
      if (meaningOf(error) !== 'later') {
        throw error;
      }
      await pause(timing, backOff(timing, failures), signal);
    }
  }
}

async function cancelled({ shop, log }: OperationParts, id: string, signal: AbortSignal): Promise<void> {
  try {
    await shop.cancelBulk(id, signal);
  } catch (error) {
    if (meaningOf(error) === 'stopped') {
      throw error;
    }
    log.warn('a bulk operation could not be cancelled', { id, ...failureOf(error) });
  }
}

function ended(job: Job, operation: Operation): Outcome | undefined {
  const { entity } = job;
  const { status, errorCode = '-', url, objectCount, rootObjectCount } = operation;
  switch (status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      return undefined;
    case 'COMPLETED':
      if (url === undefined && objectCount > 0) {
        return { kind: 'again', error: new SyncError('noUrl', 'result', { entity, objects: objectCount }) };
      }
      return { kind: 'ready', job: { ...job, objectCount, rootCount: rootObjectCount }, url, operation };
    case 'FAILED':
      if (errorCode === 'ACCESS_DENIED') {
        throw new SyncError('bulkDenied', 'denied', { entity });
      }
      // Rows of a failed operation (`partialDataUrl`) lack others: never taken for the whole.
      return { kind: 'shrink', error: new SyncError('bulkFailed', 'result', { entity, reason: errorCode }) };
    case 'CANCELED':
      return { kind: 'again', error: new SyncError('bulkCanceled', 'result', { entity }) };
    case 'EXPIRED':
      return { kind: 'again', error: new SyncError('bulkExpired', 'result', { entity }) };
  }
}

/** What is left of a job whose result was no use. */
export function again(job: Job, error: unknown): Job {
  return { ...job, ...anew, attempts: job.attempts + 1, error: failureOf(error) };
}
