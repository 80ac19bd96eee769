type Values<V> = V | readonly V[] | null | undefined;

/** How one filter reads an item. What the demo's world has no data for is `absent`: such a term finds nothing. */
export type SearchField<T> =
  | { readonly kind: 'keyword'; readonly get: (item: T) => Values<string> }
  | { readonly kind: 'text'; readonly get: (item: T) => Values<string> }
  | { readonly kind: 'number'; readonly get: (item: T) => Values<number> }
  | { readonly kind: 'id'; readonly get: (item: T) => Values<string> }
  | { readonly kind: 'time'; readonly get: (item: T) => Values<string | number> }
  | { readonly kind: 'boolean'; readonly get: (item: T) => boolean | null }
  | { readonly kind: 'test'; readonly test: (item: T, value: string) => boolean };

export type SearchFields<T> = Readonly<Record<string, SearchField<T>>>;

export function keyword<T>(get: (item: T) => Values<string>): SearchField<T> {
  return { kind: 'keyword', get };
}

export function text<T>(get: (item: T) => Values<string>): SearchField<T> {
  return { kind: 'text', get };
}

export function number<T>(get: (item: T) => Values<number>): SearchField<T> {
  return { kind: 'number', get };
}

/** `get` gives a global id or its number. */
export function id<T>(get: (item: T) => Values<string>): SearchField<T> {
  return { kind: 'id', get };
}

/** `get` gives ISO text or epoch milliseconds. */
export function time<T>(get: (item: T) => Values<string | number>): SearchField<T> {
  return { kind: 'time', get };
}

export function boolean<T>(get: (item: T) => boolean | null): SearchField<T> {
  return { kind: 'boolean', get };
}

/** A filter with its own meaning, tried once per value of a comma list. */
export function test<T>(match: (item: T, value: string) => boolean): SearchField<T> {
  return { kind: 'test', test: match };
}

export function listOf<V>(values: Values<V>): readonly V[] {
  if (values === null || values === undefined) {
    return [];
  }
  return isList(values) ? values : [values];
}

function isList<V>(values: V | readonly V[]): values is readonly V[] {
  return Array.isArray(values);
}
