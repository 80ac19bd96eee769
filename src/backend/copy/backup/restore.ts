import { copyFileSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openConnection } from '../engine/sqlite/connection';
import { asCopyError } from '../engine/sqlite/failures';
import { CopyError } from '../errors';
import { checkFile } from '../files/integrity';
import { backupsOf, exportsOf } from '../files/names';
import { migrations } from '../migrations';
import { newestVersion, versionOf } from '../migrations/migrate';
import { sync } from './backup';
import { backupFilesOf, backupPath } from './names';

const companions = ['-wal', '-shm', '-journal'];

export interface RestoreOptions {
  /** The copy to be replaced; it may be missing or damaged. */
  readonly file: string;
  readonly backup: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Puts a back-up in the place of a copy, which is moved to the back-ups first. The back-up is checked page by page before
 * anything is touched, and stays. The writer must be closed; readers open the new file by themselves. Answers with where
 * the former copy lies, undefined where there was none. Throws `restoreFailed`, `corrupt`, `notACopy`, `newerSchema`,
 * `locked`, `diskFull`.
 */
export function restore({ file, backup, now }: RestoreOptions): string | undefined {
  checkBackup(backup);
  const part = `${file}.part`;
  try {
    copyFileSync(backup, part, constants.COPYFILE_FICLONE);
    sync(part);
    const former = moveAway(file, now);
    renameSync(part, file);
    sync(file);
    return former;
  } catch (error) {
    rmSync(part, { force: true });
    const known = asCopyError(error, file);
    throw known.code === 'failed'
      ? new CopyError('restoreFailed', { file: backup, reason: String(known.values['reason']) }, error)
      : known;
  }
}

function checkBackup(backup: string): void {
  if (!existsSync(backup)) {
    throw new CopyError('missing', { file: backup });
  }
  const database = openConnection(backup, 'snapshot');
  try {
    const version = versionOf(database, backup);
    const known = newestVersion(migrations);
    if (version > known) {
      throw new CopyError('newerSchema', { file: backup, version, known });
    }
    if (version === 0) {
      throw new CopyError('notACopy', { file: backup });
    }
    checkFile(database, backup, 'full');
  } finally {
    database.close();
  }
}

/** With its log where that can't be folded in: a damaged file is kept as it is. */
function moveAway(file: string, now: number): string | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  foldLog(file);
  const former = backupPath(file, backupsOf(file), 'before-restore', now);
  mkdirSync(path.dirname(former), { recursive: true, mode: 0o700 });
  // A file of its own: readers may hold the former one open, and keep it from being wiped.
  const ends = ['', ...companions].filter((end) => existsSync(`${file}${end}`));
  for (const end of [...ends].reverse()) {
    copyFileSync(`${file}${end}`, `${former}${end}`, constants.COPYFILE_FICLONE);
  }
  sync(former);
  for (const end of ends.filter((each) => each !== '')) {
    rmSync(`${file}${end}`, { force: true });
  }
  return former;
}

/** Folds the log into the file where that can be done. Throws `locked` where another process writes. */
export function foldLog(file: string): void {
  try {
    // The last connection to close folds the log into the file and deletes it.
    const database = openConnection(file, 'write', 500);
    database.exec('begin immediate; rollback');
    database.close();
  } catch (error) {
    if (asCopyError(error, file).code === 'locked') {
      throw error;
    }
  }
}

/** Deletes a copy with its log and exports, and with its back-ups if told so. The writer must be closed. */
export function deleteCopy(file: string, { backups }: { readonly backups: boolean }): void {
  const every = [file, ...(backups ? backupFilesOf(file) : [])];
  try {
    for (const each of every.flatMap((name) => [name, ...companions.map((end) => `${name}${end}`)])) {
      rmSync(each, { force: true });
    }
    rmSync(exportsOf(file), { recursive: true, force: true });
  } catch (error) {
    throw asCopyError(error, file);
  }
}
