import {
  getNamedType,
  isEnumType,
  isNonNullType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { adminSchema } from '../schema/load';
import type { ApiVersion } from '../types';
import { compositeOf, fieldsOf, isConnection, isList, type Scope, type TypedField } from './fields';
import { parseDocument } from './parse';

/**
 * What a leaf's JSON value is: `number` may come as a decimal string (`Decimal`, `UnsignedInt64`), `money` is one with a
 * currency beside it, `time` is ISO 8601 (a date alone for `Date`), `list` is a list that has rows of its own or values.
 */
export type ColumnKind = 'string' | 'number' | 'boolean' | 'time' | 'money' | 'id' | 'enum' | 'json' | 'url' | 'list';

/** One column of the rows: single objects are opened, lists are kept as one column. */
export interface SelectedColumn {
  /** Keys from the row's object to the value; null on the way gives null. */
  readonly path: readonly string[];
  readonly kind: ColumnKind;
  /** Name of the GraphQL type, e.g. `DateTime`, `OrderDisplayFinancialStatus`. */
  readonly type: string;
  readonly nullable: boolean;
  /** For `money`: where its ISO 4217 code lies, if the query asks for it. */
  readonly currency?: readonly string[];
  /** For `list`: what its items are. */
  readonly items?: SelectedItems;
}

/** Items of a list or connection. */
export interface SelectedItems {
  /** Keys of the answer that lead to the connection or list; for lists inside a row, from the row's object. */
  readonly path: readonly string[];
  /** From there to the list of items: `['nodes']`, `['edges']`, or `[]` for a plain list. */
  readonly listPath: readonly string[];
  /** From a list's element to its item: `['node']` for edges, otherwise `[]`. */
  readonly itemPath: readonly string[];
  readonly connection: boolean;
  /** Name of the item's GraphQL type. */
  readonly type: string;
  /** Empty where items are values (`[String!]!`). */
  readonly columns: readonly SelectedColumn[];
}

/** What a document's answer looks like. */
export interface SelectionDescription {
  /** Connections and lists that are not inside other lists, in the document's order; a connection comes before lists. */
  readonly lists: readonly SelectedItems[];
  /** Leaves that are not inside any list: the answer as one row. */
  readonly columns: readonly SelectedColumn[];
}

const described = new LRUCache<string, SelectionDescription>({ max: 500 });

/**
 * Types every column of a valid document's answer by Shopify's schema, fragments opened. Throws as `parseDocument` does;
 * fields that the schema does not know are left out.
 */
export function describeSelection(document: string, version: ApiVersion): SelectionDescription {
  const key = `${version} ${document}`;
  const known = described.get(key);
  if (known !== undefined) {
    return known;
  }
  const parsed = parseDocument(document);
  const { schema } = adminSchema(version);
  const root = schema.getQueryType();
  const all = root
    ? columnsOf({ schema, fragments: parsed.fragments }, parsed.operation.selectionSet, root, [], false)
    : [];
  const lists = all.flatMap(({ items }) => (items === undefined ? [] : [items]));
  const description = {
    lists: [...lists.filter(({ connection }) => connection), ...lists.filter(({ connection }) => !connection)],
    columns: all.filter(({ kind }) => kind !== 'list'),
  };
  described.set(key, description);
  return description;
}

/** The list that a path of keys names (`orders`, `orders.nodes` and `shop.alerts` all do); the first one for an empty path. */
export function listAt({ lists }: SelectionDescription, path: readonly string[]): SelectedItems | undefined {
  const wanted = path.join('.');
  return wanted === ''
    ? lists[0]
    : lists.find((list) => [list.path, [...list.path, ...list.listPath]].some((keys) => keys.join('.') === wanted));
}

function columnsOf(
  scope: Scope,
  selectionSet: SelectionSetNode,
  parent: GraphQLCompositeType,
  path: readonly string[],
  nullable: boolean
): SelectedColumn[] {
  const columns = new Map<string, SelectedColumn>();
  const fields = fieldsOf(scope, selectionSet, parent);
  for (const field of fields) {
    for (const column of columnsOfField(scope, field, fields, path, nullable)) {
      const key = column.path.join('.');
      const before = columns.get(key);
      columns.set(key, before === undefined ? column : merged(before, column));
    }
  }
  return [...columns.values()];
}

function columnsOfField(
  scope: Scope,
  field: TypedField,
  siblings: readonly TypedField[],
  path: readonly string[],
  nullableAbove: boolean
): SelectedColumn[] {
  const { node, key, definition } = field;
  const here = [...path, key];
  const nullable = nullableAbove || !isNonNullType(definition.type) || (node.directives?.length ?? 0) > 0;
  const type = compositeOf(definition);
  const name = getNamedType(definition.type).name;
  if (isConnection(definition) && type !== undefined && node.selectionSet !== undefined) {
    const items = connectionItems(scope, node.selectionSet, type, here);
    return items === undefined ? [] : [{ path: here, kind: 'list', type: items.type, nullable, items }];
  }
  if (isList(definition.type)) {
    const columns = type !== undefined && node.selectionSet ? columnsOf(scope, node.selectionSet, type, [], false) : [];
    const items = { path: here, listPath: [], itemPath: [], connection: false, type: name, columns };
    return [{ path: here, kind: 'list', type: name, nullable, items }];
  }
  if (type !== undefined) {
    return node.selectionSet ? columnsOf(scope, node.selectionSet, type, here, nullable) : [];
  }
  const currency = currencyBeside(field, siblings);
  const kind = kindOf(definition.type, field);
  return [
    {
      path: here,
      kind,
      type: name,
      nullable,
      ...(kind === 'money' && currency ? { currency: [...path, currency] } : {}),
    },
  ];
}

function connectionItems(
  scope: Scope,
  selectionSet: SelectionSetNode,
  type: GraphQLCompositeType,
  path: readonly string[]
): SelectedItems | undefined {
  const fields = fieldsOf(scope, selectionSet, type);
  const lists = fields.filter(({ node }) => node.name.value === 'nodes' || node.name.value === 'edges');
  const list = lists.find(({ node }) => node.name.value === 'nodes') ?? lists[0];
  if (list === undefined) {
    return undefined;
  }
  const same = lists.filter(({ key }) => key === list.key);
  const listType = compositeOf(list.definition);
  if (listType === undefined) {
    return undefined;
  }
  const selections = (all: readonly TypedField[]): SelectionSetNode => ({
    ...(all[0]?.node.selectionSet ?? { kind: selectionSet.kind }),
    selections: all.flatMap(({ node }) => node.selectionSet?.selections ?? []),
  });
  if (list.node.name.value === 'nodes') {
    const columns = columnsOf(scope, selections(same), listType, [], false);
    return { path, listPath: [list.key], itemPath: [], connection: true, type: listType.name, columns };
  }
  const inner = fieldsOf(scope, selections(same), listType).filter(({ node }) => node.name.value === 'node');
  const innerType = inner[0] === undefined ? undefined : compositeOf(inner[0].definition);
  const item = inner[0]?.key;
  if (item === undefined || innerType === undefined) {
    return undefined;
  }
  const columns = columnsOf(scope, selections(inner), innerType, [], false);
  return { path, listPath: [list.key], itemPath: [item], connection: true, type: innerType.name, columns };
}

/** Money is an amount with its currency beside it. */
function currencyBeside({ parent }: TypedField, siblings: readonly TypedField[]): string | undefined {
  const currency = (field: TypedField) => field.definition.name === 'currencyCode' && field.parent.name === parent.name;
  return siblings.find(currency)?.key;
}

const scalars: Readonly<Record<string, ColumnKind>> = {
  ID: 'id',
  Int: 'number',
  Float: 'number',
  Decimal: 'number',
  UnsignedInt64: 'number',
  BigInt: 'number',
  Boolean: 'boolean',
  DateTime: 'time',
  Date: 'time',
  Money: 'money',
  URL: 'url',
  JSON: 'json',
};

function kindOf(type: GraphQLOutputType, { parent, definition }: TypedField): ColumnKind {
  const named = getNamedType(type);
  if (isEnumType(named)) {
    return 'enum';
  }
  if (parent.name === 'MoneyV2' && definition.name === 'amount') {
    return 'money';
  }
  return Object.hasOwn(scalars, named.name) ? (scalars[named.name] ?? 'string') : 'string';
}

/** One key selected in several places (two fragments) is one column. */
function merged(a: SelectedColumn, b: SelectedColumn): SelectedColumn {
  const nullable = a.nullable || b.nullable;
  if (a.items === undefined || b.items === undefined) {
    return { ...a, ...(b.currency === undefined ? {} : { currency: b.currency }), nullable };
  }
  const columns = new Map(a.items.columns.map((column) => [column.path.join('.'), column]));
  for (const column of b.items.columns) {
    const key = column.path.join('.');
    const before = columns.get(key);
    columns.set(key, before === undefined ? column : merged(before, column));
  }
  return { ...a, nullable, items: { ...a.items, columns: [...columns.values()] } };
}
