import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { openConnection } from '../engine/sqlite/connection';
import { asCopyError } from '../engine/sqlite/failures';
import { CopyError } from '../errors';
import { checkFile } from '../files/integrity';
import { versionOf } from '../migrations/migrate';
import { backupPath, backupsIn, type Backup, type BackupLabel } from './names';

export interface BackupOptions {
  readonly file: string;
  /** Made where it is missing. */
  readonly directory: string;
  readonly label: BackupLabel;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Saves a copy as it is at this moment, while it is read and written, as one compact file: `VACUUM INTO` from a snapshot.
 * SQLite's page-wise back-up would begin anew with each commit of the process that syncs. The file has its name only once
 * it is whole. Blocks: run it in a process of its own. Throws `backupFailed`, `missing`, `diskFull`.
 */
export function backUp({ file, directory, label, now }: BackupOptions): Backup {
  const target = backupPath(file, directory, label, now);
  const part = `${target}.part`;
  const database = openConnection(file, 'snapshot');
  try {
    versionOf(database, file);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    rmSync(part, { force: true });
    database.prepare('vacuum into ?').run(part);
    sync(part);
    renameSync(part, target);
    return { file: target, label, bytes: statSync(target).size, at: now };
  } catch (error) {
    removeHalf(part);
    throw ofTarget(error, target);
  } finally {
    database.close();
  }
}

/** Deletes scheduled back-ups but the newest `keep`; others stay until an admin deletes them. */
export function prune(directory: string, file: string, keep: number): void {
  const scheduled = backupsIn(directory, file).filter(({ label }) => label === 'scheduled');
  for (const { file: old } of scheduled.slice(keep)) {
    rmSync(old, { force: true });
  }
}

/** Whether a scheduled back-up is due: the newest one is older than `every` milliseconds, or there is none. */
export function isBackupDue(directory: string, file: string, now: number, every: number): boolean {
  const newest = backupsIn(directory, file).find(({ label }) => label === 'scheduled');
  return newest === undefined || now - newest.at >= every;
}

/** Checks a file that nobody needs to have open. Throws `corrupt`, `notACopy`, `missing`. */
export function checkCopy(file: string): void {
  const database = openConnection(file, 'read');
  try {
    versionOf(database, file);
    checkFile(database, file, 'full');
  } finally {
    database.close();
  }
}

/** Writes what the system still holds back, so that a power failure doesn't take the file. */
export function sync(file: string): void {
  for (const place of process.platform === 'win32' ? [file] : [file, path.dirname(file)]) {
    const handle = openSync(place, place === file ? 'r+' : 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
}

function removeHalf(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    // Whatever kept it from being written is what has to be told.
  }
}

function ofTarget(error: unknown, target: string): CopyError {
  const known = asCopyError(error, target);
  return known.code === 'failed' || known.code === 'rootDenied' || known.code === 'readOnly'
    ? new CopyError('backupFailed', { file: target, reason: reasonOf(error) }, error)
    : known;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
