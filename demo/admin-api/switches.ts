import type { ShopifyqlOptions } from '../shopifyql';
import type { CostFormula } from './cost/formula';

/** Behaviour of Shopify that is documented in two ways, or that a test wants otherwise. */
export interface Switches {
  /** Sizing of connections in `requestedQueryCost`. */
  readonly costFormula: CostFormula;
  /** Row shape, inclusive UNTIL, zone of hour buckets and the like. */
  readonly shopifyql: ShopifyqlOptions;
  /** What a version without schema here is served by: the oldest kept version, or an error page. */
  readonly unsupportedVersion: 'forward' | 'refuse';
  /** Seconds for which a granted token lasts: 86,399 as documented. */
  readonly tokenLifetime: number;
  /** How the token endpoint words its refusals. */
  readonly grantErrors: 'json' | 'text';
  /** Milliseconds of clock time that a bulk operation takes for every 1,000 objects, and at least once. */
  readonly bulkPace: number;
  /** Entries of a nested list that a bulk operation gives before it leaves out the rest without an error. */
  readonly bulkNestedLimit: number;
  /** Where children stand among a page's lines that are not grouped: after all parents, or before them. */
  readonly bulkChildren: 'after' | 'before';
  /** Milliseconds for which the address of a result is good: seven days as documented. */
  readonly bulkUrlLifetime: number;
  /** Objects after which paging ends. */
  readonly pagingLimit: number;
}

export const defaultSwitches: Switches = {
  costFormula: 'logarithmic',
  shopifyql: {},
  unsupportedVersion: 'forward',
  tokenLifetime: 86_399,
  grantErrors: 'json',
  bulkPace: 500,
  bulkNestedLimit: Number.POSITIVE_INFINITY,
  bulkChildren: 'after',
  bulkUrlLifetime: 7 * 86_400_000,
  pagingLimit: 25_000,
};
