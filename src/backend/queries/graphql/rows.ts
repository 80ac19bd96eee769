import { listAt, type SelectedColumn, type SelectedItems, type SelectionDescription } from '../../shopify';
import { QueryProblem } from '../common/problem';

/** A column with the name it gets in the frame, and how its value is found. */
export interface PlacedColumn {
  readonly name: string;
  readonly column: SelectedColumn;
  /** Keys from a row to the value's owner: empty, or `outer`/`inner` of an exploded row. */
  readonly path: readonly string[];
}

export interface Rows {
  readonly columns: readonly PlacedColumn[];
  readonly rows: readonly unknown[];
  /** Name of the GraphQL type that a row is. */
  readonly type: string;
}

/** The value at a path; undefined where something on the way is missing or null. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value
  );
}

/** Items of a list or connection as an array; nulls inside are left out. */
export function itemsIn(value: unknown, items: Pick<SelectedItems, 'listPath' | 'itemPath'>): unknown[] {
  const list = at(value, items.listPath);
  return Array.isArray(list)
    ? list.map((element: unknown) => at(element, items.itemPath)).filter((item) => item !== null && item !== undefined)
    : [];
}

/**
 * The rows of an answer: items of the list that `rowsPath` names, or of the first connection or list, or the whole answer
 * as one row. A path into a list inside a row (`orders.lineItems`) makes a row of each of its items, beside the columns of
 * the row that it is in.
 */
export function rowsOf(description: SelectionDescription, data: unknown, rowsPath: string): Rows {
  const path = rowsPath
    .split('.')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  const list = listAt(description, path);
  if (list !== undefined) {
    return { columns: place(list.columns), rows: listRows(list, data), type: list.type };
  }
  if (path.length === 0) {
    const rows = description.columns.every(({ path: keys }) => (at(data, keys) ?? null) === null) ? [] : [data];
    return { columns: place(description.columns), rows, type: 'QueryRoot' };
  }
  for (const outer of description.lists) {
    const inner = innerList(outer, path);
    if (inner !== undefined) {
      return exploded(outer, inner, data);
    }
  }
  throw new QueryProblem('queries:error.rowsPath', {
    path: rowsPath,
    paths: pathsOf(description).join(', ') || '–',
  });
}

/** Every path that could be given. */
function pathsOf({ lists }: SelectionDescription): string[] {
  return lists.flatMap((list) => [
    list.path.join('.'),
    ...list.columns.flatMap(({ items }) => (items ? [[...list.path, ...items.path].join('.')] : [])),
  ]);
}

function listRows(list: SelectedItems, data: unknown): unknown[] {
  const items = itemsIn(at(data, list.path), list);
  // Values are put into an object, so that they are a column like any other.
  return list.columns.length === 0 ? items.map((value) => ({ value })) : items;
}

function place(
  columns: readonly SelectedColumn[],
  prefix: readonly string[] = [],
  path: readonly string[] = []
): PlacedColumn[] {
  return columns.length === 0
    ? [
        {
          name: [...prefix, 'value'].join('.'),
          column: { path: ['value'], kind: 'string', type: 'String', nullable: true },
          path,
        },
      ]
    : columns.map((column) => ({ name: [...prefix, ...column.path].join('.'), column, path }));
}

function innerList(outer: SelectedItems, path: readonly string[]): SelectedItems | undefined {
  const wanted = path.join('.');
  const starts = [
    outer.path,
    [...outer.path, ...outer.listPath],
    [...outer.path, ...outer.listPath, ...outer.itemPath],
  ];
  return outer.columns
    .flatMap(({ items }) => (items === undefined ? [] : [items]))
    .find((items) =>
      starts.some((start) =>
        [items.path, [...items.path, ...items.listPath]].some((end) => [...start, ...end].join('.') === wanted)
      )
    );
}

function exploded(outer: SelectedItems, inner: SelectedItems, data: unknown): Rows {
  const rows = itemsIn(at(data, outer.path), outer).flatMap((row) => {
    const items = itemsIn(at(row, inner.path), inner);
    return items.map((item) => ({ outer: row, inner: inner.columns.length === 0 ? { value: item } : item }));
  });
  const own = outer.columns.filter(({ kind }) => kind !== 'list');
  return {
    columns: [...(own.length === 0 ? [] : place(own, [], ['outer'])), ...place(inner.columns, inner.path, ['inner'])],
    rows,
    type: inner.type,
  };
}
