import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { CopyError } from '../errors';
import { openConnection } from '../engine/sqlite/connection';
import { Statements } from '../engine/sqlite/statements';
import { migrations } from '../migrations';
import { newestVersion, versionOf } from '../migrations/migrate';

export interface Handle {
  readonly database: DatabaseSync;
  readonly statements: Statements;
}

interface Opened extends Handle {
  readonly inode: bigint;
}

/** Open files of one process, closed again when they are used least or were replaced on disk. */
export class Handles {
  private readonly opened = new LRUCache<string, Opened>({
    max: 8,
    dispose: ({ database }) => {
      database.close();
    },
  });

  /** Throws `missing`, `olderSchema`, `newerSchema` and what opening throws. */
  of(file: string): Handle {
    const inode = statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
    const opened = this.opened.get(file);
    if (opened !== undefined && opened.inode === inode) {
      return opened;
    }
    this.opened.delete(file);
    if (inode === undefined) {
      throw new CopyError('missing', { file });
    }
    const made = { ...open(file), inode };
    this.opened.set(file, made);
    return made;
  }

  close(): void {
    this.opened.clear();
  }
}

function open(file: string): Handle {
  const database = openConnection(file, 'read');
  try {
    requireVersion(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, statements: new Statements(database) };
}

/** Throws where a file's schema is not the one that this program's queries are written for. */
export function requireVersion(database: DatabaseSync, file: string): void {
  const version = versionOf(database, file);
  const known = newestVersion(migrations);
  if (version !== known) {
    throw new CopyError(version > known ? 'newerSchema' : 'olderSchema', { file, version, known });
  }
}
