import {
  Kind,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { AdminSchema } from '../schema/load';
import { compositeOf, definitionOf, isConnection, isList, typeNamed, type Scope } from './fields';
import type { ParsedDocument } from './parse';
import { argument } from './sizes';

/** The first connection of a document, reached through single objects only. */
export interface Found {
  readonly field: FieldNode;
  readonly type: GraphQLCompositeType;
  /** Keys of the answer that lead to it. */
  readonly path: readonly string[];
}

/** Replaces the found connection, and tells it. With `alone`, everything beside the way to it is left out. */
type Replace = (found: Found) => FieldNode;

/** A selection with its first connection replaced; undefined where there is none. Fragments on the way are opened. */
export function replaceFirst(
  scope: Scope,
  selectionSet: SelectionSetNode,
  parent: GraphQLCompositeType,
  replace: Replace,
  alone: boolean,
  path: readonly string[] = []
): SelectionSetNode | undefined {
  for (const [at, selection] of selectionSet.selections.entries()) {
    const changed = replaceIn(scope, selection, parent, replace, alone, path);
    if (changed !== undefined) {
      const selections = alone ? [changed] : selectionSet.selections.with(at, changed);
      return { ...selectionSet, selections };
    }
  }
  return undefined;
}

function replaceIn(
  scope: Scope,
  selection: SelectionNode,
  parent: GraphQLCompositeType,
  replace: Replace,
  alone: boolean,
  path: readonly string[]
): SelectionNode | undefined {
  if (selection.kind === Kind.FIELD) {
    const definition = definitionOf(parent, selection.name.value);
    const type = definition === undefined ? undefined : compositeOf(definition);
    if (definition === undefined || type === undefined || selection.selectionSet === undefined) {
      return undefined;
    }
    const here = [...path, selection.alias?.value ?? selection.name.value];
    if (isConnection(definition)) {
      return replace({ field: selection, type, path: here });
    }
    const below = isList(definition.type)
      ? undefined
      : replaceFirst(scope, selection.selectionSet, type, replace, alone, here);
    return below === undefined ? undefined : { ...selection, selectionSet: below };
  }
  const opened = selection.kind === Kind.INLINE_FRAGMENT ? selection : scope.fragments.get(selection.name.value);
  const type = opened?.typeCondition === undefined ? parent : typeNamed(scope.schema, opened.typeCondition.name.value);
  const below =
    opened === undefined || type === undefined
      ? undefined
      : replaceFirst(scope, opened.selectionSet, type, replace, alone, path);
  if (opened === undefined || below === undefined) {
    return undefined;
  }
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(opened.typeCondition === undefined ? {} : { typeCondition: opened.typeCondition }),
    directives: selection.directives ?? [],
    selectionSet: below,
  };
}

/** A document around a changed operation: unused fragments and variables go, the operation loses its name. */
export function rebuild(
  parsed: ParsedDocument,
  selectionSet: SelectionSetNode,
  added: readonly VariableDefinitionNode[]
): DocumentNode {
  const used = reachable(parsed, selectionSet);
  const variables = [...(parsed.operation.variableDefinitions ?? []), ...added].filter(({ variable }) =>
    used.variables.has(variable.name.value)
  );
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: parsed.operation.operation,
    directives: parsed.operation.directives ?? [],
    variableDefinitions: variables,
    selectionSet,
  };
  const fragments = [...parsed.fragments.values()].filter(({ name }) => used.fragments.has(name.value));
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}

function reachable(parsed: ParsedDocument, selectionSet: SelectionSetNode) {
  const fragments = new Set<string>();
  const variables = new Set<string>();
  const look = (node: SelectionSetNode) => {
    visit(node, {
      Variable({ name }) {
        variables.add(name.value);
      },
      FragmentSpread({ name }) {
        const fragment = parsed.fragments.get(name.value);
        if (fragment !== undefined && !fragments.has(name.value)) {
          fragments.add(name.value);
          look(fragment.selectionSet);
        }
      },
    });
  };
  look(selectionSet);
  for (const { directives } of [parsed.operation]) {
    visit(
      { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'operation' }, directives: directives ?? [] },
      {
        Variable({ name }) {
          variables.add(name.value);
        },
      }
    );
  }
  return { fragments, variables };
}

/** Gives every connection that says neither `first` nor `last` a `first`, as Shopify refuses it otherwise. */
export function addMissingFirst(
  admin: AdminSchema,
  document: DocumentNode,
  added: (path: string, first: number) => void
): DocumentNode {
  const walk = (
    selectionSet: SelectionSetNode,
    parent: GraphQLCompositeType,
    path: readonly string[],
    inList: boolean
  ): SelectionSetNode => {
    const selections = selectionSet.selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        return selection;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const name = selection.typeCondition?.name.value;
        const type = name === undefined ? parent : typeNamed(admin.schema, name);
        return type === undefined
          ? selection
          : { ...selection, selectionSet: walk(selection.selectionSet, type, path, inList) };
      }
      const definition = definitionOf(parent, selection.name.value);
      const type = definition === undefined ? undefined : compositeOf(definition);
      if (definition === undefined || type === undefined || selection.selectionSet === undefined) {
        return selection;
      }
      const here = [...path, selection.alias?.value ?? selection.name.value];
      const below = walk(selection.selectionSet, type, here, inList || isList(definition.type));
      const given = argument(selection, 'first') !== undefined || argument(selection, 'last') !== undefined;
      if (given || !isConnection(definition)) {
        return { ...selection, selectionSet: below };
      }
      const first = inList ? 10 : 50;
      added(here.join('.'), first);
      const argumentNode: ArgumentNode = intArgument('first', first);
      return { ...selection, selectionSet: below, arguments: [...(selection.arguments ?? []), argumentNode] };
    });
    return { ...selectionSet, selections };
  };
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      if (definition.kind === Kind.OPERATION_DEFINITION) {
        const root = admin.schema.getQueryType();
        return root ? { ...definition, selectionSet: walk(definition.selectionSet, root, [], false) } : definition;
      }
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        const type = typeNamed(admin.schema, definition.typeCondition.name.value);
        const path = [`...${definition.name.value}`];
        return type ? { ...definition, selectionSet: walk(definition.selectionSet, type, path, true) } : definition;
      }
      return definition;
    }),
  };
}

function intArgument(name: string, value: number): ArgumentNode {
  return {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.INT, value: String(value) },
  };
}
