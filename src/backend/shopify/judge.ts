import type { ShopifyError } from './errors';
import { fail, notice } from './fail';
import type { Answer, GraphqlError } from './transport/answer';
import type { ShopifyNotice } from './types';

/** Throws what an answer without usable data means. Answers with some data pass. */
export function refuseEmpty(answer: Answer, shop: string): void {
  const [error] = answer.errors;
  if (error === undefined) {
    if (answer.data === null || answer.data === undefined) {
      throw fail('unexpectedAnswer', { reason: 'data' });
    }
    return;
  }
  const worst = answer.errors.find(({ extensions }) => decisive.has(extensions?.code ?? '')) ?? error;
  if (isEmpty(answer.data)) {
    throw meaning(worst, answer, shop);
  }
}

const decisive = new Set(['MAX_COST_EXCEEDED', 'SHOP_INACTIVE', 'ACCESS_DENIED', 'INTERNAL_SERVER_ERROR']);

function isEmpty(data: unknown): boolean {
  return (
    data === null ||
    data === undefined ||
    (typeof data === 'object' && Object.values(data).every((value) => value === null))
  );
}

function meaning(error: GraphqlError, answer: Answer, shop: string): ShopifyError {
  const { message, extensions } = error;
  switch (extensions?.code) {
    case 'ACCESS_DENIED':
      return fail('accessDenied', { field: placeOf(error), access: accessOf(error) });
    case 'MAX_COST_EXCEEDED': {
      const [cost, limit] = costOf(error, answer);
      return fail('tooCostly', { cost, limit });
    }
    case 'SHOP_INACTIVE':
      return fail('shopInactive', { shop });
    case 'INTERNAL_SERVER_ERROR':
      return fail('internalError', { requestId: answer.requestId ?? requestIdOf(error) });
    case 'RESPONSE_TOO_LARGE':
      return fail('shopifyqlTooLarge', {});
    default:
      return /\bcursor\b/i.test(message) ? fail('cursorInvalid', { message }) : fail('queryRejected', { message });
  }
}

/** Cost and limit: as fields beside the code, or in the sentence "Query cost is N, which exceeds … limit (1000)". */
function costOf({ message, extensions }: GraphqlError, answer: Answer): [cost: number, limit: number] {
  const [first, second] = [...message.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const cost = extensions?.['cost'];
  const limit = extensions?.['maxCost'];
  return [
    typeof cost === 'number' ? cost : (first ?? answer.cost?.requestedQueryCost ?? 0),
    typeof limit === 'number' ? limit : (second ?? 1000),
  ];
}

function requestIdOf({ extensions }: GraphqlError): string {
  const id = extensions?.['requestId'];
  return typeof id === 'string' ? id : '-';
}

/** What Shopify says is needed: in `requiredAccess`, or in the sentence. */
export function accessOf({ message, extensions }: GraphqlError): string {
  const told = extensions?.['requiredAccess'];
  const text = typeof told === 'string' ? told : (/Required access: (.*)$/s.exec(message)?.[1] ?? message);
  return text
    .replaceAll('`', '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
}

/** A path without list positions, so that one cause is told once. */
function placeOf({ path }: GraphqlError): string {
  return path?.filter((step) => typeof step === 'string').join('.') ?? '-';
}

/** What is missing in an answer that has data all the same, and what Shopify says of search terms. */
export function partialNotices(answer: Answer): ShopifyNotice[] {
  return [
    ...answer.errors.map((error) =>
      error.extensions?.code === 'ACCESS_DENIED'
        ? notice('accessDenied', { path: placeOf(error), access: accessOf(error) })
        : notice('partialData', {
            path: placeOf(error),
            code: error.extensions?.code ?? '-',
            message: error.message.split('\n')[0] ?? '',
          })
    ),
    ...answer.searchWarnings.map(({ field, message }) => notice('searchWarning', { field, message })),
  ];
}
