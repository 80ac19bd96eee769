import type { Entity } from '../entities';
import { plan } from '../plan/plan';
import { pause } from '../timing';
import { settle, type Pasts, type RoundParts } from './past';
import { pull } from './pull';
import { fetchById } from './sweep';

const minute = 60_000;
/** A look deeper than usual, as often as this. */
const deepEvery = 30 * minute;
/** An entity that is denied is tried again: scopes may be granted at any time. */
const deniedEvery = 60 * minute;
/** Longest wait before looking again what is due. */
const nap = 5_000;

/** Looks for changes of these entities, the most overdue first. Never ends by itself; throws what stops syncing. */
export async function looks(
  parts: RoundParts,
  pasts: Pasts,
  mine: readonly Entity[],
  signal: AbortSignal
): Promise<never> {
  const { timing, standing, speed } = parts;
  const dueAt = (entity: Entity) => {
    const past = pasts.of(entity, timing.clock.now());
    const every = standing.of(entity).state === 'denied' ? deniedEvery : plan[entity].every;
    return Math.max(past.looked + every / speed, past.retryAt);
  };
  for (;;) {
    const [due] = mine
      .filter((entity) => isReady(parts, entity))
      .map((entity) => ({ entity, at: dueAt(entity) }))
      .sort((a, b) => a.at - b.at);
    const wait = due === undefined ? nap : due.at - timing.clock.now();
    if (due === undefined || wait > 0) {
      await pause(timing, Math.min(wait, nap), signal);
    } else {
      await look(parts, pasts, due.entity, signal);
    }
  }
}

function isReady({ standing, isBackfilling, isBulk }: RoundParts, entity: Entity): boolean {
  const { state, cursor, completeFrom } = standing.of(entity);
  if (entity === 'events' && isBackfilling()) {
    return false;
  }
  switch (state) {
    case 'current':
    case 'denied':
      return true;
    case 'backfill':
      return cursor !== null && completeFrom !== null;
    case 'failed':
      return cursor !== null;
    case 'waiting':
      return !isBulk(entity);
  }
}

async function look(parts: RoundParts, pasts: Pasts, entity: Entity, signal: AbortSignal): Promise<void> {
  const { timing, standing, speed, onProgress } = parts;
  const began = timing.clock.now();
  const past = pasts.of(entity, began);
  const deep = began - past.deep >= deepEvery / speed;
  try {
    const { state, checkedAt, cursor } = standing.of(entity);
    if (state === 'denied') {
      await parts.shop.page(entity, { search: plan[entity].search ?? '' }, signal);
      await parts.granted(entity);
    } else {
      if (entity === 'inventory') {
        await levels(parts, (checkedAt ?? cursor?.at ?? began) - plan.inventory.overlap, signal);
      }
      await pull(parts, entity, deep ? 'deep' : 'usual', signal);
    }
    past.failures = 0;
    past.deep = deep ? began : past.deep;
  } catch (error) {
    await settle(parts, entity, past, error);
  }
  past.looked = began;
  onProgress();
}

/** Levels have times of their own, which no root connection filters by. Read before the look is noted as done. */
async function levels(parts: RoundParts, since: number, signal: AbortSignal): Promise<void> {
  const ids = await parts.shop.changedLevels(since, signal);
  await fetchById(parts, 'inventory', ids, signal);
}
