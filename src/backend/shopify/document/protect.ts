import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLInputType, type ValueNode } from 'graphql';
import { fail } from '../fail';
import type { AdminSchema } from '../schema/load';
import { guardShopifyql, personalColumn } from '../shopifyql/guard';
import { guardInput, takesPersonal, valueOf } from './inputs';
import { protectedKinds } from './kinds';
import { guardSearch } from './search';
import { searchedBy, type Searched } from './searched';

/** Looks at an argument's value, once the variables are known. */
type Check = (value: unknown, allowed: ReadonlySet<string>) => void;

/** An argument that could ask for personal data in other words than by naming a field. */
export interface GuardedArgument {
  readonly value: ValueNode;
  readonly check: Check;
}

/**
 * Refuses every field that Shopify flags as personal data, unless its kind is switched on: under any alias, in any
 * fragment, and through interfaces. Gives back the arguments that could ask for the same in other words.
 */
export function guardFields(
  admin: AdminSchema,
  document: DocumentNode,
  allowed: ReadonlySet<string>
): GuardedArgument[] {
  const guarded: GuardedArgument[] = [];
  const typeInfo = new TypeInfo(admin.schema);
  const path: string[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(node) {
          path.push(node.alias?.value ?? node.name.value);
          const parent = typeInfo.getParentType();
          const kind = parent ? admin.protectedKind(parent.name, node.name.value) : undefined;
          if (parent && kind !== undefined && !allowed.has(kind)) {
            throw fail('protectedField', { field: `${parent.name}.${node.name.value}`, path: path.join('.'), kind });
          }
        },
        leave() {
          path.pop();
        },
      },
      Argument(node) {
        const check = checkOf(admin, typeInfo, node.name.value);
        if (check !== undefined) {
          guarded.push({ value: node.value, check });
        }
      },
    })
  );
  return guarded;
}

/** Looks at the arguments that `guardFields` found, now that the variables are known. */
export function guardArguments(
  guarded: readonly GuardedArgument[],
  variables: Readonly<Record<string, unknown>>,
  allowed: ReadonlySet<string>
): void {
  for (const { value, check } of guarded) {
    check(valueOf(value, variables), allowed);
  }
}

function checkOf(admin: AdminSchema, typeInfo: TypeInfo, name: string): Check | undefined {
  const definition = typeInfo.getFieldDef();
  const parent = typeInfo.getParentType();
  const type = typeInfo.getArgument()?.type;
  // Directives have arguments as well.
  if (!definition || !parent || !type || typeInfo.getDirective()) {
    return undefined;
  }
  const place = `${definition.name}.${name}`;
  switch (name) {
    case 'query':
      return queryCheck(searchedBy(admin, parent, definition), definition.name, place);
    case 'savedSearchId':
      return searchedBy(admin, parent, definition).people ? savedSearchCheck(place) : undefined;
    case 'sortKey':
      return sortCheck(searchedBy(admin, parent, definition), place);
    case 'filterQueryName':
    case 'functionParameterQueryName':
    case 'attributeName':
      return textCheck(place, (text, allowed) => guardShopifyql(text, allowed));
    default:
      return inputCheck(place, name, type);
  }
}

function queryCheck(searched: Searched, field: string, place: string): Check {
  const language = field === 'shopifyqlQuery' || field === 'customerSegmentMembers';
  return textCheck(place, (text, allowed) =>
    language ? guardShopifyql(text, allowed) : guardSearch(text, searched, allowed)
  );
}

function textCheck(place: string, look: (text: string, allowed: ReadonlySet<string>) => void): Check {
  return (value, allowed) => {
    if (value === null || value === undefined) {
      return;
    }
    if (typeof value !== 'string') {
      throw fail('filterNotReadable', { argument: place });
    }
    look(value, allowed);
  };
}

/** Nobody here sees what a saved search looks for, and its text may be asked for beside its result. */
function savedSearchCheck(place: string): Check {
  return (value, allowed) => {
    const missing = protectedKinds.filter((kind) => !allowed.has(kind));
    if (value !== null && value !== undefined && missing.length > 0) {
      throw fail('savedSearch', { argument: place, kinds: missing.join(', ') });
    }
  };
}

/** Whose records are sorted by `NAME`: a person's, not a thing's. */
const named = /^(?:Customer|CustomerSegmentMember|CompanyContact|StaffMember)$/;

/** A cursor holds the value that its list is sorted by. */
function sortCheck({ type }: Searched, place: string): Check {
  return (value, allowed) => {
    const key = typeof value === 'string' ? value.toLowerCase() : '';
    const kind = personalColumn(key) ?? (named.test(type) && key.includes('name') ? 'name' : undefined);
    if (kind !== undefined && !allowed.has(kind)) {
      throw fail('protectedInput', { input: place, kind });
    }
  };
}

function inputCheck(place: string, name: string, type: GraphQLInputType): Check | undefined {
  return takesPersonal(name, type) ? (value, allowed) => guardInput(place, name, type, value, allowed) : undefined;
}
