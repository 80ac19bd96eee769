import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** A field of a document with its place in the schema. */
export interface TypedField {
  readonly node: FieldNode;
  /** The key in the answer: the alias, or the name. */
  readonly key: string;
  readonly parent: GraphQLCompositeType;
  readonly definition: GraphQLField<unknown, unknown>;
}

export interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The fields of a selection in the document's order, fragments opened. `__typename` and unknown names are left out. */
export function fieldsOf(scope: Scope, selectionSet: SelectionSetNode, parent: GraphQLCompositeType): TypedField[] {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const definition = definitionOf(parent, selection.name.value);
      const key = selection.alias?.value ?? selection.name.value;
      return definition === undefined ? [] : [{ node: selection, key, parent, definition }];
    }
    const opened = selection.kind === Kind.INLINE_FRAGMENT ? selection : scope.fragments.get(selection.name.value);
    if (opened === undefined) {
      return [];
    }
    const type = opened.typeCondition === undefined ? parent : typeNamed(scope.schema, opened.typeCondition.name.value);
    return type === undefined ? [] : fieldsOf(scope, opened.selectionSet, type);
  });
}

export function typeNamed(schema: GraphQLSchema, name: string): GraphQLCompositeType | undefined {
  const type = schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}

export function definitionOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** The type a field's selection is made on; undefined for leaves. */
export function compositeOf(definition: GraphQLField<unknown, unknown>): GraphQLCompositeType | undefined {
  const named = getNamedType(definition.type);
  return isCompositeType(named) ? named : undefined;
}

export function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** A Relay connection that can be paged forwards. */
export function isConnection(definition: GraphQLField<unknown, unknown>): boolean {
  const type = compositeOf(definition);
  const takes = (name: string) => definition.args.some((argument) => argument.name === name);
  return (
    isObjectType(type) &&
    type.name.endsWith('Connection') &&
    type.getFields()['pageInfo'] !== undefined &&
    takes('first') &&
    takes('after')
  );
}

/** The type of a connection's nodes. */
export function nodeTypeOf(connection: GraphQLCompositeType): GraphQLCompositeType | undefined {
  const nodes = definitionOf(connection, 'nodes');
  if (nodes !== undefined) {
    return compositeOf(nodes);
  }
  const edges = definitionOf(connection, 'edges');
  const edge = edges === undefined ? undefined : compositeOf(edges);
  const node = edge === undefined ? undefined : definitionOf(edge, 'node');
  return node === undefined ? undefined : compositeOf(node);
}
