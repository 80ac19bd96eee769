import { DatabaseSync } from 'node:sqlite';
import { asCopyError } from './failures';

/** How a copy's file is opened. */
export type OpenMode = 'write' | 'read';

/** Milliseconds that a connection waits for a lock of another one. */
const patience = 5_000;

/**
 * Pages (4 KiB) in the log from which a commit folds it into the file. More than SQLite's 1,000: a backfill writes the
 * same index pages over and over, and each folding writes and syncs them once.
 */
const checkpointPages = 8_000;

/** Bytes that the log keeps on disk once it is folded in. */
const logLimit = 64 * 1024 ** 2;

const pragmas: Readonly<Record<OpenMode, readonly string[]>> = {
  write: [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'foreign_keys = OFF',
    `wal_autocheckpoint = ${String(checkpointPages)}`,
    `journal_size_limit = ${String(logLimit)}`,
    'cache_size = -65536',
    'temp_store = MEMORY',
    'secure_delete = FAST',
  ],
  read: ['query_only = ON', 'cache_size = -32768', 'mmap_size = 134217728', 'temp_store = MEMORY'],
};

/** Opens a file, or with `:memory:` none. Throws `CopyError`. */
export function openConnection(file: string, mode: OpenMode): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, {
      readOnly: mode === 'read',
      timeout: patience,
      enableForeignKeyConstraints: false,
    });
    for (const pragma of pragmas[mode]) {
      database.exec(`pragma ${pragma}`);
    }
    return database;
  } catch (error) {
    database?.close();
    throw asCopyError(error, file);
  }
}
