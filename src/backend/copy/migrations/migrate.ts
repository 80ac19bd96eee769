import type { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { z } from 'zod';
import { CopyError } from '../errors';
import { createTables } from '../engine/sqlite/ddl';
import { sqliteDialect } from '../engine/sqlite/driver';
import { asCopyError } from '../engine/sqlite/failures';
import { Statements } from '../engine/sqlite/statements';
import type { Migration } from './migration';

/** Stands in the head of each file of ours (`PRAGMA application_id`): "SCPE". */
const applicationId = 0x53435045;

export interface MigrateOptions {
  readonly file: string;
  readonly migrations: readonly Migration[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Saves the file before its schema is changed, and tells where to. */
  backUp(version: number): string;
}

export interface Migrated {
  /** 0 where the file was new. */
  readonly from: number;
  readonly to: number;
  /** What the file was saved as before. */
  readonly backup?: string;
}

/** The version that a program with these migrations knows. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 1;
}

/**
 * Brings a file to the newest schema: creates it where the file is empty, otherwise runs the migrations that it lacks, each
 * in one transaction which also records it. Refuses with `CopyError`: `notACopy`, `newerSchema`, `migrationFailed`.
 */
export async function migrate(database: DatabaseSync, options: MigrateOptions): Promise<Migrated> {
  const { file, migrations } = options;
  const from = versionOf(database, file);
  const to = newestVersion(migrations);
  if (from > to) {
    throw new CopyError('newerSchema', { file, version: from, known: to });
  }
  if (from === to) {
    return { from, to };
  }
  const db = new Kysely<unknown>({ dialect: sqliteDialect({ file, statements: new Statements(database, 1) }) });
  if (from === 0) {
    await step(db, { version: to, name: 'create', up: create }, options, from);
    return { from, to };
  }
  const backup = options.backUp(from);
  for (const migration of migrations.filter(({ version }) => version > from)) {
    await step(db, migration, options, from);
  }
  return { from, to, backup };
}

/** A file's schema version; 0 for an empty file. Refuses files of others with `notACopy`. */
export function versionOf(database: DatabaseSync, file: string): number {
  const application = numberOf(database, 'application_id', file);
  const version = numberOf(database, 'user_version', file);
  const empty = numberOf(database, 'schema_version', file) === 0;
  if (application === applicationId ? version === 0 : !empty) {
    throw new CopyError('notACopy', { file });
  }
  return version;
}

async function create(db: Kysely<unknown>): Promise<void> {
  await sql`pragma application_id = ${sql.lit(applicationId)}`.execute(db);
  await db.schema
    .createTable('schema_migrations')
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('applied_at', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute();
  await createTables(db);
}

async function step(
  db: Kysely<unknown>,
  { version, name, up }: Migration,
  { file, now }: MigrateOptions,
  from: number
): Promise<void> {
  try {
    await db.transaction().execute(async (transaction) => {
      await up(transaction);
      await sql`insert into schema_migrations values (${version}, ${name}, ${now})`.execute(transaction);
      await sql`pragma user_version = ${sql.lit(version)}`.execute(transaction);
    });
  } catch (error) {
    const known = asCopyError(error, file);
    if (known.code !== 'failed') {
      throw known;
    }
    const reason = String(known.values['reason']);
    throw new CopyError('migrationFailed', { file, from, to: version, reason }, error);
  }
}

function numberOf(database: DatabaseSync, pragma: string, file: string): number {
  try {
    const row = database.prepare(`pragma ${pragma}`).get();
    return z.record(z.string(), z.number()).parse(row)[pragma] ?? 0;
  } catch (error) {
    throw asCopyError(error, file);
  }
}
