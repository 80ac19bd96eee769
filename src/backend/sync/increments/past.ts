import type { Log } from '../../shopify';
import type { Entity } from '../entities';
import { failureOf, meaningOf } from '../faults';
import { backOff, longestBackOff } from '../timing';
import type { PullParts } from './pull';

/** What regular work needs, beside reading and writing. */
export interface RoundParts extends PullParts {
  readonly log: Log;
  /** Whether an entity is read by bulk operations at first. */
  readonly isBulk: (entity: Entity) => boolean;
  /** Whether a backfill is under way: deletions are looked for after it, as it reads what was there before. */
  readonly isBackfilling: () => boolean;
  /** Lets an entity that was denied, and may be read now, be read whole. */
  readonly granted: (entity: Entity) => Promise<void>;
  /** Called after each piece of work. */
  readonly onProgress: () => void;
  /** Divides all intervals, for tests and demos; 1 as a rule. */
  readonly speed: number;
}

/** What was done for an entity and when; epoch milliseconds. */
export interface Past {
  looked: number;
  deep: number;
  snapshot: number;
  unsettled: number;
  failures: number;
  retryAt: number;
}

/** Failures in a row after which they are told. */
const patience = 3;

/** The past of every entity since this start. */
export class Pasts {
  readonly #pasts = new Map<Entity, Past>();

  /** What lies ahead of `now` was noted before the clock was put back: nothing waits for that time to come again. */
  of(entity: Entity, now: number): Past {
    const past = this.#pasts.get(entity) ?? {
      looked: 0,
      deep: 0,
      snapshot: now,
      unsettled: 0,
      failures: 0,
      retryAt: 0,
    };
    past.looked = Math.min(past.looked, now);
    past.deep = Math.min(past.deep, now);
    past.snapshot = Math.min(past.snapshot, now);
    past.unsettled = Math.min(past.unsettled, now);
    past.retryAt = Math.min(past.retryAt, now + longestBackOff);
    this.#pasts.set(entity, past);
    return past;
  }
}

/** Keeps a failure to the entity that has it where it can; throws what stops the whole of syncing. */
export async function settle(parts: RoundParts, entity: Entity, past: Past, error: unknown): Promise<void> {
  const { timing, standing, log } = parts;
  const failure = failureOf(error);
  switch (meaningOf(error)) {
    case 'denied':
      await standing.change(entity, { state: 'denied', error: failure });
      return;
    case 'later':
    case 'result':
      past.failures += 1;
      past.retryAt = timing.clock.now() + backOff(timing, past.failures);
      log.warn('changes could not be read', { entity, failures: past.failures, ...failure });
      if (past.failures >= patience) {
        await standing.change(entity, { error: failure });
      }
      return;
    default:
      throw error;
  }
}
