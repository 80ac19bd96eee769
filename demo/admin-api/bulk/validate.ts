import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../graphql/fragments';

/** What is wrong with a bulk query, in Shopify's words; the document where nothing is. */
export type BulkQuery =
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode; readonly problems: readonly [] }
  | { readonly document?: undefined; readonly problems: readonly string[] };

const maxConnections = 5;
/** Levels below the first connection. */
const maxDepth = 2;

export function readBulkQuery(schema: GraphQLSchema, text: string): BulkQuery {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    return { problems: [`Invalid bulk query: ${syntaxError(error)}`] };
  }
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1 || operation.operation !== OperationTypeNode.QUERY) {
    return { problems: ['Invalid operation type. Only `query` operations are supported.'] };
  }
  const [invalid] = validate(schema, document);
  if (invalid !== undefined) {
    return { problems: [`Invalid bulk query: ${invalid.message}`] };
  }
  const survey = new Survey(document);
  const root = schema.getQueryType();
  if (root) {
    survey.visit(root, operation.selectionSet, { depth: -1, inList: false, parent: undefined });
  }
  const problems = survey.problems(operation);
  return problems.length > 0 ? { problems } : { document, operation, problems: [] };
}

interface Place {
  /** Level of the connection that this lies in; -1 outside of any. */
  readonly depth: number;
  readonly inList: boolean;
  readonly parent: { readonly name: string; readonly hasId: boolean } | undefined;
}

class Survey {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #connections = 0;
  #depth = -1;
  #inList = false;
  readonly #byNodes = new Set<string>();
  readonly #withoutId = new Set<string>();

  constructor(document: DocumentNode) {
    this.#fragments = fragmentsOf(document);
  }

  visit(type: GraphQLObjectType, set: SelectionSetNode, place: Place): void {
    for (const node of this.#fields(set)) {
      const field = type.getFields()[node.name.value];
      const named = field === undefined ? undefined : getNamedType(field.type);
      if (field === undefined || !isObjectType(named) || node.selectionSet === undefined) {
        continue;
      }
      if (named.name.endsWith('Connection')) {
        this.#connection(named, node, node.selectionSet, place);
      } else {
        const inList = place.inList || isListType(getNullableType(field.type));
        this.visit(named, node.selectionSet, { ...place, inList });
      }
    }
  }

  #connection(type: GraphQLObjectType, node: FieldNode, set: SelectionSetNode, { depth, inList, parent }: Place): void {
    const name = node.name.value;
    this.#connections += 1;
    this.#depth = Math.max(this.#depth, depth + 1);
    this.#inList ||= inList;
    if (parent !== undefined && !parent.hasId) {
      this.#withoutId.add(parent.name);
    }
    const fields = this.#fields(set);
    if (fields.some((each) => each.name.value === 'nodes')) {
      this.#byNodes.add(name);
    }
    const edges = fields.find((each) => each.name.value === 'edges');
    const row =
      edges?.selectionSet === undefined
        ? undefined
        : this.#fields(edges.selectionSet).find((each) => each.name.value === 'node');
    const edge = getNamedType(type.getFields()['edges']?.type);
    const nodeType = isObjectType(edge) ? getNamedType(edge.getFields()['node']?.type) : undefined;
    if (row?.selectionSet !== undefined && isObjectType(nodeType)) {
      const hasId = this.#fields(row.selectionSet).some((each) => each.name.value === 'id' && each.alias === undefined);
      this.visit(nodeType, row.selectionSet, { depth: depth + 1, inList: false, parent: { name, hasId } });
    }
  }

  problems(operation: OperationDefinitionNode): string[] {
    const top = this.#fields(operation.selectionSet).map(({ name }) => name.value);
    return [
      ...top
        .filter((name) => name === 'node' || name === 'nodes')
        .map((name) => `Bulk queries cannot contain a top level \`${name}\` field.`),
      ...(top.length > 1 ? ['Bulk queries must contain exactly one top level field.'] : []),
      ...(this.#connections === 0 ? ['Bulk queries must contain at least one connection.'] : []),
      ...(this.#byNodes.size > 0 ? [selectedByNodes([...this.#byNodes])] : []),
      ...(this.#connections > maxConnections
        ? [`Bulk queries cannot contain more than ${maxConnections} connections.`]
        : []),
      ...(this.#depth > maxDepth
        ? [`Bulk queries cannot contain connections with a nesting depth greater than ${maxDepth}.`]
        : []),
      ...(this.#inList
        ? ['Queries that contain a connection field within a list field are not currently supported.']
        : []),
      ...(this.#withoutId.size > 0 ? [parentWithoutId([...this.#withoutId])] : []),
    ];
  }

  #fields(set: SelectionSetNode): FieldNode[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        return [selection];
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      return fragment === undefined ? [] : this.#fields(fragment.selectionSet);
    });
  }
}

function selectedByNodes(names: readonly string[]): string {
  const list = names.map((name) => `'${name}'`).join(', ');
  const example = `${names[0] ?? 'products'} { edges { node {`;
  return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${example}'. Selecting via 'nodes' is not supported. Invalid connection fields: ${list}.`;
}

function parentWithoutId(names: readonly string[]): string {
  return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${names.join(', ')}.`;
}

function syntaxError(error: unknown): string {
  if (!(error instanceof GraphQLError)) {
    throw error;
  }
  return error.message.includes('<EOF>') ? 'syntax error, unexpected end of file' : error.message;
}
