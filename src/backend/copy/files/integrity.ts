import type { DatabaseSync } from 'node:sqlite';
import { CopyError } from '../errors';
import { asCopyError } from '../engine/sqlite/failures';

/** `quick` reads every page but compares no index with its table; `full` does that too. */
export type CheckDepth = 'quick' | 'full';

/** Throws `corrupt` with the first things that SQLite finds wrong with a file. */
export function checkFile(database: DatabaseSync, file: string, depth: CheckDepth): void {
  const pragma = depth === 'quick' ? 'quick_check(3)' : 'integrity_check(3)';
  let found: string[];
  try {
    found = database
      .prepare(`pragma ${pragma}`)
      .all()
      .map((row) => Object.values(row).join(' '));
  } catch (error) {
    throw asCopyError(error, file);
  }
  if (found.join() !== 'ok') {
    throw new CopyError('corrupt', { file, reason: found.join('; ') });
  }
}
