import { fail, seconds } from '../fail';
import type { ShopifyError } from '../errors';

/** What a status other than 2xx means for a person. `body` is the answer's text, as far as it was read. */
export function statusFault(shop: string, response: Response, body: string): ShopifyError {
  const { status } = response;
  const requestId = response.headers.get('x-request-id') ?? '-';
  switch (status) {
    case 401:
      return fail('tokenRejected', { shop });
    case 402:
      return fail('shopFrozen', { shop });
    case 403:
      return fail('forbidden', { shop, reason: shortReason(body) });
    case 404:
      return fail('shopUnknown', { shop });
    case 423:
      return fail('shopLocked', { shop });
    case 429: {
      const retryAfter = retryAfterOf(response);
      return fail('rateLimited', { seconds: seconds(retryAfter) }, { retryAfter });
    }
    case 430:
      return fail('rejectedAsUnsafe', { shop });
    default:
      return status >= 500 ? fail('serverError', { status, requestId }) : fail('httpStatus', { status });
  }
}

/** `Retry-After` in milliseconds; Shopify sends seconds, also as `2.0`. One second where it says nothing readable. */
export function retryAfterOf(response: Response): number {
  const told = Number.parseFloat(response.headers.get('retry-after') ?? '');
  return Number.isFinite(told) && told >= 0 ? Math.min(told, 3600) * 1000 : 1000;
}

/** Failures of the way there: asking again may help. */
export function mayRetry(error: ShopifyError): boolean {
  return ['serverError', 'internalError', 'connectionFailed', 'truncatedBody'].includes(error.code);
}

/** Words of an error body that a person can use: `errors` or `error_description` of JSON; never a page of HTML. */
export function shortReason(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) {
      const told = ['error_description', 'errors', 'error', 'message'].map((key): unknown => Reflect.get(parsed, key));
      const text = told.find((value) => typeof value === 'string');
      return typeof text === 'string' ? text.slice(0, 300) : '-';
    }
  } catch {
    // Plain text: used below.
  }
  const text = body.trim();
  return text === '' || text.startsWith('<') ? '-' : text.slice(0, 300);
}
