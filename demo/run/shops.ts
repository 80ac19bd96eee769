import type { Provisioned } from '../host/data-sources';

/** Id of the data source plugin. */
export const pluginId = 'shopscope-shopify-datasource';

/** Where the figures come from: a real store, or demo shops to be started. */
export type Setting = { readonly kind: 'store'; readonly source: Provisioned } | { readonly kind: 'demo' };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A real store where `SHOPSCOPE_SHOP` names one, with `SHOPSCOPE_TOKEN` or `SHOPSCOPE_CLIENT_ID` and
 * `SHOPSCOPE_CLIENT_SECRET`; else the demo shops. Throws when a store is named without credentials.
 */
export function settingFrom(env: Environment, noCredentials: string): Setting {
  const shop = env['SHOPSCOPE_SHOP'];
  if (!shop) {
    return { kind: 'demo' };
  }
  const { SHOPSCOPE_TOKEN: token, SHOPSCOPE_CLIENT_ID: clientId, SHOPSCOPE_CLIENT_SECRET: clientSecret } = env;
  const base = { uid: 'store', name: shop.replace(/\.myshopify\.com$/, ''), type: pluginId };
  if (token) {
    const source = { ...base, jsonData: { shop, authMethod: 'token' }, secureJsonData: { accessToken: token } };
    return { kind: 'store', source };
  }
  if (!clientId || !clientSecret) {
    throw new Error(noCredentials);
  }
  const source = { ...base, jsonData: { shop, authMethod: 'client', clientId }, secureJsonData: { clientSecret } };
  return { kind: 'store', source };
}
