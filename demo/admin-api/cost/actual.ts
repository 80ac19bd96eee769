import {
  Kind,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../graphql/fragments';
import { connectionCost, countCost, freeTypes, type CostFormula } from './formula';

/**
 * Points that an answer used: what lies below an object that came out null costs nothing, a connection is sized by the nodes
 * it holds and their mean cost. Shopify's own rule is not published; this is a few points off its recorded answers.
 */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: unknown,
  formula: CostFormula
): number {
  const root = schema.getRootType(operation.operation);
  const fragments = fragmentsOf(document);
  return root ? new Meter(schema, fragments, formula).selection(root, operation.selectionSet, data) : 0;
}

class Meter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #formula: CostFormula;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, formula: CostFormula) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#formula = formula;
  }

  selection(type: GraphQLCompositeType, set: SelectionSetNode, data: unknown): number {
    if (!isRecord(data)) {
      return 0;
    }
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        cost += this.#field(type, selection, data[selection.alias?.value ?? selection.name.value]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      const target = this.#schema.getType(fragment?.typeCondition?.name.value ?? type.name);
      if (fragment !== undefined && isCompositeType(target)) {
        cost += this.selection(target, fragment.selectionSet, data);
      }
    }
    return cost;
  }

  #field(parent: GraphQLCompositeType, node: FieldNode, value: unknown): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field === undefined ? undefined : getNamedType(field.type);
    if (type === undefined || node.selectionSet === undefined || !isCompositeType(type) || value === undefined) {
      return 0;
    }
    if (type.name.endsWith('Connection') && value === null) {
      return connectionCost(this.#formula, 0, 0);
    }
    if (type.name.endsWith('Connection') && isObjectType(type) && isRecord(value)) {
      return this.#connection(type, node.selectionSet, value);
    }
    const own = freeTypes.has(type.name) ? 0 : type.name === 'Count' ? countCost : 1;
    if (Array.isArray(value)) {
      return own + Math.max(0, ...value.map((item) => this.#narrowed(type, node.selectionSet, item)));
    }
    return own + this.#narrowed(type, node.selectionSet, value);
  }

  #narrowed(type: GraphQLCompositeType, set: SelectionSetNode | undefined, value: unknown): number {
    return set === undefined || (isAbstractType(type) && !isRecord(value)) ? 0 : this.selection(type, set, value);
  }

  #connection(type: GraphQLCompositeType, set: SelectionSetNode, value: Readonly<Record<string, unknown>>): number {
    const lists = Object.values(value).filter((part) => Array.isArray(part));
    const count = Math.max(0, ...lists.map((list) => list.length));
    if (count === 0) {
      return connectionCost(this.#formula, 0, 0);
    }
    const items = this.#items(type, set, value);
    return Math.round(connectionCost(this.#formula, count, items / count));
  }

  /** Cost of all nodes together, by `nodes` and by `edges { node }`. */
  #items(type: GraphQLCompositeType, set: SelectionSetNode, value: Readonly<Record<string, unknown>>): number {
    let total = 0;
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
        total += fragment === undefined ? 0 : this.#items(type, fragment.selectionSet, value);
        continue;
      }
      const list: unknown = value[selection.alias?.value ?? selection.name.value];
      const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
      const item = field === undefined ? undefined : getNamedType(field.type);
      if (
        !Array.isArray(list) ||
        item === undefined ||
        !isCompositeType(item) ||
        selection.selectionSet === undefined
      ) {
        continue;
      }
      const own = selection.name.value === 'nodes' ? 1 : 0;
      for (const each of list) {
        total += own + this.selection(item, selection.selectionSet, each);
      }
    }
    return total;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
