import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../graphql/fragments';
import { connectionCost, countCost, freeTypes, mutationCost, type CostFormula } from './formula';

/** Cost of one field, as `Shopify-GraphQL-Cost-Debug` shows it. */
export interface FieldCost {
  readonly path: readonly string[];
  readonly definedCost: number;
  readonly requestedTotalCost: number;
  readonly requestedChildrenCost: number | null;
}

export interface RequestedCost {
  readonly total: number;
  readonly fields: readonly FieldCost[];
}

/** Points that a document asks for, before it is executed. */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  formula: CostFormula
): RequestedCost {
  const root = schema.getRootType(operation.operation);
  if (!root) {
    throw new GraphQLError(`The schema has no ${operation.operation} type.`);
  }
  const walker = new Walker(schema, document, variables, formula);
  if (operation.operation === OperationTypeNode.MUTATION) {
    const fields = operation.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);
    return { total: fields.length * mutationCost, fields: [] };
  }
  return { total: walker.selection(root, operation.selectionSet, []), fields: walker.fields };
}

class Walker {
  readonly fields: FieldCost[] = [];
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #formula: CostFormula;

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    formula: CostFormula
  ) {
    this.#schema = schema;
    this.#variables = variables;
    this.#formula = formula;
    this.#fragments = fragmentsOf(document);
  }

  /** Fields of the type itself, plus the dearest of the type conditions where the type is abstract. */
  selection(type: GraphQLCompositeType, set: SelectionSetNode, path: readonly string[]): number {
    let own = 0;
    const conditional = new Map<string, number>();
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        own += this.#field(type, selection, path);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      const name = fragment?.typeCondition?.name.value ?? type.name;
      const target = this.#schema.getType(name);
      if (fragment === undefined || !isCompositeType(target)) {
        continue;
      }
      const cost = this.selection(target, fragment.selectionSet, path);
      if (isAbstractType(type) && isObjectType(target)) {
        conditional.set(name, (conditional.get(name) ?? 0) + cost);
      } else {
        own += cost;
      }
    }
    return own + Math.max(0, ...conditional.values());
  }

  #field(parent: GraphQLCompositeType, node: FieldNode, path: readonly string[]): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field === undefined ? undefined : getNamedType(field.type);
    if (type === undefined || node.selectionSet === undefined || !isCompositeType(type)) {
      return 0;
    }
    const here = [...path, node.alias?.value ?? node.name.value];
    const place = this.fields.length;
    const connection = type.name.endsWith('Connection');
    const children = connection
      ? this.#item(type, node.selectionSet, here)
      : this.selection(type, node.selectionSet, here);
    const own = connection || freeTypes.has(type.name) ? 0 : type.name === 'Count' ? countCost : 1;
    const total = connection ? connectionCost(this.#formula, this.#size(node), children) : own + children;
    this.fields.splice(place, 0, {
      path: here,
      definedCost: connection ? 2 : own,
      requestedTotalCost: total,
      requestedChildrenCost: children,
    });
    return total;
  }

  /** Cost of one node of a connection, whether asked for by `nodes` or `edges { node }`. */
  #item(type: GraphQLCompositeType, set: SelectionSetNode, path: readonly string[]): number {
    if (!isObjectType(type)) {
      return 0;
    }
    return set.selections.reduce((cost, selection) => {
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
        return cost + (fragment === undefined ? 0 : this.#item(type, fragment.selectionSet, path));
      }
      if (selection.name.value === 'edges' && selection.selectionSet !== undefined) {
        const edge = getNamedType(type.getFields()['edges']?.type);
        return cost + (isObjectType(edge) ? this.selection(edge, selection.selectionSet, [...path, 'edges']) : 0);
      }
      return cost + this.#field(type, selection, path);
    }, 0);
  }

  #size(node: FieldNode): number {
    for (const name of ['first', 'last']) {
      const argument = node.arguments?.find((each) => each.name.value === name);
      const value: unknown = argument === undefined ? undefined : valueFromASTUntyped(argument.value, this.#variables);
      if (typeof value === 'number') {
        return Math.min(value, 250);
      }
    }
    return 0;
  }
}
