import type { Kysely } from 'kysely';

/** One step forward of the schema. It runs in a transaction of its own and never changes once it was released. */
export interface Migration {
  /** From 2 on, without gaps: version 1 is the schema that the first release created. */
  readonly version: number;
  readonly name: string;
  /** Changes the schema and the rows in it. It names tables and columns itself: those of `schema/` move on. */
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}
