import type { Entity } from '../entities';
import type { Job } from '../writer/contract';

/** How fast a job goes. */
export interface Going {
  readonly job: Job;
  /** Root records written so far, or counted by Shopify while it prepares them. */
  readonly rows: number;
  readonly total: number | undefined;
  readonly rowsPerSecond: number;
  readonly secondsLeft: number | undefined;
}

interface Mark {
  readonly rows: number;
  readonly at: number;
  readonly rate: number;
}

/** Seconds over which a rate is smoothed. */
const smooth = 10;

/** Share of a job that is done: most of it is taking the result over. */
function shareOf({ status, rootsWritten, rootCount }: Job): number {
  switch (status) {
    case 'done':
    case 'failed':
      return 1;
    case 'loading':
      return 0.2 + 0.8 * Math.min(1, rootsWritten / Math.max(1, rootCount ?? 1));
    case 'running':
      return 0.1;
    case 'planned':
      return 0;
  }
}

/** Tells how far a backfill is and how long it may take, from what jobs say now and said before. */
export class Meter {
  readonly #marks = new Map<string, Mark>();
  #began: { readonly at: number; readonly share: number } | undefined;

  /** Undefined where there is no backfill. */
  progress(
    jobs: readonly Job[],
    now: number
  ): { readonly share: number; readonly secondsLeft: number | undefined } | undefined {
    if (jobs.length === 0 || jobs.every((job) => shareOf(job) === 1)) {
      this.#began = undefined;
      return undefined;
    }
    const share = jobs.reduce((sum, job) => sum + shareOf(job), 0) / jobs.length;
    this.#began ??= { at: now, share };
    const gained = share - this.#began.share;
    const seconds = (now - this.#began.at) / 1000;
    return { share, secondsLeft: gained > 0.01 ? (seconds / gained) * (1 - share) : undefined };
  }

  /** The jobs that are under way. */
  going(jobs: readonly Job[], now: number): Going[] {
    return jobs
      .filter(({ status }) => status === 'running' || status === 'loading')
      .map((job) => {
        const rows = job.status === 'loading' ? job.rootsWritten : 0;
        const total = job.rootCount ?? undefined;
        const rowsPerSecond = this.#rate(`${job.entity satisfies Entity} ${job.windowFrom}`, rows, now);
        const left = total === undefined || rowsPerSecond === 0 ? undefined : (total - rows) / rowsPerSecond;
        return { job, rows, total, rowsPerSecond, secondsLeft: left === undefined ? undefined : Math.max(0, left) };
      });
  }

  #rate(key: string, rows: number, now: number): number {
    const before = this.#marks.get(key);
    if (before === undefined || rows < before.rows) {
      this.#marks.set(key, { rows, at: now, rate: 0 });
      return 0;
    }
    const seconds = (now - before.at) / 1000;
    if (seconds < 0.5) {
      return before.rate;
    }
    const seen = (rows - before.rows) / seconds;
    const weight = before.rate === 0 ? 1 : Math.min(1, seconds / smooth);
    const rate = before.rate + (seen - before.rate) * weight;
    this.#marks.set(key, { rows, at: now, rate });
    return rate;
  }
}
