import { LRUCache } from 'lru-cache';

import type { Context } from './context';
import { incidentsOfDay } from './incidents';
import type { Life } from './life';
import { makeLife } from './make-life';
import type { Planner } from './plan';
import type { Ware } from './stock';

/** Orders kept in memory at most; days that drop out are drawn again when asked for. */
const keptLives = 30_000;

export interface Lives {
  /** All orders created on a local day, past and to come, oldest first. */
  readonly ofDay: (day: number) => readonly Life[];
}

export function lives(context: Context, planner: Planner, wares: readonly Ware[]): Lives {
  const cache = new LRUCache<number, readonly Life[]>({
    maxSize: Math.max(keptLives, planner.count(context.openDay + 60) * 8),
    sizeCalculation: (list) => list.length + 1,
  });
  const make = (day: number): readonly Life[] => {
    const incidents = [...incidentsOfDay(context, day - 1), ...incidentsOfDay(context, day)];
    const first = planner.before(day) + 1001;
    return planner.plan(day).orders.map((planned, seq) => {
      const { customer } = planned;
      return makeLife({
        context,
        wares,
        day,
        seq,
        number: first + seq,
        planned,
        customerNumber: customer && planner.before(customer.day) + customer.seq + 1,
        incident: incidents.find(({ start, end }) => start <= planned.at && planned.at < end),
      });
    });
  };
  return {
    ofDay: (day) => {
      let known = cache.get(day);
      if (!known) {
        known = day < context.openDay ? [] : make(day);
        cache.set(day, known);
      }
      return known;
    },
  };
}
