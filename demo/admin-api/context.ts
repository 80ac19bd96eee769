import type { GraphQLSchema } from 'graphql';
import type { SchemaExtras, SchemaVersion } from '../../schema/format';
import type { World } from '../world/types';
import type { Output, Spoiled } from './bulk/job';
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

/** Shopify's schema of one version with the demo's resolvers in it. */
export interface Executable {
  readonly version: SchemaVersion;
  readonly schema: GraphQLSchema;
  readonly extras: SchemaExtras;
}

/** What every resolver of one request sees. */
export interface RequestContext {
  readonly shop: Shop;
  readonly session: AppSession;
  /** The shop's world, stopped at the moment of the request. */
  readonly world: World;
  readonly now: number;
  readonly executable: Executable;
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
  readonly bulkFails: Output['failed'];
  readonly bulkSpoiled: Spoiled;
  /** Set while a bulk operation reads: its first connection is paged by it, nested ones are read whole. */
  readonly bulk?: BulkPaging;
}

/** Paging of a bulk operation's first connection. */
export interface BulkPaging {
  readonly first: number;
  readonly after: string | null;
  /** Cursor of the next page, written by the connection; null at the end. */
  next: string | null;
}

/** Orders older than this are hidden from apps without `read_all_orders`. */
export const orderHorizonDays = 60;

export function orderHorizon({ session, now }: RequestContext): number {
  return session.scopes.has('read_all_orders') ? Number.NEGATIVE_INFINITY : now - orderHorizonDays * 86_400_000;
}
