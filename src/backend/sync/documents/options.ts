import type { ApiVersion } from '../../shopify';

/** What decides which fields are asked for. */
export interface DocumentOptions {
  readonly version: ApiVersion;
  /** Scopes that the app was granted; fields that need others are left out. */
  readonly granted: ReadonlySet<string>;
  /** Entities whose personal columns an admin switched on. */
  readonly personal: ReadonlySet<'orders' | 'customers'>;
  /** Metafields to keep, by owner (`orders`, `products`, `variants`, `customers`): `namespace.key`. */
  readonly metafields: Readonly<Record<string, readonly string[]>>;
}
