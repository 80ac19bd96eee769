import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { CopyDatabase } from './schema';

const builder = new Kysely<CopyDatabase>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A query as text and parameters, ready to cross to the process that reads the copy. */
export interface CopyQuery {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Builds queries over the copy where no file is open: end them with `.compile()` and hand the answer to `CopyReads`. */
export function copyQuery(): Kysely<CopyDatabase> {
  return builder;
}
