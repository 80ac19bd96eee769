import { entities, type Entity } from '../entities';
import { plan } from '../plan/plan';
import { pause, Stopped } from '../timing';
import { settle, type Pasts, type RoundParts } from './past';
import { pull } from './pull';
import { sweep } from './sweep';
import { readUnsettled } from './unsettled';

const minute = 60_000;

/** Entities whose ids a person wants compared now. */
export class Wanted {
  readonly #entities = new Set<Entity>();
  #wake: (() => void) | undefined;

  add(entity: Entity): void {
    this.#entities.add(entity);
    this.#wake?.();
  }

  has(entity: Entity): boolean {
    return this.#entities.has(entity);
  }

  delete(entity: Entity): void {
    this.#entities.delete(entity);
  }

  /** A signal that aborts with the next wish. */
  wish(): AbortSignal {
    const woken = new AbortController();
    this.#wake = () => woken.abort(new Stopped('woken'));
    return woken.signal;
  }
}

/** Compares ids, takes snapshots and reads orders that await payment again when they are due. Never ends by itself; throws what stops syncing. */
export async function sweeps(parts: RoundParts, pasts: Pasts, wanted: Wanted, signal: AbortSignal): Promise<never> {
  const { timing, speed, onProgress } = parts;
  for (;;) {
    const work = next(parts, pasts, wanted);
    if (work === undefined) {
      await rest(parts, wanted, signal);
      continue;
    }
    const { entity } = work;
    const past = pasts.of(entity, timing.clock.now());
    try {
      if (work.kind === 'sweep') {
        await sweep(parts, entity, signal);
        wanted.delete(entity);
      } else if (work.kind === 'unsettled') {
        await readUnsettled(parts, signal);
        past.unsettled = timing.clock.now();
      } else {
        await pull(parts, entity, 'whole', signal);
        past.snapshot = timing.clock.now();
      }
      past.failures = 0;
    } catch (error) {
      await settle(parts, entity, past, error);
      await pause(timing, minute / speed, signal);
    }
    onProgress();
  }
}

async function rest({ timing, speed }: RoundParts, wanted: Wanted, signal: AbortSignal): Promise<void> {
  try {
    await pause(timing, minute / speed, AbortSignal.any([signal, wanted.wish()]));
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
  }
}

function next(
  { standing, timing, speed, isBackfilling }: RoundParts,
  pasts: Pasts,
  wanted: Wanted
): { readonly entity: Entity; readonly kind: 'sweep' | 'snapshot' | 'unsettled' } | undefined {
  if (isBackfilling()) {
    return undefined;
  }
  const now = timing.clock.now();
  for (const entity of entities) {
    const { state, sweptAt } = standing.of(entity);
    const { sweep: every, snapshot, unsettled } = plan[entity];
    if (state !== 'current') {
      continue;
    }
    if (unsettled !== undefined && now - pasts.of(entity, now).unsettled >= unsettled.every / speed) {
      return { entity, kind: 'unsettled' };
    }
    if (every !== undefined && (wanted.has(entity) || now - (sweptAt ?? 0) >= every / speed)) {
      return { entity, kind: 'sweep' };
    }
    if (snapshot !== undefined && now - pasts.of(entity, now).snapshot >= snapshot / speed) {
      return { entity, kind: 'snapshot' };
    }
  }
  return undefined;
}
