import type { GraphQLError } from 'graphql';
import { validate, type DocumentNode } from 'graphql';
import type { ShopifyError } from '../errors';
import { fail, notice } from '../fail';
import type { AdminSchema } from '../schema/load';
import type { ShopifyNotice } from '../types';
import { deprecatedIn } from './deprecated';

/** Checks a document against Shopify's schema; throws for the first thing wrong, with the place and the nearest name. */
export function validateDocument(admin: AdminSchema, document: DocumentNode): void {
  const [error] = validate(admin.schema, document, undefined, { maxErrors: 1 });
  if (error !== undefined) {
    throw invalid(error);
  }
}

/** A notice for everything deprecated in a document, with Shopify's advice. */
export function deprecations(admin: AdminSchema, document: DocumentNode): ShopifyNotice[] {
  const reasons = new Map(deprecatedIn(admin.schema, document).map(({ name, reason }) => [name, reason]));
  return [...reasons].map(([field, reason]) => notice('deprecatedField', { field, reason }));
}

const unknownField = /^Cannot query field "(.+?)" on type "(.+?)"\.(?: Did you mean "(.+?)")?(?!.*inline fragment)/;

function invalid(error: GraphQLError): ShopifyError {
  const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
  const [, field, type, nearest] = unknownField.exec(error.message) ?? [];
  if (field === undefined || type === undefined) {
    return fail('invalidDocument', { message: error.message, line, column }, { cause: error });
  }
  return nearest === undefined
    ? fail('unknownField', { field, type, line, column }, { cause: error })
    : fail('unknownFieldNear', { field, type, nearest, line, column }, { cause: error });
}
