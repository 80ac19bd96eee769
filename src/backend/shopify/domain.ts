import { fail } from './fail';

const shopHost = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const shopName = /^[a-z0-9][a-z0-9-]*$/;

/**
 * The `*.myshopify.com` domain in what a person typed: spaces, `https://`, a path, capitals and a missing
 * `.myshopify.com` are forgiven. Throws `domainEmpty`, `domainForeign` (another host) or `domainInvalid`.
 */
export function shopDomain(typed: string): string {
  const text = typed.trim().toLowerCase();
  if (text === '') {
    throw fail('domainEmpty', {});
  }
  const admin = /^(?:https?:\/\/)?admin\.shopify\.com\/store\/([a-z0-9-]+)(?:[/?#]|$)/.exec(text);
  const host = admin?.[1] ?? text.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  if (shopHost.test(host)) {
    return host;
  }
  if (shopName.test(host)) {
    return `${host}.myshopify.com`;
  }
  throw fail(/^[a-z0-9.-]+$/.test(host) && host.includes('.') ? 'domainForeign' : 'domainInvalid', { domain: host });
}

/**
 * Where requests go: the shop itself, or the development address from Grafana's ini file. `connection.domain` must be
 * exact here; it is what a token is sent to.
 */
export function baseUrl(connection: { readonly domain: string; readonly sandboxUrl?: string }): string {
  if (!shopHost.test(connection.domain)) {
    throw fail('domainInvalid', { domain: connection.domain });
  }
  if (connection.sandboxUrl === undefined) {
    return `https://${connection.domain}`;
  }
  if (!URL.canParse(connection.sandboxUrl) || !/^https?:$/.test(new URL(connection.sandboxUrl).protocol)) {
    throw fail('sandboxInvalid', { url: connection.sandboxUrl });
  }
  return connection.sandboxUrl.replace(/\/+$/, '');
}
