import type { CopyReads } from './reader/reads';
import type { SqlReads } from './sql/reads';

/** Why a copy is as it is, for `queries:copy.<code>` and the Data page. */
export interface CopyReason {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What a query may know of the shop's copy, and read of it. */
export interface CopyAccess {
  readonly state: 'off' | 'starting' | 'backfill' | 'current' | 'asleep' | 'failed';
  readonly reason?: CopyReason;
  readonly reads: Pick<CopyReads, 'rows' | 'columns'>;
  /** Anyone's SQL, in processes of its own; left out where there are none. */
  readonly sql?: Pick<SqlReads, 'select' | 'stream' | 'check'>;
  /** Leads every key of the copy. */
  readonly shopId: string;
  /** All that was changed before this instant is in the copy. */
  readonly freshAt?: number;
  /** Orders from this instant on are all in the copy; left out until a backfill is done. */
  readonly completeFrom?: number;
  /** Whether this caller may see columns of personal data. */
  readonly personal: boolean;
}
