import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { backupsOf } from '../files/names';

/** Why a back-up was made: on schedule, because an admin asked, before a migration from a version, before a restore. */
export type BackupLabel = 'scheduled' | 'manual' | `v${number}` | 'before-restore';

export interface Backup {
  readonly file: string;
  readonly label: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** `<directory>/<name of the copy>.<label>.<UTC time>.sqlite`; names of one label sort by time. */
export function backupPath(file: string, directory: string, label: BackupLabel, now: number): string {
  const time = new Date(now).toISOString().replaceAll(/[-:.]/g, '');
  return path.join(directory, `${path.basename(file, '.sqlite')}.${label}.${time}.sqlite`);
}

const pattern = /^(?<label>scheduled|manual|v\d+|before-restore)\.(?<time>\d{8}T\d{9}Z)\.sqlite$/;

/** Back-ups of a copy in a directory, newest first; none where the directory does not exist. */
export function backupsIn(directory: string, file: string): Backup[] {
  const start = `${path.basename(file, '.sqlite')}.`;
  return namesIn(directory)
    .filter((name) => name.startsWith(start))
    .flatMap((name) => {
      const { label, time } = pattern.exec(name.slice(start.length))?.groups ?? {};
      const full = path.join(directory, name);
      return label === undefined || time === undefined
        ? []
        : [{ file: full, label, bytes: statSync(full).size, at: timeOf(time) }];
    })
    .sort((a, b) => b.at - a.at);
}

/** Every back-up of a copy that lies in its own directory of back-ups, whatever its name ends in before `.sqlite`. */
export function backupFilesOf(file: string): string[] {
  const directory = backupsOf(file);
  const start = `${path.basename(file, '.sqlite')}.`;
  return namesIn(directory)
    .filter((name) => name.startsWith(start) && name.endsWith('.sqlite'))
    .map((name) => path.join(directory, name));
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function timeOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'));
}
