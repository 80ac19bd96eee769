import { z } from 'zod';
import type { Within } from '../kind';

const parent = z.looseObject({ updatedAt: z.string() });

/**
 * Stops reading orders, last updated first, once enough children are known to be the newest: an order that was last
 * updated before the oldest of them can't hold a newer one, as a child updates its order.
 */
export function enoughChildren(
  timesOf: (parent: unknown) => readonly number[]
): (limit: number, within: Within | undefined) => (order: unknown) => boolean {
  return (limit, within) => {
    const times: number[] = [];
    return (order) => {
      const read = parent.safeParse(order);
      const updated = read.success ? Date.parse(read.data.updatedAt) : Number.NEGATIVE_INFINITY;
      times.push(...timesOf(order).filter((time) => within === undefined || (time >= within.from && time < within.to)));
      return times.filter((time) => time >= updated).length < limit;
    };
  };
}
