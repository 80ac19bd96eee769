import type { GraphQLCompositeType, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { compositeOf, fieldsOf, isConnection, isList, type Scope } from './fields';
import type { AdminSchema } from '../schema/load';
import { parseDocument } from './parse';
import { argument, intValue } from './sizes';

/** Items that a plain list is taken to hold. */
const listLength = 5;
const ceiling = 1000;

/**
 * Points a document may cost at most: one for each object, connections as often as they may have nodes. Shopify's formula
 * is not published and charges less for large pages; this is a start until it has told the real figure.
 */
export function estimateCost(
  admin: AdminSchema,
  document: string,
  variables: Readonly<Record<string, unknown>>
): number {
  const { operation, fragments } = parseDocument(document);
  const root = admin.schema.getQueryType();
  const scope = { schema: admin.schema, fragments };
  return root ? Math.min(ceiling, Math.ceil(points(scope, operation, operation.selectionSet, root, variables))) : 1;
}

function points(
  scope: Scope,
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
  parent: GraphQLCompositeType,
  variables: Readonly<Record<string, unknown>>
): number {
  let total = 0;
  for (const { node, definition } of fieldsOf(scope, selectionSet, parent)) {
    const type = compositeOf(definition);
    if (type === undefined || node.selectionSet === undefined) {
      continue;
    }
    const below = points(scope, operation, node.selectionSet, type, variables);
    if (isConnection(definition)) {
      const size = argument(node, 'first') ?? argument(node, 'last');
      total += 1 + below * ((intValue(size?.value, operation, variables) ?? 10) / listLength);
    } else {
      total += (isList(definition.type) ? listLength : 1) * (1 + below);
    }
    if (total > ceiling) {
      return ceiling;
    }
  }
  return total;
}
