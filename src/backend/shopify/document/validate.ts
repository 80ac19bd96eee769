import type { GraphQLError } from 'graphql';
import { NoDeprecatedCustomRule, validate, type DocumentNode } from 'graphql';
import type { ShopifyError } from '../errors';
import { fail, notice } from '../fail';
import type { AdminSchema } from '../schema/load';
import type { ShopifyNotice } from '../types';

/** Checks a document against Shopify's schema; throws for the first thing wrong, with the place and the nearest name. */
export function validateDocument(admin: AdminSchema, document: DocumentNode): void {
  const [error] = validate(admin.schema, document, undefined, { maxErrors: 1 });
  if (error !== undefined) {
    throw invalid(error);
  }
}

/** A notice for every deprecated field or argument, with Shopify's advice. */
export function deprecations(admin: AdminSchema, document: DocumentNode): ShopifyNotice[] {
  const notices = new Map<string, ShopifyNotice>();
  for (const { message } of validate(admin.schema, document, [NoDeprecatedCustomRule])) {
    const match =
      /^The (?:field|argument|enum value|input field|directive argument)? ?"?(.+?)"? is deprecated\. ?(.*)$/s.exec(
        message
      );
    const field = match?.[1]?.replaceAll('"', '') ?? message;
    notices.set(field, notice('deprecatedField', { field, reason: plain(match?.[2] ?? '') }));
  }
  return [...notices.values()];
}

/** Shopify writes Markdown links; a notice is plain text. */
function plain(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim();
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
