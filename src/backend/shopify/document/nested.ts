import type { GraphQLCompositeType, OperationDefinitionNode, SelectionSetNode, ValueNode } from 'graphql';
import type { AdminSchema } from '../schema/load';
import { notice } from '../fail';
import type { ShopifyNotice } from '../types';
import { compositeOf, fieldsOf, isConnection } from './fields';
import { parseDocument } from './parse';
import { argument, intValue } from './sizes';

/** A connection that is not paged: inside the paged one, or beside it. */
export interface NestedConnection {
  /** Keys of the answer; lists on the way are walked. */
  readonly path: readonly string[];
  readonly size: ValueNode | undefined;
  /** Keys under which its nodes or edges lie. */
  readonly listKeys: readonly string[];
  /** Where the query's author asked for `hasNextPage`. */
  readonly hasNext: readonly [pageInfo: string, hasNextPage: string] | undefined;
}

/** Every connection of a document but the paged one. */
export function nestedConnections(
  admin: AdminSchema,
  document: string,
  paged: readonly string[] | undefined
): { readonly operation: OperationDefinitionNode; readonly connections: readonly NestedConnection[] } {
  const { operation, fragments } = parseDocument(document);
  const scope = { schema: admin.schema, fragments };
  const connections: NestedConnection[] = [];
  const walk = (selectionSet: SelectionSetNode, parent: GraphQLCompositeType, path: readonly string[]): void => {
    for (const { node, key, definition } of fieldsOf(scope, selectionSet, parent)) {
      const type = compositeOf(definition);
      if (type === undefined || node.selectionSet === undefined) {
        continue;
      }
      const here = [...path, key];
      if (isConnection(definition) && here.join('.') !== paged?.join('.')) {
        const fields = fieldsOf(scope, node.selectionSet, type);
        const page = fields.find((field) => field.node.name.value === 'pageInfo');
        const pageType = page === undefined ? undefined : compositeOf(page.definition);
        const hasNext =
          page?.node.selectionSet && pageType
            ? fieldsOf(scope, page.node.selectionSet, pageType).find((field) => field.node.name.value === 'hasNextPage')
            : undefined;
        connections.push({
          path: here,
          size: (argument(node, 'first') ?? argument(node, 'last'))?.value,
          listKeys: fields.filter((field) => /^(?:nodes|edges)$/.test(field.node.name.value)).map((field) => field.key),
          hasNext: page !== undefined && hasNext !== undefined ? [page.key, hasNext.key] : undefined,
        });
      }
      walk(node.selectionSet, type, here);
    }
  };
  const root = admin.schema.getQueryType();
  if (root) {
    walk(operation.selectionSet, root, []);
  }
  return { operation, connections };
}

/** Says where connections that are not paged had, or may have had, more than was asked for. */
export function nestedNotices(
  { operation, connections }: ReturnType<typeof nestedConnections>,
  data: unknown,
  variables: Readonly<Record<string, unknown>>
): ShopifyNotice[] {
  return connections.flatMap(({ path, size, listKeys, hasNext }) => {
    const first = intValue(size, operation, variables);
    let cut = 0;
    let full = 0;
    for (const connection of valuesAt(data, path)) {
      if (hasNext !== undefined) {
        const [told] = valuesAt(connection, hasNext);
        cut += told === true ? 1 : 0;
      } else {
        const list = listKeys.map((key) => property(connection, key)).find(Array.isArray);
        full += list !== undefined && first !== undefined && list.length >= first ? 1 : 0;
      }
    }
    const name = path.join('.');
    return [
      ...(cut > 0 ? [notice('nestedCut', { path: name, count: cut })] : []),
      ...(full > 0 ? [notice('nestedFull', { path: name, count: full, first: first ?? 0 })] : []),
    ];
  });
}

/** Values at a path of keys, through every list on the way. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => valuesAt(item, path));
  }
  const [key, ...rest] = path;
  if (value === null || value === undefined) {
    return [];
  }
  return key === undefined ? [value] : valuesAt(property(value, key), rest);
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
