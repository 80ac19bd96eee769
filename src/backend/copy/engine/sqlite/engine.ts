import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { z } from 'zod';
import { CopyError } from '../../errors';
import type { CopyDatabase, TableName } from '../../schema';
import type { CopyEngine, CopyTransaction, Rows, UpsertOptions } from '../engine';
import { sqliteDialect } from './driver';
import { asCopyError } from './failures';
import { createIndexes, dropLateIndexes, seedStatistics } from './indexes';
import { Statements } from './statements';
import { Upsert } from './upsert';

/** Bytes of the log beyond which it is folded in and cut short, waiting for readers if need be. */
const longestLog = 256 * 1024 ** 2;

const checkpointed = z.object({ busy: z.number() });

/** The engine on an open connection whose schema is current; it takes the connection over. */
export class SqliteEngine implements CopyEngine {
  readonly db: Kysely<CopyDatabase>;
  private readonly file: string;
  private readonly database: DatabaseSync;
  private readonly statements: Statements;
  private readonly upserts = new Map<string, Upsert>();

  constructor(file: string, database: DatabaseSync) {
    this.file = file;
    this.database = database;
    this.statements = new Statements(database);
    const dialect = sqliteDialect({ file, statements: this.statements });
    this.db = new Kysely<CopyDatabase>({ dialect });
  }

  async write<T>(work: (transaction: CopyTransaction) => Promise<T>): Promise<T> {
    const answer = await this.db.transaction().execute((db) =>
      work({
        db,
        upsert: (table, rows, options = {}) =>
          new Promise((resolve) => {
            this.upsert(table, rows, options);
            resolve();
          }),
      })
    );
    if (sizeOf(`${this.file}-wal`) > longestLog) {
      await this.checkpoint();
    }
    return answer;
  }

  bytes(): number {
    return sizeOf(this.file) + sizeOf(`${this.file}-wal`);
  }

  async checkpoint(): Promise<boolean> {
    const row = await this.alone(() => this.database.prepare('pragma wal_checkpoint(truncate)').get());
    return checkpointed.parse(row).busy === 0;
  }

  async rewrite(): Promise<void> {
    await this.alone(() => {
      this.database.exec('vacuum');
    });
    if (!(await this.checkpoint())) {
      throw new CopyError('locked', { file: this.file });
    }
  }

  async analyze(): Promise<void> {
    await this.alone(() => {
      this.database.exec('pragma analysis_limit = 1000; analyze');
    });
    await this.schema(seedStatistics);
  }

  async dropIndexes(): Promise<void> {
    await this.schema(dropLateIndexes);
  }

  async createIndexes(): Promise<void> {
    await this.schema(createIndexes);
  }

  async close(): Promise<void> {
    await this.db.destroy();
    // Not left to kysely, which closes nothing that it never used.
    if (this.database.isOpen) {
      this.database.close();
    }
  }

  private upsert<Name extends TableName>(
    table: Name,
    rows: Rows<Name>,
    { keep = [], add = [] }: UpsertOptions<Name>
  ): void {
    const name = [table, ...keep, '+', ...add].join(' ');
    const upsert = this.upserts.get(name) ?? new Upsert(table, keep, add);
    this.upserts.set(name, upsert);
    try {
      upsert.run(this.statements, rows);
    } catch (error) {
      throw error instanceof TypeError ? error : asCopyError(error, this.file);
    }
  }

  private async schema(change: (db: Kysely<CopyDatabase>) => Promise<void>): Promise<void> {
    await this.db.transaction().execute(change);
  }

  /** Runs outside of any transaction. */
  private async alone<T>(run: () => T): Promise<T> {
    try {
      return await this.db.connection().execute(
        () =>
          new Promise<T>((resolve) => {
            resolve(run());
          })
      );
    } catch (error) {
      throw asCopyError(error, this.file);
    }
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
