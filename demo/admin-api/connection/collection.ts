import type { Collection, ListOptions, World } from '../../world/types';
import type { CompiledSearch, SearchContext } from '../search/compile';
import { boundsOf, exactTerms, onlyBounded, type Bounds } from '../search/bounds';
import { pageRequest, type Arguments } from './arguments';
import { comparePlaces, pageOfSorted } from './list';
import { Page } from './page';
import { numberOfGid, type ListSpec, type Sort } from './spec';

interface Question<T extends { readonly id: string }> {
  readonly spec: ListSpec<T>;
  readonly world: World;
  readonly search: CompiledSearch<T> | undefined;
  readonly context: SearchContext;
}

/** One page of a list of the world: searched, sorted, cut. */
export function pageOfCollection<T extends { readonly id: string }>(
  question: Question<T>,
  args: Arguments,
  pagingLimit: number
): Page<T> {
  const { spec } = question;
  const key = typeof args['sortKey'] === 'string' ? args['sortKey'] : spec.defaultSort;
  const sort = spec.sorts[key] ?? spec.sorts[spec.defaultSort];
  if (sort === undefined) {
    throw new Error(`No sort order ${key}.`);
  }
  const candidates = candidatesOf(question, sort);
  if (candidates.kind === 'lazy') {
    return lazyPage(question, sort, candidates, args, pagingLimit);
  }
  const place = (item: T) => ({ value: sort.by(item), id: numberOfGid(item.id) });
  const items = [...passing(question, candidates.items)].sort((a, b) => comparePlaces(place(a), place(b)));
  return pageOfSorted({ items, place, sortsBy: sort.type }, args, pagingLimit);
}

/** Rows that pass, at most `limit`; undefined for no limit. */
export function countOfCollection<T extends { readonly id: string }>(
  question: Question<T>,
  limit: number | undefined
): number {
  const { spec, world, search } = question;
  const collection = spec.collection(world);
  if (!('visible' in spec || 'only' in spec || 'madeFrom' in spec)) {
    if (search?.test === undefined) {
      return collection.count('id');
    }
    const order = search.root === undefined ? undefined : onlyBounded(search.root, spec.bounds);
    if (search.root !== undefined && order !== undefined) {
      return collection.count(order, boundsOf(search.root, spec.bounds, question.context).get(order));
    }
  }
  const found = candidatesOf(question, undefined);
  const items = found.kind === 'lazy' ? collection.list(found.order, found.bounds) : found.items;
  const rows = passing(question, items);
  let count = 0;
  while (count !== limit && rows.next().done !== true) {
    count += 1;
  }
  return count;
}

type Candidates<T> =
  | { readonly kind: 'lazy'; readonly order: string; readonly bounds: Bounds }
  | { readonly kind: 'list'; readonly items: Iterable<T> };

function candidatesOf<T extends { readonly id: string }>(
  { spec, world, search, context }: Question<T>,
  sort: Sort<T> | undefined
): Candidates<T> {
  if (spec.only !== undefined) {
    return { kind: 'list', items: spec.only(world) };
  }
  const root = search?.root;
  for (const term of root === undefined ? [] : exactTerms(root)) {
    const items = spec.lookup?.(term, world);
    if (items !== undefined) {
      return { kind: 'list', items };
    }
  }
  const collection: Collection<T, string> = spec.collection(world);
  const bounds = root === undefined ? new Map<string, Bounds>() : boundsOf(root, spec.bounds, context);
  if (spec.madeFrom !== undefined) {
    const { from, to } = bounds.get('createdAt') ?? {};
    bounds.set('createdAt', {
      from: Math.max(from ?? spec.madeFrom, spec.madeFrom),
      ...(to === undefined ? {} : { to }),
    });
  }
  if (sort === undefined || (sort.native !== undefined && (bounds.size === 0 || bounds.has(sort.native)))) {
    const order = sort?.native ?? [...bounds.keys()][0] ?? 'id';
    return { kind: 'lazy', order, bounds: bounds.get(order) ?? {} };
  }
  const near = nearBounds(spec, sort, bounds);
  if (near !== undefined) {
    return near;
  }
  const [order, range] = [...bounds][0] ?? ['id', {}];
  return { kind: 'list', items: collection.list(order, range) };
}

/** A sort that stays near `createdAt` can be walked lazily within wider bounds; the search itself drops what is too much. */
function nearBounds<T extends { readonly id: string }>(
  { near }: ListSpec<T>,
  { native = '' }: Sort<T>,
  bounds: ReadonlyMap<string, Bounds>
): Candidates<T> | undefined {
  const distance = near?.[native];
  const made = bounds.get('createdAt');
  if (distance === undefined || made?.from === undefined) {
    return undefined;
  }
  const to = made.to === undefined ? Number.POSITIVE_INFINITY : made.to + distance.after;
  const wide = { from: made.from - distance.before, ...(Number.isFinite(to) ? { to } : {}) };
  return { kind: 'lazy', order: native, bounds: wide };
}

function* passing<T extends { readonly id: string }>({ spec, search }: Question<T>, items: Iterable<T>): Generator<T> {
  for (const item of items) {
    if ((spec.visible === undefined || spec.visible(item)) && (search?.test === undefined || search.test(item))) {
      yield item;
    }
  }
}

function lazyPage<T extends { readonly id: string }>(
  question: Question<T>,
  sort: Sort<T>,
  { order, bounds }: Extract<Candidates<T>, { kind: 'lazy' }>,
  args: Arguments,
  pagingLimit: number
): Page<T> {
  const collection = question.spec.collection(question.world);
  const request = pageRequest(args, sort.type);
  const { forward, reverse } = request;
  const toPosition = (cursor: typeof request.after) =>
    cursor === undefined ? undefined : { at: Number(cursor.value), id: String(cursor.id) };
  const after = toPosition(reverse ? request.before : request.after);
  const before = toPosition(reverse ? request.after : request.before);
  const options: ListOptions = {
    ...bounds,
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    reverse: reverse === forward,
  };
  const seen = (forward ? request.after?.seen : request.before?.seen) ?? 0;
  const size = Math.max(0, Math.min(request.size, pagingLimit - seen));
  const nodes: T[] = [];
  let more = false;
  for (const item of passing(question, collection.list(order, options))) {
    if (nodes.length === size) {
      more = seen + size < pagingLimit;
      break;
    }
    nodes.push(item);
  }
  const place = (item: T) => {
    const { at, id } = collection.position(order, item);
    return { value: at, id };
  };
  return new Page(forward ? nodes : nodes.reverse(), place, request, more);
}
