import type { ShopFacts } from '../../shopify';
import type { Entity } from '../entities';

/** One page of changed records. */
export interface Page {
  readonly nodes: readonly unknown[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
  /** Epoch milliseconds at which it was asked for. */
  readonly askedAt: number;
}

export interface PageRequest {
  readonly search: string;
  readonly after?: string;
}

/** A bulk operation as it was last seen. */
export interface Operation {
  readonly id: string;
  readonly status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED';
  readonly errorCode: string | undefined;
  readonly query: string;
  readonly createdAt: number;
  readonly objectCount: number;
  readonly rootObjectCount: number;
  readonly fileSize: number | undefined;
  readonly url: string | undefined;
}

/** Why an operation was not started. */
export type Refused = 'busy' | 'denied' | 'invalid';

/** The shop, as syncing asks it: everything paced, nothing from a cache. Throws `ShopifyError`. */
export interface SyncShop {
  /** The shop itself, with its id as a bare number. */
  identity(signal: AbortSignal): Promise<ShopFacts & { readonly id: string }>;
  /** Records created in a window; undefined where Shopify only said "more than". */
  count(
    entity: Entity,
    field: string,
    window: { readonly from: number; readonly to: number },
    signal: AbortSignal
  ): Promise<number | undefined>;
  /** The oldest created time of the entity's records, epoch milliseconds; undefined where there is none. */
  oldest(entity: Entity, signal: AbortSignal): Promise<number | undefined>;
  page(entity: Entity, request: PageRequest, signal: AbortSignal): Promise<Page>;
  /** Records by bare id, as `page` gives them; those that are gone are left out. */
  byId(entity: Entity, ids: readonly string[], signal: AbortSignal): Promise<readonly unknown[]>;
  /** Ids (bare numbers) of the records after `after` in order of id; empty at the end. */
  ids(entity: Entity, after: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Bare ids of inventory items with a level changed since. */
  changedLevels(since: number, signal: AbortSignal): Promise<readonly string[]>;
  startBulk(
    entity: Entity,
    search: string,
    signal: AbortSignal
  ): Promise<Operation | { readonly refused: Refused; readonly message: string }>;
  bulk(id: string, signal: AbortSignal): Promise<Operation | undefined>;
  /** Operations of this app that have not ended. */
  runningBulk(signal: AbortSignal): Promise<readonly Operation[]>;
  cancelBulk(id: string, signal: AbortSignal): Promise<void>;
  /** The text that `startBulk` sends: an operation found again is known by it. */
  bulkText(entity: Entity, search: string): string;
}
