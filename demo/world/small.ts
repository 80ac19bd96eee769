import { numericId } from './ids';
import { walkAll, type Placement } from './timeline';
import type { Collection, ListOptions, TimeSort } from './types';

interface Timed {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A collection over a list that is held whole (products, places, discounts). */
export function smallCollection<T extends Timed>(items: () => readonly T[]): Collection<T, TimeSort> {
  const placement =
    (sort: TimeSort) =>
    (item: T): Placement => ({
      at: sort === 'updatedAt' ? item.updatedAt : item.createdAt,
      id: numericId(item.id),
    });
  const list = (sort: TimeSort, options: ListOptions = {}): Generator<T> => walkAll(items(), placement(sort), options);
  return {
    get: (id) => {
      const wanted = numericId(id);
      return items().find((item) => (id.startsWith('gid://') ? item.id === id : numericId(item.id) === wanted));
    },
    list,
    count: (sort, options) => [...list(sort, options)].length,
    position: (sort, item) => ({ at: placement(sort)(item).at, id: item.id }),
  };
}
