import { baseUrl } from '../domain';
import { fail } from '../fail';
import type { ShopConnection } from '../types';

/** Where Shopify keeps results of bulk operations; the addresses are signed and need no token. */
const fileStore = 'https://storage.googleapis.com';

/** See `BulkOperations.checkUrl`: a result is fetched from Shopify's file store alone, or from the sandbox. */
export function checkUrl(connection: ShopConnection, text: string): URL {
  const origin = connection.sandboxUrl === undefined ? fileStore : new URL(baseUrl(connection)).origin;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin !== origin || url.username !== '' || url.password !== '') {
    const host = url?.host ?? '';
    throw fail('bulkUrlRefused', { host: host === '' ? '-' : host });
  }
  return url;
}
