import {
  isUnionType,
  Kind,
  parse,
  print,
  validate,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { AdminSchema } from '../schema/load';
import { compositeOf, definitionOf, fieldsOf, isConnection, isList, nodeTypeOf, type Scope } from './fields';
import type { ParsedDocument } from './parse';
import { addMissingFirst, rebuild, replaceFirst, type Found } from './rewrite';
import { argument } from './sizes';

/** Names that paging adds to a document; taken out of what is given back. */
export const added = {
  first: 'shopscopeFirst',
  after: 'shopscopeAfter',
  page: 'shopscopePage',
  id: 'shopscopeId',
} as const;

/** A list of nodes inside the paged connection's answer. */
export interface NodeList {
  readonly key: string;
  /** For `edges`: where each edge's node lies. */
  readonly node: string | undefined;
  /** Where a node's id lies, if it has one, and whether paging added it. */
  readonly id: { readonly key: string; readonly added: boolean } | undefined;
}

/** A document in its normal form, with the variables that it declares. */
export interface SentDocument {
  readonly text: string;
  readonly variables: readonly string[];
}

/** How a document's first connection is paged. */
export interface PagePlan {
  readonly path: readonly string[];
  /** For the first page. */
  readonly first: SentDocument;
  /** For the pages after it: the connection alone. */
  readonly next: SentDocument;
  readonly lists: readonly NodeList[];
  /** Keys under which the query's author asked for `pageInfo`. */
  readonly pageInfoKeys: readonly string[];
  /** What the author gave for `first` and `after`. */
  readonly pageSize: ValueNode | undefined;
  readonly after: ValueNode | undefined;
  /** True where a node is a flat record, so that large pages stay cheap. */
  readonly flat: boolean;
}

export interface Planned {
  readonly paging: PagePlan | undefined;
  /** The document as it is sent when nothing is paged. */
  readonly document: SentDocument;
  /** The connection asks for its last nodes, so that paging would turn it around. */
  readonly backwards: readonly string[] | undefined;
  readonly firstsAdded: ReadonlyArray<{ readonly path: string; readonly first: number }>;
}

/** Decides how a valid document is sent. */
export function planPaging(admin: AdminSchema, parsed: ParsedDocument): Planned {
  const firstsAdded: Array<{ path: string; first: number }> = [];
  const collect = (path: string, first: number) => void firstsAdded.push({ path, first });
  const paging = pagePlan(admin, parsed, collect);
  const unpaged = addMissingFirst(
    admin,
    rebuild(parsed, parsed.operation.selectionSet, []),
    paging === undefined || paging === 'backwards' ? collect : () => undefined
  );
  const backwards = paging === 'backwards' ? firstPath(admin, parsed) : undefined;
  return {
    paging: paging === 'backwards' ? undefined : paging,
    document: sent(unpaged),
    backwards,
    firstsAdded,
  };
}

function sent(document: DocumentNode): SentDocument {
  const names = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
      : []
  );
  return { text: print(document), variables: names.sort() };
}

function scopeOf(admin: AdminSchema, parsed: ParsedDocument): Scope {
  return { schema: admin.schema, fragments: parsed.fragments };
}

function firstPath(admin: AdminSchema, parsed: ParsedDocument): readonly string[] | undefined {
  let path: readonly string[] | undefined;
  const root = admin.schema.getQueryType();
  if (root) {
    const note = (found: Found) => {
      path = found.path;
      return found.field;
    };
    replaceFirst(scopeOf(admin, parsed), parsed.operation.selectionSet, root, note, true);
  }
  return path;
}

function pagePlan(
  admin: AdminSchema,
  parsed: ParsedDocument,
  onFirstAdded: (path: string, first: number) => void
): PagePlan | 'backwards' | undefined {
  const scope = scopeOf(admin, parsed);
  const root = admin.schema.getQueryType();
  let found: Found | undefined;
  const note = (connection: Found) => {
    found = connection;
    return connection.field;
  };
  if (
    !root ||
    replaceFirst(scope, parsed.operation.selectionSet, root, note, true) === undefined ||
    found === undefined
  ) {
    return undefined;
  }
  const { field, type, path } = found;
  if (argument(field, 'last') !== undefined || argument(field, 'before') !== undefined) {
    return 'backwards';
  }
  const lists = listsOf(scope, found);
  if (lists.length === 0) {
    return undefined;
  }
  const paged = pagedField(scope, found, lists);
  const make = (alone: boolean, report: (path: string, first: number) => void): SentDocument | undefined => {
    const selections = replaceFirst(scope, parsed.operation.selectionSet, root, () => paged, alone);
    if (selections === undefined) {
      return undefined;
    }
    const document = sent(addMissingFirst(admin, rebuild(parsed, selections, variableDefinitions), report));
    // A connection that is selected twice under one name cannot be changed in one place alone.
    return validate(admin.schema, parse(document.text), undefined, { maxErrors: 1 }).length === 0
      ? document
      : undefined;
  };
  const first = make(false, onFirstAdded);
  const next = make(true, () => undefined);
  if (first === undefined || next === undefined || field.selectionSet === undefined) {
    return undefined;
  }
  const fields = fieldsOf(scope, field.selectionSet, type);
  return {
    path,
    first,
    next,
    lists,
    pageInfoKeys: fields.filter(({ node }) => node.name.value === 'pageInfo').map(({ key }) => key),
    pageSize: argument(field, 'first')?.value,
    after: argument(field, 'after')?.value,
    flat: !hasLists(scope, found),
  };
}

/** Every selection of `nodes` and of `edges { node }` in the connection. */
function listsOf(scope: Scope, { field, type }: Found): NodeList[] {
  const lists = new Map<string, NodeList>();
  const nodeType = nodeTypeOf(type);
  const hasId = nodeType !== undefined && !isUnionType(nodeType) && definitionOf(nodeType, 'id') !== undefined;
  const idKey = (selections: ReadonlyArray<{ key: string; node: FieldNode }>) =>
    selections.some(({ key, node }) => key === 'id' && node.name.value === 'id' && !node.directives?.length)
      ? { key: 'id', added: false }
      : { key: added.id, added: true };
  for (const { key, node, definition } of field.selectionSet ? fieldsOf(scope, field.selectionSet, type) : []) {
    const below = compositeOf(definition);
    if (node.selectionSet === undefined || below === undefined) {
      continue;
    }
    const fields = fieldsOf(scope, node.selectionSet, below);
    if (node.name.value === 'nodes') {
      lists.set(key, { key, node: undefined, id: hasId ? idKey(fields) : undefined });
    } else if (node.name.value === 'edges') {
      const inner = fields.find((candidate) => candidate.node.name.value === 'node');
      const innerType = inner === undefined ? undefined : compositeOf(inner.definition);
      const innerFields =
        inner?.node.selectionSet && innerType ? fieldsOf(scope, inner.node.selectionSet, innerType) : [];
      lists.set(key, { key, node: inner?.key, id: hasId && inner !== undefined ? idKey(innerFields) : undefined });
    }
  }
  return [...lists.values()];
}

/** The connection with its arguments replaced, and with page info and ids added beside what was asked for. */
function pagedField(scope: Scope, { field, type }: Found, lists: readonly NodeList[]): FieldNode {
  const page = makeField('pageInfo', added.page, [makeField('hasNextPage'), makeField('endCursor')]);
  const kept = (field.arguments ?? []).filter(({ name }) => name.value !== 'first' && name.value !== 'after');
  const needing = new Map(lists.filter(({ id }) => id?.added === true).map((list) => [list.key, list]));
  const selections = (field.selectionSet?.selections ?? []).map((selection) => {
    const list = selection.kind === Kind.FIELD ? needing.get(keyOf(selection)) : undefined;
    if (selection.kind !== Kind.FIELD || list === undefined) {
      return selection;
    }
    needing.delete(list.key);
    return withId(selection, list);
  });
  // Lists that are selected inside fragments get their ids beside them.
  const asked = field.selectionSet ? fieldsOf(scope, field.selectionSet, type) : [];
  const beside = [...needing.values()].flatMap((list) => {
    const source = asked.find(({ key }) => key === list.key)?.node;
    return source === undefined ? [] : [withId({ ...source, selectionSet: makeSelections([]) }, list)];
  });
  return {
    ...field,
    arguments: [...kept, variableArgument('first', added.first), variableArgument('after', added.after)],
    selectionSet: makeSelections([...selections, ...beside, page]),
  };
}

function withId(list: FieldNode, { node }: NodeList): FieldNode {
  const id = makeField('id', added.id);
  const selections = list.selectionSet?.selections ?? [];
  if (node === undefined) {
    return { ...list, selectionSet: makeSelections([...selections, id]) };
  }
  const at = selections.findIndex((selection) => selection.kind === Kind.FIELD && keyOf(selection) === node);
  const inner = selections[at];
  const changed =
    inner?.kind === Kind.FIELD
      ? selections.with(at, {
          ...inner,
          selectionSet: makeSelections([...(inner.selectionSet?.selections ?? []), id]),
        })
      : [...selections, makeField('node', node, [id])];
  return { ...list, selectionSet: makeSelections(changed) };
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

/** Does a node hold lists of its own? They multiply a page's cost. */
function hasLists(scope: Scope, { field, type }: Found): boolean {
  const look = (selectionSet: SelectionSetNode, parent: typeof type, ours: boolean): boolean =>
    fieldsOf(scope, selectionSet, parent).some(({ node, definition }) => {
      const below = compositeOf(definition);
      if (node.selectionSet === undefined || below === undefined) {
        return false;
      }
      return (!ours && (isList(definition.type) || isConnection(definition))) || look(node.selectionSet, below, false);
    });
  return (field.selectionSet ? fieldsOf(scope, field.selectionSet, type) : []).some(({ node, definition }) => {
    const below = compositeOf(definition);
    if (node.selectionSet === undefined || below === undefined) {
      return false;
    }
    const inner = node.name.value === 'edges' || node.name.value === 'nodes';
    return inner && look(node.selectionSet, below, false);
  });
}

const variableDefinitions: readonly VariableDefinitionNode[] = [
  variableDefinition(added.first, 'Int'),
  variableDefinition(added.after, 'String'),
];

function variableDefinition(name: string, type: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
  };
}

function variableArgument(name: string, variable: string): ArgumentNode {
  return {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
  };
}

function makeField(name: string, alias?: string, selections?: readonly SelectionNode[]): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(alias === undefined || alias === name ? {} : { alias: { kind: Kind.NAME, value: alias } }),
    ...(selections === undefined ? {} : { selectionSet: makeSelections(selections) }),
  };
}

function makeSelections(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
