import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CopyError } from '../../errors';

const sqliteFailure = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number(), message: z.string() });
const systemFailure = z.object({ code: z.string(), message: z.string() });

const result = { busy: 5, locked: 6, readOnly: 8, io: 10, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 };
/** Extended code of an input/output failure because the file is cut short. */
const shortRead = 522;

/** What a failure of SQLite or of the file system means for a copy's file. Errors of ours come back as they are. */
export function asCopyError(error: unknown, file: string): CopyError {
  if (error instanceof CopyError) {
    return error;
  }
  const sqlite = sqliteFailure.safeParse(error);
  if (sqlite.success) {
    return ofSqlite(sqlite.data.errcode, sqlite.data.message, file, error);
  }
  const system = systemFailure.safeParse(error);
  return system.success
    ? ofSystem(system.data.code, system.data.message, file, error)
    : new CopyError('failed', { file, reason: String(error) }, error);
}

function ofSqlite(errcode: number, reason: string, file: string, cause: unknown): CopyError {
  switch (errcode & 0xff) {
    case result.busy:
    case result.locked:
      return new CopyError('locked', { file }, cause);
    case result.readOnly:
      return new CopyError('readOnly', { root: path.dirname(file) }, cause);
    case result.corrupt:
      return new CopyError('corrupt', { file, reason }, cause);
    case result.notADatabase:
      return new CopyError('notACopy', { file }, cause);
    case result.full:
      return new CopyError('diskFull', { file, free: freeMegabytes(file) }, cause);
    case result.cantOpen:
      return ofUnopened(reason, file, cause);
    case result.io:
      return errcode === shortRead
        ? new CopyError('corrupt', { file, reason }, cause)
        : new CopyError('failed', { file, reason }, cause);
    default:
      return new CopyError('failed', { file, reason }, cause);
  }
}

function ofUnopened(reason: string, file: string, cause: unknown): CopyError {
  const root = path.dirname(file);
  try {
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return asCopyError(error, file);
  }
  return existsSync(file)
    ? new CopyError('failed', { file, reason }, cause)
    : new CopyError('missing', { file }, cause);
}

function ofSystem(code: string, reason: string, file: string, cause: unknown): CopyError {
  const root = path.dirname(file);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CopyError('diskFull', { file, free: freeMegabytes(file) }, cause);
    case 'EROFS':
      return new CopyError('readOnly', { root }, cause);
    case 'EACCES':
    case 'EPERM':
      return new CopyError('rootDenied', { root, user: userName() }, cause);
    case 'ENOENT':
      return new CopyError('missing', { file }, cause);
    default:
      return new CopyError('failed', { file, reason }, cause);
  }
}

function freeMegabytes(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file));
    return Math.floor((bavail * bsize) / 1024 ** 2);
  } catch {
    return 0;
  }
}

/** Number of the user that this process runs as; empty where the system has none. */
export function userName(): string {
  return process.getuid === undefined ? '' : String(process.getuid());
}
