import type { Context } from './context';
import type { Lives } from './lives';
import { fill, isSoldOut, restockedAt, soldOut, type Ware, type WareVariant } from './stock';

export interface Level {
  readonly available: number;
  readonly committed: number;
  /** When the figure last moved. */
  readonly at: number;
}

interface Movement {
  sold: number;
  committed: number;
  at: number;
}

export interface Levels {
  readonly level: (variantKey: number, location: number, now: number) => Level;
  /** Over both locations. */
  readonly stock: (variantKey: number, now: number) => number;
}

/** Stock is Monday's filling less what was sold since; it is nothing while a variant is sold out. */
export function levels(context: Context, wares: readonly Ware[], lives: Lives): Levels {
  const byKey = new Map<number, { variant: WareVariant; ware: Ware }>();
  for (const ware of wares) {
    for (const variant of ware.variants) {
      byKey.set(variant.key, { variant, ware });
    }
  }
  const keyById = new Map([...byKey].map(([key, { variant }]) => [variant.id, key]));
  let moment = NaN;
  let moved = new Map<number, Movement>();

  const movements = (now: number): Map<number, Movement> => {
    if (now === moment) {
      return moved;
    }
    const found = new Map<number, Movement>();
    const monday = restockedAt(context, now);
    for (let day = context.calendar.dayOf(monday); day <= context.calendar.dayOf(now); day++) {
      for (const life of lives.ofDay(day)) {
        const place = life.facts.sourceName === 'pos' ? 1 : 0;
        const waits = life.cancelledAt === undefined && !life.fulfillments.some(({ createdAt }) => createdAt <= now);
        for (const line of life.lines) {
          if (line.addedAt > monday && line.addedAt <= now) {
            const key = (keyById.get(line.variantId) ?? 0) * 2 + place;
            const known = found.get(key) ?? { sold: 0, committed: 0, at: monday };
            known.sold += line.quantity;
            known.committed += waits ? line.quantity : 0;
            known.at = Math.max(known.at, line.addedAt);
            found.set(key, known);
          }
        }
      }
    }
    moment = now;
    moved = found;
    return found;
  };

  const level: Levels['level'] = (key, location, now) => {
    const known = byKey.get(key);
    if (!known || context.catalogue[known.ware.index]?.giftCard === true) {
      return { available: 0, committed: 0, at: 0 };
    }
    const movement = movements(now).get(key * 2 + location);
    const committed = movement?.committed ?? 0;
    const gap = soldOut(context, known.variant, now);
    const changes = [restockedAt(context, now), movement?.at ?? 0, gap?.start ?? 0, gap?.end ?? 0];
    const at = Math.max(...changes.filter((each) => each <= now));
    if (isSoldOut(context, known.variant, now)) {
      return { available: 0, committed, at };
    }
    const filled = fill(context, known.variant, known.ware.weight, location, now);
    return { available: Math.max(1, filled - (movement?.sold ?? 0)), committed, at };
  };
  return {
    level,
    stock: (key, now) => level(key, 0, now).available + level(key, 1, now).available,
  };
}
