import type { SQLInputValue } from 'node:sqlite';
import { method, type Role, type RoleCall } from '../../roles';
import { backUp, checkCopy } from '../backup/backup';
import { backUpParams, checkParams } from '../backup/messages';
import { CopyError } from '../errors';
import { asCopyError } from '../engine/sqlite/failures';
import { bindable } from '../engine/sqlite/values';
import { Handles } from './handles';
import { chunkValues, packColumns, selectParams } from './messages';

const handles = new Handles();

/** The process that runs our own queries over copies, saves and checks them, so that nothing holds up the one that serves Grafana. */
export const copyReader: Role = {
  name: 'copy-reader',
  start: () => ({
    /** Answers with few rows at once; emits many in chunks, and answers with the columns' names and how many there were. */
    select: method(selectParams, async ({ file, sql, parameters, maxRows }, call) => {
      try {
        return await select(file, sql, parameters.map(bindable), maxRows, call);
      } catch (error) {
        throw asCopyError(error, file);
      }
    }),
    backUp: method(backUpParams, (options) => backUp(options)),
    check: method(checkParams, ({ file }) => {
      checkCopy(file);
    }),
  }),
  stop: () => {
    handles.close();
  },
};

async function select(file: string, sql: string, parameters: SQLInputValue[], maxRows: number, call: RoleCall) {
  const { names, columns, rows } = handles.of(file).statements.columnar(sql, parameters);
  if (rows > maxRows) {
    throw new CopyError('tooManyRows', { limit: maxRows });
  }
  const step = Math.max(1, Math.floor(chunkValues / names.length));
  if (rows <= step) {
    return { names: [...names], rows, columns: packColumns(columns.map((values) => [...values])) };
  }
  for (let from = 0; from < rows && !call.signal.aborted; from += step) {
    const part = packColumns(columns.map((values) => values.slice(from, from + step)));
    await call.emit({ columns: part, rows: Math.min(step, rows - from) });
  }
  return { names: [...names], rows };
}
