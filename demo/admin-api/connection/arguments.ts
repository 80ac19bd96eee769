import { badRequest } from '../errors';
import { decodeCursor, type Cursor } from './cursor';

/** Arguments of a connection field as they arrive. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What page is asked for. */
export interface PageRequest {
  readonly size: number;
  /** True for `first`: rows are gathered from the start of the reading order. */
  readonly forward: boolean;
  readonly reverse: boolean;
  readonly after: Cursor | undefined;
  readonly before: Cursor | undefined;
}

/** Shopify's largest page. */
export const pageLimit = 250;

/** `first` of a connection that is read whole, as bulk operations do. No GraphQL Int can be it. */
export const everything = Number.POSITIVE_INFINITY;

/** Reads `first`, `last`, `after`, `before` and `reverse`; throws Shopify's errors where they don't fit together. */
export function pageRequest(args: Arguments, sortsBy: 'number' | 'string'): PageRequest {
  const { first, last } = args;
  if (typeof first === 'number' && typeof last === 'number') {
    throw badRequest('providing both first and last is not supported');
  }
  const size = typeof first === 'number' ? first : last;
  if (typeof size !== 'number') {
    throw badRequest('you must provide one of first or last');
  }
  const name = typeof first === 'number' ? 'first' : 'last';
  if (size < 0) {
    throw badRequest(`${name} must be a non-negative number`);
  }
  if (size > pageLimit && Number.isFinite(size)) {
    throw badRequest(`${name} cannot exceed ${pageLimit}`);
  }
  return {
    size,
    forward: typeof first === 'number',
    reverse: args['reverse'] === true,
    after: cursor(args['after'], sortsBy),
    before: cursor(args['before'], sortsBy),
  };
}

export function textArgument(args: Arguments, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function cursor(text: unknown, sortsBy: 'number' | 'string'): Cursor | undefined {
  if (typeof text !== 'string' || text === '') {
    return undefined;
  }
  const found = decodeCursor(text, sortsBy);
  if (found === undefined) {
    throw badRequest('Invalid cursor for current pagination sort.');
  }
  return found;
}
