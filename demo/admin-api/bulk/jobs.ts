import { randomBytes } from 'node:crypto';
import { BulkJob, type Spoiled } from './job';

/** Bulk queries that one app may run at a time in one shop. */
export const concurrency = 5;

const firstNumber = 8_066_670_000_000;
const numberStep = 32_768;

/** The bulk operations of one app in one shop, newest last. */
export class BulkJobs {
  readonly #clock: () => number;
  readonly #jobs: BulkJob[] = [];

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  get all(): readonly BulkJob[] {
    return this.#jobs;
  }

  get(id: string): BulkJob | undefined {
    return this.#jobs.find((job) => job.id === id);
  }

  running(): BulkJob[] {
    const now = this.#clock();
    return this.#jobs.filter((job) => ['CREATED', 'RUNNING', 'CANCELING'].includes(job.statusAt(now)));
  }

  /** A new operation; `pace` is the milliseconds that it takes for every 1,000 objects. */
  start(query: string, pace: number, spoiled: Spoiled): BulkJob {
    const number = firstNumber + (this.#jobs.length + 1) * numberStep;
    const job = new BulkJob(number, query, randomBytes(12).toString('hex'), this.#clock(), pace, spoiled);
    this.#jobs.push(job);
    return job;
  }
}
