import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { method, type Role, type RoleCall } from '../../roles';
import { CopyError } from '../errors';
import { asCopyError } from '../engine/sqlite/failures';
import { openSqlReader, type SqlReader } from '../guard/reader';
import { withKinds } from './infer';
import { sqlCheckParams, sqlSelectParams } from './messages';
import { placeOf } from './place';

/** Bytes that SQLite may take in this process; statements that need more fail at once. */
const heapLimit = 192 * 1024 ** 2;

/** Values that cross to the parent at once. */
const valuesAtOnce = 4_000;

interface Place {
  readonly file: string;
  readonly shopId: string;
  readonly personal: boolean;
}

const readers = new LRUCache<string, { readonly reader: SqlReader; readonly inode: bigint }>({
  max: 4,
  dispose: ({ reader }) => {
    reader.close();
  },
});

/** The process that runs anyone's SQL over a copy. It can be killed at any time. */
export const sqlReader: Role = {
  name: 'sql-reader',
  start: () => {
    limitHeap();
    return {
      /** Emits `{ columns }`, then `{ values, rows }` part by part; answers with `sqlSelected`. */
      select: method(sqlSelectParams, ({ sql, maxRows, maxBytes, ...place }, call) =>
        placing(place, sql, (reader) => select(reader, sql, { rows: maxRows, bytes: maxBytes }, call))
      ),
      /** Compiles only; answers with `sqlChecked`. */
      check: method(sqlCheckParams, ({ sql, ...place }) =>
        placing(place, sql, (reader) => Promise.resolve({ columns: withKinds(sql, reader.check(sql)) }))
      ),
    };
  },
  stop: () => {
    readers.clear();
  },
};

/** SQLite keeps one account of memory for all connections of a process. */
function limitHeap(): void {
  const database = new DatabaseSync(':memory:');
  database.exec(`pragma hard_heap_limit = ${String(heapLimit)}`);
  database.close();
}

async function select(reader: SqlReader, sql: string, limits: { rows: number; bytes: number }, call: RoleCall) {
  const { columns: found, parts } = reader.stream({ sql, parameters: [], limits }, valuesAtOnce);
  const columns = withKinds(sql, found);
  await call.emit({ columns });
  let count = 0;
  let truncated: 'rows' | 'bytes' | undefined;
  for (const { values, rows, truncated: cut } of parts) {
    const step = Math.max(1, Math.floor(valuesAtOnce / Math.max(1, columns.length)));
    for (let from = 0; from < rows && !call.signal.aborted; from += step) {
      const part = values.map((column) => column.slice(from, from + step));
      await call.emit({ values: part, rows: Math.min(step, rows - from) });
    }
    count += rows;
    truncated = cut;
    if (call.signal.aborted) {
      break;
    }
  }
  return { columns, rows: count, ...(truncated === undefined ? {} : { truncated }) };
}

/** Runs something with a reader, and tells the place in the text that a failure is about. */
async function placing<Answer>(
  place: Place,
  sql: string,
  run: (reader: SqlReader) => Promise<Answer>
): Promise<Answer> {
  const reader = readerOf(place);
  try {
    return await run(reader);
  } catch (error) {
    const failure = asCopyError(error, place.file);
    const message = shortened(String(failure.values['message'] ?? ''));
    const values = { ...failure.values, ...(message === '' ? {} : { message }) };
    const named = failure.values['column'] ?? failure.values['what'];
    const told = message === '' && named !== undefined ? `no such column: ${String(named).replace('()', '')}` : message;
    const found = told === '' ? undefined : placeOf(sql, told, (text) => reader.messageOf(text));
    throw found === undefined
      ? new CopyError(failure.code, values, error)
      : new CopyError(failure.code, { ...values, at: found.at, length: found.length }, error);
  }
}

/** SQLite's messages repeat what it couldn't read, however long that is. */
function shortened(message: string): string {
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}

function readerOf(place: Place): SqlReader {
  const key = JSON.stringify([place.file, place.shopId, place.personal]);
  const inode = statSync(place.file, { bigint: true, throwIfNoEntry: false })?.ino;
  const known = readers.get(key);
  if (known !== undefined && known.inode === inode) {
    return known.reader;
  }
  readers.delete(key);
  if (inode === undefined) {
    throw new CopyError('missing', { file: place.file });
  }
  const reader = openSqlReader(place);
  readers.set(key, { reader, inode });
  return reader;
}
