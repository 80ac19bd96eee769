import type { Entity } from '../entities';
import type { Writer } from '../writer/client';
import type { Job } from '../writer/contract';

/** The jobs of backfills, as they are stored: a change is stored before anything rests on it. */
export class JobBook {
  readonly #writer: Pick<Writer, 'saveJobs'>;
  readonly #jobs = new Map<string, Job>();

  constructor(writer: Pick<Writer, 'saveJobs'>, stored: readonly Job[]) {
    this.#writer = writer;
    stored.forEach((job) => this.#jobs.set(keyOf(job), job));
  }

  all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  of(entity: Entity): readonly Job[] {
    return this.all().filter((job) => job.entity === entity);
  }

  current(job: Job): Job {
    return this.#jobs.get(keyOf(job)) ?? job;
  }

  async save(jobs: readonly Job[]): Promise<void> {
    await this.#writer.saveJobs({ jobs: [...jobs] });
    jobs.forEach((job) => this.#jobs.set(keyOf(job), job));
  }

  async change(job: Job, changes: Partial<Job>): Promise<Job> {
    const changed = { ...this.current(job), ...changes };
    await this.save([changed]);
    return changed;
  }

  /** What is known of a job while it is under way; stored with its next change. */
  note(job: Job, changes: Partial<Job>): void {
    this.#jobs.set(keyOf(job), { ...this.current(job), ...changes });
  }
}

/** A job that was not begun. */
export function plannedJob(entity: Entity, windowFrom: number, windowTo: number): Job {
  return {
    entity,
    windowFrom,
    windowTo,
    operationId: null,
    status: 'planned',
    objectCount: null,
    rootCount: null,
    linesDone: 0,
    bytesDone: 0,
    objectsWritten: 0,
    rootsWritten: 0,
    attempts: 0,
    error: null,
  };
}

/** What a job forgets when it is asked anew. */
export const anew = {
  status: 'planned',
  operationId: null,
  objectCount: null,
  rootCount: null,
  linesDone: 0,
  bytesDone: 0,
  objectsWritten: 0,
  rootsWritten: 0,
} as const satisfies Partial<Job>;

export function isEnded({ status }: Job): boolean {
  return status === 'done' || status === 'failed';
}

function keyOf({ entity, windowFrom }: Pick<Job, 'entity' | 'windowFrom'>): string {
  return `${entity} ${windowFrom}`;
}
