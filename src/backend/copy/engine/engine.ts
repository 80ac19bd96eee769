import type { Kysely } from 'kysely';
import type { CopyDatabase, TableName } from '../schema';

/** Rows of a table, complete: one property per column. */
export type Rows<Name extends TableName> = ReadonlyArray<CopyDatabase[Name]>;

export interface UpsertOptions<Name extends TableName> {
  /** Columns that a row which is there already keeps. */
  readonly keep?: ReadonlyArray<keyof CopyDatabase[Name] & string>;
  /** Columns of numbers that are added to those of a row which is there already. */
  readonly add?: ReadonlyArray<keyof CopyDatabase[Name] & string>;
}

/** One transaction that writes. */
export interface CopyTransaction {
  /** Builds and runs queries within the transaction. */
  readonly db: Kysely<CopyDatabase>;
  /**
   * Inserts rows, or overwrites those that have their key; the quickest way in. Of two rows with one key the later one
   * stays.
   */
  readonly upsert: <Name extends TableName>(
    table: Name,
    rows: Rows<Name>,
    options?: UpsertOptions<Name>
  ) => Promise<void>;
}

/**
 * The one who writes a copy. Readers, in this process or another, see the state before a transaction until it is
 * committed, and are never waited for. Integers beyond 2^53 come back as bigint, all others as number.
 */
export interface CopyEngine {
  /** Builds and runs queries outside of transactions. Within `write` use the transaction's: this one would wait for it. */
  readonly db: Kysely<CopyDatabase>;
  /** Commits what `work` wrote, or nothing of it when it throws. Transactions queue up. Rejects with a `CopyError`. */
  write<T>(work: (transaction: CopyTransaction) => Promise<T>): Promise<T>;
  /** Bytes on disk, what is not folded into the main file yet included. */
  bytes(): number;
  /** Folds the log into the main file and empties it; false where a reader still needs it, so ask again later. */
  checkpoint(): Promise<boolean>;
  /**
   * Writes the file anew, so that nothing of what was deleted or overwritten stays in freed pages or in the log. Takes the
   * file's size of free space; readers go on. Throws `locked` where a reader holds on to the log.
   */
  rewrite(): Promise<void>;
  /** Has the planner learn the tables' sizes; after a backfill and once a day. */
  analyze(): Promise<void>;
  /**
   * Drops indexes that a first load doesn't need, which makes it several times quicker. Queries are slow until
   * `createIndexes`; so it is for the backfill of an empty copy only. Opening a copy creates those that it lacks.
   */
  dropIndexes(): Promise<void>;
  createIndexes(): Promise<void>;
  close(): Promise<void>;
}
