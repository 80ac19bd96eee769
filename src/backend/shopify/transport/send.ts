import type { Environment } from '../environment';
import { fail } from '../fail';

/** Sends one request and follows no redirect: a token must not go where a redirect points. */
export async function send(environment: Environment, url: string, init: RequestInit): Promise<Response> {
  const response = await environment.fetch(url, { ...init, redirect: 'manual' });
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel().catch(() => undefined);
    throw fail('redirected', { shop: new URL(url).host, host: targetHost(response, url) });
  }
  return response;
}

function targetHost(response: Response, base: string): string {
  const location = response.headers.get('location') ?? '';
  return URL.canParse(location, base) ? new URL(location, base).host : '-';
}
