import type { Cursor } from './cursor';
import { pageRequest, type Arguments } from './arguments';
import { Page, type Place } from './page';

/** A list in memory, in ascending order of its places. */
export interface Sorted<T> {
  readonly items: readonly T[];
  readonly place: (item: T) => Place;
  readonly sortsBy: 'number' | 'string';
}

/** Cuts a page out of a sorted list. */
export function pageOfSorted<T>({ items, place, sortsBy }: Sorted<T>, args: Arguments, pagingLimit: number): Page<T> {
  const request = pageRequest(args, sortsBy);
  const { size, forward, reverse, after, before } = request;
  // Reading order: places run from 0, and `reverse` reads the list from its end.
  const place0 = (index: number) => (reverse ? items.length - index : index);
  const start = after === undefined ? 0 : place0(bound(items, place, after, !reverse));
  const end = before === undefined ? items.length : place0(bound(items, place, before, reverse));
  const seen = (forward ? after?.seen : before?.seen) ?? 0;
  const count = Math.max(0, Math.min(size, end - start, pagingLimit - seen));
  const from = forward ? start : end - count;
  const nodes: T[] = [];
  for (let at = from; at < from + count; at += 1) {
    const item = items[reverse ? items.length - 1 - at : at];
    if (item !== undefined) {
      nodes.push(item);
    }
  }
  return new Page(nodes, place, request, end - start > count && seen + count < pagingLimit);
}

/** A list without sort order of its own: its rows keep their places as long as it only grows at its end. */
export function pageOfList<T>(list: readonly T[], args: Arguments): Page<T> {
  // Places are only asked for where somebody pages on.
  let places: ReadonlyMap<T, number> | undefined;
  const place = (item: T) => {
    places ??= new Map(list.map((each, index) => [each, index]));
    return { value: places.get(item) ?? 0, id: 0 };
  };
  return pageOfSorted({ items: list, place, sortsBy: 'number' }, args, list.length + 1);
}

export function comparePlaces(a: Place, b: Place): number {
  if (a.value !== b.value) {
    return a.value < b.value ? -1 : 1;
  }
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** Index of the first item not before the cursor; with `past`, of the first after it. */
function bound<T>(items: readonly T[], place: (item: T) => Place, cursor: Cursor, past: boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    const order = item === undefined ? 1 : comparePlaces(place(item), cursor);
    if (order < 0 || (past && order === 0)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
