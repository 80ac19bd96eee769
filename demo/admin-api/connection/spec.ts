import type { Collection, World } from '../../world/types';
import type { SearchFields } from '../search/fields';
import type { SearchTerm } from '../search/ast';

/** One value of a `sortKey` argument. */
export interface Sort<T> {
  /** The world's own order of this key: read lazily, without loading the whole list. */
  readonly native?: string;
  readonly by: (item: T) => string | number;
  readonly type: 'number' | 'string';
}

/** How a list of the world becomes a searchable, sortable connection. */
export interface ListSpec<T extends { readonly id: string }> {
  readonly collection: (world: World) => Collection<T, string>;
  /** By `sortKey`; the first is meant where a key is unknown or absent. */
  readonly sorts: Readonly<Record<string, Sort<T>>>;
  readonly defaultSort: string;
  readonly fields: SearchFields<T>;
  /** Time filters that the world has an order for: filter name to that order. */
  readonly bounds: Readonly<Record<string, string>>;
  /** How far an order of the world lies from `createdAt`: then a bound on that one bounds this one too. Milliseconds. */
  readonly near?: Readonly<Record<string, { readonly before: number; readonly after: number }>>;
  /** Rows that one exact term can only mean, where the world finds them at once. */
  readonly lookup?: (term: SearchTerm, world: World) => readonly T[] | undefined;
  /** The only rows there are, where the list belongs to something else (a customer's orders). */
  readonly only?: (world: World) => readonly T[];
  /** Rows made before are not shown: the world need not even look at them. Epoch ms of the order `createdAt`. */
  readonly madeFrom?: number;
  /** Other rows that are not shown. */
  readonly visible?: (item: T) => boolean;
}

export function numberOfGid(id: string): number {
  return Number(/(\d+)(?:\?.*)?$/.exec(id)?.[1] ?? 0);
}

export function byNumber<T>(by: (item: T) => number, native?: string): Sort<T> {
  return { by, type: 'number', ...(native === undefined ? {} : { native }) };
}

export function byText<T>(by: (item: T) => string): Sort<T> {
  return { by, type: 'string' };
}
