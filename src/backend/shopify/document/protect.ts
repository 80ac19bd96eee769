import {
  getNamedType,
  isInputObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ValueNode,
} from 'graphql';
import { fail } from '../fail';
import type { AdminSchema } from '../schema/load';
import { guardShopifyql } from '../shopifyql/guard';
import { guardSearch } from './search';

/** A search or ShopifyQL text inside a document that has to be looked at once its value is known. */
export interface TextArgument {
  readonly kind: 'search' | 'shopifyql';
  readonly name: string;
  readonly value: ValueNode;
}

/**
 * Refuses every field that Shopify flags as personal data, unless its kind is switched on: under any alias, in any
 * fragment, and through interfaces. Gives back the text arguments that could ask for the same in other words.
 */
export function guardFields(admin: AdminSchema, document: DocumentNode, allowed: ReadonlySet<string>): TextArgument[] {
  const texts: TextArgument[] = [];
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
        const field = typeInfo.getFieldDef()?.name;
        const type = typeInfo.getInputType();
        if (node.name.value === 'query' && type && !isInputObjectType(getNamedType(type))) {
          texts.push({
            kind: field === 'shopifyqlQuery' ? 'shopifyql' : 'search',
            name: `${field}.query`,
            value: node.value,
          });
        }
      },
    })
  );
  return texts;
}

/** Looks at the texts that `guardFields` found, now that the variables are known. */
export function guardTexts(
  texts: readonly TextArgument[],
  variables: Readonly<Record<string, unknown>>,
  allowed: ReadonlySet<string>
): void {
  for (const { kind, name, value } of texts) {
    const text = textOf(value, variables);
    if (text === undefined) {
      throw fail('filterNotReadable', { argument: name });
    }
    if (kind === 'shopifyql') {
      guardShopifyql(text, allowed);
    } else {
      guardSearch(text, allowed);
    }
  }
}

function textOf(value: ValueNode, variables: Readonly<Record<string, unknown>>): string | undefined {
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  if (value.kind === Kind.STRING) {
    return value.value;
  }
  if (value.kind === Kind.NULL || (value.kind === Kind.VARIABLE && (given === null || given === undefined))) {
    return '';
  }
  return typeof given === 'string' ? given : undefined;
}
