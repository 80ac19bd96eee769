import type { Calendar } from './calendar';
import { numericId } from './ids';
import type { ListOptions, Position } from './types';

/** How items are found by one of their times: which days to look at, and when the item is there. */
export interface Lane<Item> {
  /** Items made on a local day, whatever the clock says. */
  readonly made: (day: number) => readonly Item[];
  /** The sort key at a moment; undefined while the item does not exist. */
  readonly at: (item: Item, now: number) => number | undefined;
  readonly id: (item: Item) => number;
  /** The key lies at most this many days before the day of making (an order entered late). */
  readonly before: number;
  /** And at most this many days after it (an update). */
  readonly after: number;
}

interface Placed<Item> {
  readonly at: number;
  readonly id: number;
  readonly item: Item;
}

export interface Placement {
  readonly at: number;
  readonly id: number;
}

const compare = (a: Placement, b: Placement): number => a.at - b.at || a.id - b.id;

function parse(position: Position | undefined): Placement | undefined {
  return position && { at: position.at, id: numericId(position.id) };
}

function keeps(placed: Placement, options: ListOptions, after?: Placement, before?: Placement): boolean {
  return (
    placed.at >= (options.from ?? -Infinity) &&
    placed.at <= (options.to ?? Infinity) &&
    (!after || compare(placed, after) > 0) &&
    (!before || compare(placed, before) < 0)
  );
}

/** The items of a lane in the order of its key, drawn day by day from either end. */
export function* walk<Item>(
  lane: Lane<Item>,
  calendar: Calendar,
  openDay: number,
  now: number,
  options: ListOptions
): Generator<Item> {
  const after = parse(options.after);
  const before = parse(options.before);
  const lowest = Math.max(options.from ?? -Infinity, after?.at ?? -Infinity, calendar.start(openDay - lane.before));
  const highest = Math.min(options.to ?? Infinity, before?.at ?? Infinity, now);
  if (!(lowest <= highest)) {
    return;
  }
  const first = calendar.dayOf(lowest);
  const last = calendar.dayOf(highest);
  const step = options.reverse === true ? -1 : 1;
  for (let day = step > 0 ? first : last; day >= first && day <= last; day += step) {
    const start = calendar.start(day);
    const end = calendar.start(day + 1);
    const found: Array<Placed<Item>> = [];
    for (let made = Math.max(openDay, day - lane.after); made <= day + lane.before; made++) {
      for (const item of lane.made(made)) {
        const at = lane.at(item, now);
        if (at !== undefined && at >= start && at < end) {
          const placed = { at, id: lane.id(item), item };
          if (keeps(placed, options, after, before)) {
            found.push(placed);
          }
        }
      }
    }
    found.sort((a, b) => step * compare(a, b));
    for (const { item } of found) {
      yield item;
    }
  }
}

export function lengthOf(items: Iterable<unknown>): number {
  let count = 0;
  const iterator = items[Symbol.iterator]();
  while (iterator.next().done !== true) {
    count += 1;
  }
  return count;
}

/** The same answer for a list that is small enough to hold whole. */
export function* walkAll<Item>(
  items: readonly Item[],
  placement: (item: Item) => Placement,
  options: ListOptions
): Generator<Item> {
  const after = parse(options.after);
  const before = parse(options.before);
  const step = options.reverse === true ? -1 : 1;
  const found = items
    .map((item) => ({ ...placement(item), item }))
    .filter((placed) => keeps(placed, options, after, before))
    .sort((a, b) => step * compare(a, b));
  for (const { item } of found) {
    yield item;
  }
}
