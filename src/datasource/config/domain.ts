const ending = '.myshopify.com';

/**
 * The store's domain out of what people paste: an address of the store, of its admin, or the bare name.
 * Anything else comes back as it is, for `isShopDomain` to refuse.
 */
export function tidyDomain(text: string): string {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '');
  const admin = /^admin\.shopify\.com\/store\/([a-z0-9-]+)/.exec(bare);
  if (admin?.[1] !== undefined) {
    return admin[1] + ending;
  }
  const host = bare.replace(/[/?#].*$/, '');
  return /^[a-z0-9][a-z0-9-]*$/.test(host) ? host + ending : host;
}

export function isShopDomain(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(text);
}
