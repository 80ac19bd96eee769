import type { SchemaExtras, SchemaVersion } from '../../schema/format';
import type { World } from '../world/types';
import type { WindowStatus } from './cost/window';
import type { SearchWarning } from './search/compile';
import type { AppSession, Shop } from './shop';
import type { Switches } from './switches';

/** An entry of `extensions.search`. */
export interface SearchNote {
  readonly path: ReadonlyArray<string | number>;
  readonly query: string;
  readonly parsed: Readonly<Record<string, unknown>>;
  readonly warnings: readonly SearchWarning[];
}

/** What every resolver of one request sees. */
export interface RequestContext {
  readonly shop: Shop;
  readonly session: AppSession;
  /** The shop's world, stopped at the moment of the request. */
  readonly world: World;
  readonly now: number;
  readonly version: SchemaVersion;
  readonly extras: SchemaExtras;
  readonly switches: Switches;
  readonly requestId: string;
  /** Address under which results of bulk operations lie. */
  readonly baseUrl: string;
  /** Fields of this document that the app's scopes do not reach, with Shopify's words on what is needed. */
  readonly denied: ReadonlyMap<string, string>;
  readonly search: SearchNote[];
  shopifyqlCost: WindowStatus | undefined;
  /** Faults that reach into resolvers. */
  readonly cursorsInvalid: boolean;
  readonly shopifyqlThrottled: boolean;
}

/** Orders older than this are hidden from apps without `read_all_orders`. */
export const orderHorizonDays = 60;

export function orderHorizon({ session, now }: RequestContext): number {
  return session.scopes.has('read_all_orders') ? Number.NEGATIVE_INFINITY : now - orderHorizonDays * 86_400_000;
}
