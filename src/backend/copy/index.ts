/** The owned copy: its schema, its file, and the ways to write, read, guard and save it. */
export type { CopyAccess, CopyReason } from './access';
export { CopyKeeper, type ScheduleOptions } from './backup/keeper';
export { backupsIn, type Backup } from './backup/names';
export { deleteCopy, restore, type RestoreOptions } from './backup/restore';
export type { PersonalEntity } from './backup/personal';
export {
  finishWipe,
  noteGone,
  redactCustomers,
  redactIn,
  wipePersonal,
  type RedactOptions,
  type WipeOptions,
} from './backup/wipe';
export type { CopyEngine, CopyTransaction, Rows, UpsertOptions } from './engine/engine';
export { CopyError, copyErrorCodes, isCopyErrorCode, type CopyErrorCode, type CopyFault } from './errors';
export { fileSystemOf, type FileSystem, type FileSystemKind } from './files/filesystem';
export { backupsOf, copiesOf, copyFile, exportsOf, type FoundCopy } from './files/names';
export { copyRootOf, openRoot, type CopyRoot } from './files/root';
export { rootWarnings, type RootWarning } from './files/warnings';
export { bytesPerRow, forecast, spaceOf, type ShopCounts, type Space } from './files/space';
export {
  openSqlReader,
  type SqlColumn,
  type SqlQuery,
  type SqlReader,
  type SqlReaderOptions,
  type SqlResult,
} from './guard/reader';
export { openCopy, type OpenedCopy, type OpenOptions } from './open';
export { copyQuery, type CopyQuery } from './query';
export { asReadError } from './reader/failures';
export type { CopyValue } from './reader/messages';
export { CopyReads, copyReaderPool, type CopyColumns, type ReadOptions } from './reader/reads';
export { addMinutes } from './rollups/order-hours';
export { exactInteger, rowSchema } from './rows';
export * from './schema';
export type { SqlResultColumn } from './sql/messages';
export { SqlReads, sqlReaderPool, type SqlAnswer, type SqlAsked, type SqlLimits, type SqlTaker } from './sql/reads';
export { views, type View, type ViewColumn, type ViewKind } from './views/columns';
