import type { Translate } from '../../../locales/core';
import type { ParsedQuery } from '../../../query';
import type { ImpactSettings } from '../../../query/logs';
import type { CopyAccess } from '../../copy';
import type { Frame, TimeRange } from '../../grafana';
import type { CallOptions, ShopConnection, ShopFacts, Shopify } from '../../shopify';
import type { Standings } from '../../sync';
import type { FaultCounts } from './faults';
import type { LogAccess } from './logs';

/** What a query runs with. */
export interface Ask<Query extends ParsedQuery = ParsedQuery> {
  readonly query: Query;
  readonly range: TimeRange;
  /** Grafana's suggested distance of points, in milliseconds. */
  readonly intervalMs: number;
  /** Epoch milliseconds, one moment for the whole query. */
  readonly now: number;
  readonly connection: ShopConnection;
  readonly shopify: Shopify;
  readonly options: CallOptions;
  readonly facts: ShopFacts;
  /** IANA zone that buckets and dates without an offset are in. */
  readonly zone: string;
  readonly t: Translate;
  /** The shop's copy, where there is one to be had. */
  readonly copy?: CopyAccess;
  /** Where error logs are kept; left out where no endpoint is set up. */
  readonly logs?: LogAccess;
  /** What expectations of orders are made with; defaults where left out. */
  readonly impact?: ImpactSettings;
  /** How syncing stands, where the copy is on. */
  readonly standings?: Standings;
  /** What failed lately. */
  readonly faults?: Pick<FaultCounts, 'recent' | 'since'>;
}

/** Answers queries of one type. */
export type Run<Query extends ParsedQuery> = (ask: Ask<Query>) => Promise<readonly Frame[]>;
