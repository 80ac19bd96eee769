import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asCopyError } from './failures';
import { addMedianWait } from './median-wait';

/**
 * How a copy's file is opened: by the one who writes it, by those who read it, to save it as it is now, or to write a file
 * that nobody else has open anew without leaving remains.
 */
export type OpenMode = 'write' | 'read' | 'snapshot' | 'rewrite';

/** Milliseconds that a connection waits for a lock of another one. */
const usualPatience = 5_000;

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
    'cache_size = -24576',
    'temp_store = FILE',
    'secure_delete = FAST',
  ],
  snapshot: ['cache_size = -16384', 'temp_store = MEMORY'],
  rewrite: ['journal_mode = DELETE', 'secure_delete = ON', 'temp_store = FILE'],
  read: ['query_only = ON', 'cache_size = -32768', 'mmap_size = 134217728', 'temp_store = MEMORY'],
};

const inMemory = ':memory:';

/** Opens a file, or with `:memory:` none. Throws `CopyError`. */
export function openConnection(file: string, mode: OpenMode, patience = usualPatience): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, {
      readOnly: mode === 'read' || mode === 'snapshot',
      timeout: patience,
      enableForeignKeyConstraints: false,
    });
    if (file !== inMemory && (mode === 'write' || mode === 'rewrite')) {
      // Indexes of a large table are sorted there, and whole files are written anew: in memory that would be their size.
      const directory = path.dirname(path.resolve(file)).replaceAll("'", "''");
      database.exec(`pragma temp_store_directory = '${directory}'`);
    }
    for (const pragma of pragmas[mode]) {
      database.exec(`pragma ${pragma}`);
    }
    addMedianWait(database);
    return database;
  } catch (error) {
    database?.close();
    throw asCopyError(error, file);
  }
}
