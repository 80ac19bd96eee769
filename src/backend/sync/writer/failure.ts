import { ShopifyError } from '../../shopify';
import { Unreadable } from '../mapping/unreadable';

/** Why a result could not be taken over as a whole. */
export type WriterFailure = 'countMismatch' | 'truncated' | 'unreadable' | 'resultGone' | 'urlRefused' | 'fetchFailed';

/** A failure that crosses to the supervisor with its code and values. What was committed before it stays. */
export class WriterError extends Error {
  readonly code: WriterFailure;
  readonly details: { readonly values: Readonly<Record<string, string | number>> };

  constructor(code: WriterFailure, values: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, cause === undefined ? undefined : { cause });
    this.name = 'WriterError';
    this.code = code;
    this.details = { values };
  }
}

/** A record's field that Shopify's schema doesn't allow, said with the entity it is of. */
export function asUnreadable(error: unknown, entity: string): unknown {
  return error instanceof Unreadable
    ? new WriterError('unreadable', { entity, reason: error.message, line: 0 }, error)
    : error;
}

const ofReading: Readonly<Record<string, WriterFailure>> = {
  bulkTruncated: 'truncated',
  truncatedBody: 'truncated',
  bulkExpired: 'resultGone',
  bulkUrlRefused: 'urlRefused',
};

/** What went wrong while the result was fetched. */
export function asReadFailure(error: unknown, entity: string): unknown {
  return error instanceof ShopifyError
    ? new WriterError(ofReading[error.code] ?? 'fetchFailed', { entity, ...error.values, reason: error.code }, error)
    : error;
}
