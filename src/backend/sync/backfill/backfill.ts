import type { Log } from '../../shopify';
import { entities, type Entity } from '../entities';
import { failureOf, meaningOf, SyncError } from '../faults';
import { plan } from '../plan/plan';
import type { SyncShop } from '../shop/shop';
import { backOff, pause, reasonOf, type Timing } from '../timing';
import type { Writer } from '../writer/client';
import type { Job } from '../writer/contract';
import type { Standing } from '../supervisor/standing';
import { anew, isEnded, plannedJob, type JobBook } from './book';
import { fetchById } from '../increments/sweep';
import { Gate } from './gate';
import { again, runOperation, type Watch } from './operation';
import { halves, newestFirst, planWindows, upToSecond, type Window } from './windows';

export interface BackfillOptions {
  /** Operations at a time: five where the API version allows it. */
  readonly parallel: number;
  /** Tries of one job before it is given up. */
  readonly attempts: number;
  readonly watch: Watch;
  /** Objects wished for in a window; the plan's where left out. */
  readonly windowObjects?: number;
}

export interface BackfillParts {
  readonly timing: Timing;
  readonly shop: SyncShop;
  readonly writer: Writer;
  readonly book: JobBook;
  readonly standing: Standing;
  readonly log: Log;
  readonly options: BackfillOptions;
  /** Called whenever progress could be told. */
  readonly onProgress: () => void;
}

/** Whether an entity is read by bulk operations; the others are read page by page from the beginning. */
export type IsBulk = (entity: Entity) => boolean;

/** `resume`: the rest of the same result may come at another try. */
interface Failed {
  readonly kind: 'again' | 'shrink' | 'resume';
  readonly error: unknown;
}

const kinds: Readonly<Record<string, Failed['kind']>> = {
  'copy:sync.countMismatch': 'shrink',
  'copy:sync.truncated': 'resume',
  'copy:sync.fetchFailed': 'resume',
};

/** Reads every entity whole, once: plans windows, runs their bulk operations, and has the results written in order. */
export class Backfill {
  readonly #parts: BackfillParts;
  readonly #isBulk: IsBulk;
  readonly #loading = new Gate();
  #turned: Array<() => void> = [];

  constructor(parts: BackfillParts, isBulk: IsBulk) {
    this.#parts = parts;
    this.#isBulk = isBulk;
  }

  /** Ends when no job is left that could be done. Throws what stops the whole of syncing. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#planAll(signal);
    const stop = new AbortController();
    const inside = AbortSignal.any([signal, stop.signal]);
    const lanes = Array.from({ length: this.#parts.options.parallel }, () => this.#lane(inside));
    try {
      await Promise.all(lanes);
    } catch (error) {
      stop.abort(error);
      await Promise.allSettled(lanes);
      throw error;
    }
  }

  async #planAll(signal: AbortSignal): Promise<void> {
    const { standing, book } = this.#parts;
    for (const entity of entities.filter(this.#isBulk)) {
      const jobs = book.of(entity);
      if (standing.of(entity).state === 'backfill' && jobs.length > 0 && jobs.every(isEnded)) {
        await this.#settle(entity, jobs);
      }
      if (standing.of(entity).state === 'waiting') {
        await this.#guarded(entity, async () => {
          const known = book.of(entity);
          await book.save(known.length === 0 ? await this.#jobsOf(entity, signal) : this.#anew(known));
          await standing.change(entity, { state: 'backfill', error: null });
        });
      }
    }
  }

  /** We were stopped after the last job was stored as ended, and before the entity was. */
  async #settle(entity: Entity, jobs: readonly Job[]): Promise<void> {
    const { standing } = this.#parts;
    const failed = jobs.find(({ status }) => status === 'failed');
    await (failed === undefined
      ? standing.backfilled(entity, jobs)
      : standing.change(entity, { state: 'failed', error: failed.error }));
  }

  async #jobsOf(entity: Entity, signal: AbortSignal): Promise<Job[]> {
    const { shop, timing, options } = this.#parts;
    const { windows } = plan[entity];
    if (windows === undefined) {
      return [plannedJob(entity, 0, 0)];
    }
    const to = timing.clock.now();
    const from = await shop.oldest(entity, signal);
    if (from === undefined) {
      return [plannedJob(entity, 0, 0)];
    }
    const count = (window: { from: number; to: number }) => shop.count(entity, windows.count, window, signal);
    const objects = options.windowObjects ?? windows.objects;
    const planned: Window[] = [];
    for (const part of newestFirst({ from, to: Math.max(to, from + 1) }, windows.first)) {
      planned.push(...(await planWindows(count, part, objects)));
    }
    return planned.map((window) => plannedJob(entity, window.from, window.to));
  }

  /** The same windows once more, and what came after them. */
  #anew(known: readonly Job[]): Job[] {
    const jobs = known.map((job) => ({ ...job, ...anew, attempts: 0, error: null }));
    const end = Math.max(...known.map(({ windowTo }) => windowTo));
    const now = this.#parts.timing.clock.now();
    return end === 0 || end >= now ? jobs : [...jobs, plannedJob(known[0]?.entity ?? 'orders', end, upToSecond(now))];
  }

  /** Takes jobs in the order of entities, newest window first, until there are none to be had. */
  async #lane(signal: AbortSignal): Promise<void> {
    for (;;) {
      const job = this.#next();
      if (job === undefined) {
        return;
      }
      this.#taken.add(job);
      try {
        await this.#guarded(job.entity, () => this.#do(job, signal));
      } finally {
        this.#taken.delete(job);
        this.#turn();
      }
    }
  }

  readonly #taken = new Set<Job>();

  #next(): Job | undefined {
    const busy = (job: Job) =>
      [...this.#taken].some(({ entity, windowFrom }) => entity === job.entity && windowFrom === job.windowFrom);
    return this.#open()
      .filter((job) => !busy(job))
      .sort((a, b) => entities.indexOf(a.entity) - entities.indexOf(b.entity) || b.windowFrom - a.windowFrom)[0];
  }

  #open(): readonly Job[] {
    const { book, standing } = this.#parts;
    return book.all().filter((job) => !isEnded(job) && standing.of(job.entity).state === 'backfill');
  }

  /** An entity that may not be read is left out; the others go on. */
  async #guarded(entity: Entity, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (meaningOf(error) !== 'denied') {
        throw error;
      }
      const { book, standing } = this.#parts;
      const failure = failureOf(error);
      const open = book.of(entity).filter((job) => !isEnded(job));
      await book.save(open.map((job) => ({ ...job, status: 'failed', error: failure })));
      await standing.change(entity, { state: 'denied', error: failure });
    }
  }

  async #do(first: Job, signal: AbortSignal): Promise<void> {
    const { timing, book, log, options } = this.#parts;
    for (let job: Job = book.current(first); !isEnded(job); job = book.current(job)) {
      const failure = await this.#try(job, signal);
      if (failure === undefined) {
        return;
      }
      log.warn('a backfill is tried again', {
        entity: job.entity,
        attempts: job.attempts + 1,
        ...failureOf(failure.error),
      });
      const resumed = failure.kind === 'resume' && job.attempts === 0;
      const spent = resumed ? await this.#asStored(job, failure.error) : again(book.current(job), failure.error);
      if (spent.attempts >= options.attempts) {
        await book.save([{ ...spent, status: 'failed' }]);
        await this.#parts.standing.change(job.entity, { state: 'failed', error: spent.error });
        return;
      }
      const parts = failure.kind === 'shrink' ? halves({ from: job.windowFrom, to: job.windowTo }) : undefined;
      if (parts === undefined) {
        await book.save([spent]);
      } else {
        const [older, newer] = parts;
        await book.save([
          { ...spent, windowTo: older.to },
          { ...plannedJob(job.entity, newer.from, newer.to), attempts: spent.attempts },
        ]);
        this.#turn();
      }
      await pause(timing, backOff(timing, spent.attempts), signal);
    }
  }

  /** One try of a job; what failed where another may help, nothing where it is done. */
  async #try(job: Job, signal: AbortSignal): Promise<Failed | undefined> {
    try {
      const outcome = await runOperation({ ...this.#parts, watch: this.#parts.options.watch }, job, signal);
      if (outcome.kind !== 'ready') {
        return outcome;
      }
      await this.#untilEarlierEnd(job.entity, signal);
      await this.#loading.run(() => this.#load(outcome, signal));
      return undefined;
    } catch (error) {
      const meaning = signal.aborted ? 'stopped' : meaningOf(error);
      if (meaning === 'later') {
        return { kind: 'again', error };
      }
      if (meaning !== 'result') {
        throw error;
      }
      return { kind: kinds[failureOf(error).code] ?? 'again', error };
    }
  }

  async #load(
    {
      job,
      url,
      operation,
    }: { job: Job; url: string | undefined; operation: { createdAt: number; fileSize: number | undefined } },
    signal: AbortSignal
  ): Promise<void> {
    const { writer, book, onProgress } = this.#parts;
    const loading = await book.change(job, {
      status: 'loading',
      objectCount: job.objectCount,
      rootCount: job.rootCount,
    });
    if (url === undefined) {
      await this.#finish(loading, { objects: 0, roots: 0 });
      return;
    }
    const request = { job: loading, url, fileSize: operation.fileSize ?? null, readAt: operation.createdAt };
    const written = await writer.ingest(request, signal, ({ lines, bytes, roots }) => {
      book.note(loading, { linesDone: lines, bytesDone: bytes, rootsWritten: roots });
      onProgress();
    });
    const { objectCount, rootCount } = loading;
    if (written.objects !== objectCount || written.roots !== rootCount) {
      throw new SyncError('countMismatch', 'result', {
        entity: job.entity,
        objects: written.objects,
        expected: objectCount ?? 0,
      });
    }
    await fetchById(this.#parts, job.entity, written.short, signal);
    await this.#finish(loading, written);
  }

  async #finish(job: Job, written: { readonly objects: number; readonly roots: number }): Promise<void> {
    const { book, standing, onProgress } = this.#parts;
    await book.change(job, {
      status: 'done',
      objectsWritten: written.objects,
      rootsWritten: written.roots,
      error: null,
    });
    await standing.backfilled(job.entity, book.of(job.entity));
    onProgress();
  }

  /** The job as the writer has it, to go on from there. */
  async #asStored(job: Job, error: unknown): Promise<Job> {
    const { jobs } = await this.#parts.writer.state();
    const stored = jobs.find(({ entity, windowFrom }) => entity === job.entity && windowFrom === job.windowFrom) ?? job;
    return { ...stored, attempts: job.attempts + 1, error: failureOf(error) };
  }

  /** What later entities lean on is written first. */
  async #untilEarlierEnd(entity: Entity, signal: AbortSignal): Promise<void> {
    const earlier = () => this.#open().some((job) => entities.indexOf(job.entity) < entities.indexOf(entity));
    while (earlier()) {
      await new Promise<void>((resolve, reject) => {
        const stop = () => reject(reasonOf(signal));
        signal.addEventListener('abort', stop, { once: true });
        this.#turned.push(() => {
          signal.removeEventListener('abort', stop);
          resolve();
        });
        if (signal.aborted) {
          stop();
        }
      });
    }
  }

  #turn(): void {
    const waiting = this.#turned;
    this.#turned = [];
    waiting.forEach((resolve) => resolve());
  }
}
