import { GraphQLError } from 'graphql';

/** A field's failure in Shopify's shape: a message and `extensions.code`, at the field's place and path. */
export function fieldError(
  code: string,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {}
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

export function badRequest(message: string): GraphQLError {
  return fieldError('BAD_REQUEST', message);
}

/** Shopify's "internal error" with a request id; the text says what the demo shop has no data for. */
export function internalError(requestId: string, reason: string): GraphQLError {
  const text = `Internal error. Looks like something went wrong on our end.\nRequest ID: ${requestId} (include this in support requests).`;
  return fieldError('INTERNAL_SERVER_ERROR', `${text} Demo shop: ${reason}`, { requestId });
}
