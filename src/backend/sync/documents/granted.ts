import {
  getNamedType,
  isCompositeType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from 'graphql';
import { adminSchema, type AdminSchema } from '../../shopify';
import type { DocumentOptions } from './options';

/** Whether the app may read a root field and the type of its nodes. */
export function readable(field: string, type: string, { version, granted }: DocumentOptions): boolean {
  return allowed(adminSchema(version), granted, 'QueryRoot', field, type);
}

/** A document without the fields whose scopes were not granted. */
export function withinScopes(text: string, { version, granted }: DocumentOptions): string {
  const admin = adminSchema(version);
  let document: DocumentNode = parse(text);
  for (let before = ''; before !== print(document);) {
    before = print(document);
    document = pruned(document, admin, granted);
  }
  return print(document);
}

/** One pass; fields that it leaves without any selection go in the next one. */
function pruned(document: DocumentNode, admin: AdminSchema, granted: ReadonlySet<string>): DocumentNode {
  const info = new TypeInfo(admin.schema);
  const query = admin.schema.getQueryType()?.name;
  return visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const parent = info.getParentType()?.name;
        const named = getNamedType(info.getType());
        if (parent === undefined || parent === query || named === undefined) {
          return undefined;
        }
        const empty = isCompositeType(named) && (node.selectionSet?.selections.length ?? 0) === 0;
        return empty || !allowed(admin, granted, parent, node.name.value, named.name) ? null : undefined;
      },
      [Kind.INLINE_FRAGMENT]: (node) => (node.selectionSet.selections.length === 0 ? null : undefined),
    })
  );
}

function allowed(
  admin: AdminSchema,
  granted: ReadonlySet<string>,
  parent: string,
  name: string,
  type: string
): boolean {
  const demands = [admin.access(parent, name), admin.typeAccess(type.replace(/Connection$/, ''))];
  const has = (scope: string) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));
  return demands.flatMap((access) => access?.scopes ?? []).every((group) => group.some(has));
}
