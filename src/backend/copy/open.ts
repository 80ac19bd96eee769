import { backUp } from './backup/backup';
import type { CopyEngine } from './engine/engine';
import { openConnection } from './engine/sqlite/connection';
import { SqliteEngine } from './engine/sqlite/engine';
import { asCopyError } from './engine/sqlite/failures';
import { checkFile } from './files/integrity';
import { backupsOf } from './files/names';
import { migrations as known } from './migrations';
import { migrate, type Migrated } from './migrations/migrate';
import type { Migration } from './migrations/migration';

export interface OpenOptions {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The program's own where left out. */
  readonly migrations?: readonly Migration[];
  /** Milliseconds to wait for a lock of another process; 5,000 where left out. */
  readonly patience?: number;
}

export interface OpenedCopy {
  readonly engine: CopyEngine;
  readonly migrated: Migrated;
}

/**
 * Opens a copy to write it: creates the file where there is none, checks it, and brings its schema up to date, having
 * saved it first to `backups/` beside it. Throws `CopyError`.
 */
export async function openCopy({ file, now, migrations = known, patience }: OpenOptions): Promise<OpenedCopy> {
  const database = openConnection(file, 'write', patience);
  try {
    checkFile(database, file, 'quick');
    const save = (version: number) => {
      const directory = backupsOf(file);
      return backUp({ file, directory, label: `v${version}`, now }).file;
    };
    const migrated = await migrate(database, { file, migrations, now, backUp: save });
    const engine = new SqliteEngine(file, database);
    await engine.createIndexes();
    return { engine, migrated };
  } catch (error) {
    database.close();
    throw asCopyError(error, file);
  }
}
