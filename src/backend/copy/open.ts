import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { CopyEngine } from './engine/engine';
import { openConnection } from './engine/sqlite/connection';
import { SqliteEngine } from './engine/sqlite/engine';
import { asCopyError } from './engine/sqlite/failures';
import { checkFile } from './files/integrity';
import { migrations as known } from './migrations';
import { migrate, type Migrated } from './migrations/migrate';
import type { Migration } from './migrations/migration';

export interface OpenOptions {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The program's own where left out. */
  readonly migrations?: readonly Migration[];
}

export interface OpenedCopy {
  readonly engine: CopyEngine;
  readonly migrated: Migrated;
}

/**
 * Opens a copy to write it: creates the file where there is none, checks it, and brings its schema up to date, having
 * saved it first to `backups/` beside it. Throws `CopyError`.
 */
export async function openCopy({ file, now, migrations = known }: OpenOptions): Promise<OpenedCopy> {
  const database = openConnection(file, 'write');
  try {
    checkFile(database, file, 'quick');
    const backUp = (version: number) => {
      const target = backupPath(file, `v${String(version)}`, now);
      mkdirSync(path.dirname(target), { recursive: true });
      database.prepare('vacuum into ?').run(target);
      return target;
    };
    const migrated = await migrate(database, { file, migrations, now, backUp });
    const engine = new SqliteEngine(file, database);
    await engine.createIndexes();
    return { engine, migrated };
  } catch (error) {
    database.close();
    throw asCopyError(error, file);
  }
}

/** `<directory>/backups/<name>.<label>.<UTC time>.sqlite`. */
function backupPath(file: string, label: string, now: number): string {
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return path.join(path.dirname(file), 'backups', `${path.basename(file, '.sqlite')}.${label}.${time}.sqlite`);
}
