import { getNamedType, type GraphQLCompositeType, type SelectionSetNode } from 'graphql';
import type { AdminSchema } from '../schema/load';
import { compositeOf, fieldsOf } from './fields';
import type { ParsedDocument } from './parse';

/** A field that needs scopes: each group has to be met, any one scope of a group meets it. */
export interface ScopeDemand {
  readonly field: string;
  /** True for a field of the query itself. */
  readonly root: boolean;
  readonly groups: ReadonlyArray<readonly string[]>;
}

/** What a document's fields and the types they give demand, outermost first and equal demands once. */
export function scopeDemands(admin: AdminSchema, parsed: ParsedDocument): ScopeDemand[] {
  const demands = new Map<string, ScopeDemand>();
  const scope = { schema: admin.schema, fragments: parsed.fragments };
  const walk = (selectionSet: SelectionSetNode, parent: GraphQLCompositeType, root: boolean): void => {
    for (const { node, parent: type, definition } of fieldsOf(scope, selectionSet, parent)) {
      const named = getNamedType(definition.type).name;
      const groups = [
        admin.access(type.name, definition.name),
        // A connection demands what its nodes do.
        admin.typeAccess(named.replace(/Connection$/, '')),
      ].flatMap((access) => access?.scopes ?? []);
      const key = JSON.stringify(groups);
      if (groups.length > 0 && !demands.has(key)) {
        demands.set(key, { field: `${type.name}.${definition.name}`, root, groups });
      }
      const below = compositeOf(definition);
      if (node.selectionSet !== undefined && below !== undefined) {
        walk(node.selectionSet, below, false);
      }
    }
  };
  const root = admin.schema.getQueryType();
  if (root) {
    walk(parsed.operation.selectionSet, root, true);
  }
  return [...demands.values()];
}

/** The groups that no granted scope meets. A write scope brings its read scope with it. */
export function unmet(demand: ScopeDemand, granted: ReadonlySet<string>): ReadonlyArray<readonly string[]> {
  const has = (scope: string) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));
  return demand.groups.filter((group) => !group.some(has));
}
