import { tokenOf } from '../shared/ids';
import type { Line } from '../shared/line';

/** What a call to the shop is for, as the start of an error code; undefined for calls that are neither cart nor checkout. */
export function callOf(address: string, page: string): string | undefined {
  let url;
  try {
    url = new URL(address, page);
  } catch {
    return undefined;
  }
  if (url.host !== new URL(page).host) {
    return undefined;
  }
  const path = url.pathname.replace(/^\/[a-z]{2}(-[a-z]{2})?(?=\/)/i, '').replace(/(\.js|\.json|\/)$/, '');
  const action = /^\/cart(?:\/(add|change|update|clear))?(?=\/|$)/.exec(path);
  if (action) {
    return `CART_${action[1]?.toUpperCase() ?? 'OTHER'}`;
  }
  if (/^\/checkouts?(\/|$)/.test(path)) {
    return 'CHECKOUT';
  }
  return /^\/api\/[\w-]+\/graphql$/.test(path) ? 'STOREFRONT_API' : undefined;
}

/**
 * The line of a call that failed; undefined for one that did not.
 * @param status 0 where no answer came
 * @param requestId `x-request-id` of the answer, by which Shopify's support finds it
 */
export function callLine(call: string, status: number, requestId: unknown): Line | undefined {
  if (status >= 200 && status < 400) {
    return undefined;
  }
  const request_id = tokenOf(requestId);
  // A cart that refuses (422: sold out) does its work; a shop that doesn't answer, or a checkout that doesn't open, does not.
  const broken = status === 0 || status >= 500 || call === 'CHECKOUT';
  return {
    level: broken ? 'error' : 'warning',
    error_code: `${call}_${status || 'UNREACHABLE'}`,
    message: `${call} ${status === 0 ? 'got no answer' : `was answered with ${status}`}`,
    ...(request_id !== undefined && { request_id }),
  };
}
