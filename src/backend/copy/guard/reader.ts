import { randomBytes } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { CopyError } from '../errors';
import { openConnection } from '../engine/sqlite/connection';
import { asCopyError } from '../engine/sqlite/failures';
import { narrowed, readExactly } from '../engine/sqlite/values';
import { copyQuery } from '../query';
import { requireVersion } from '../reader/handles';
import { views, type ViewKind } from '../views/columns';
import { personalColumns, viewStatements } from '../views/sql';
import { Rules } from './rules';
import { checkStatement } from './statement';

export interface SqlReaderOptions {
  readonly file: string;
  /** `Shop.id`, digits only. Rows of other shops in the file don't exist for this reader. */
  readonly shopId: string;
  /** Whether personal columns are there. */
  readonly personal: boolean;
}

export interface SqlQuery {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
  /** Reading ends at either, and the result says so. */
  readonly limits: { readonly rows: number; readonly bytes: number };
}

export interface SqlColumn {
  readonly name: string;
  /** What a view says of the column, where the query takes it as it is. */
  readonly kind?: ViewKind;
}

export interface SqlResult {
  readonly columns: readonly SqlColumn[];
  /** Column by column. Integers beyond 2^53 are bigints, all others numbers. */
  readonly values: ReadonlyArray<readonly SQLOutputValue[]>;
  readonly rows: number;
  /** Which limit cut the result short. */
  readonly truncated?: 'rows' | 'bytes';
}

/**
 * A connection on which anyone's SQL may run: read-only, one shop, nothing but the documented views, and an allow-list of
 * functions. A running statement can't be interrupted and can take any memory: run it in a process that can be killed.
 */
export interface SqlReader {
  /** Throws `CopyError` with a `sql…` code. */
  select(query: SqlQuery): SqlResult;
  /** Reads as much at a time as is asked for, so that any number of rows takes little memory. Throws as `select` does. */
  stream(query: SqlQuery, rowsAtOnce: number): SqlStream;
  /** Compiles a statement and doesn't run it; gives its columns. Throws as `select` does. */
  check(sql: string): readonly SqlColumn[];
  /** What SQLite itself says of a text that it can't compile; undefined where it can. */
  messageOf(sql: string): string | undefined;
  close(): void;
}

export interface SqlStream {
  readonly columns: readonly SqlColumn[];
  /** Values column by column; the last part says which limit cut the result short. */
  readonly parts: Iterable<Omit<SqlResult, 'columns'>>;
}

export function openSqlReader({ file, shopId, personal }: SqlReaderOptions): SqlReader {
  z.string().regex(/^\d+$/).parse(shopId);
  const database = openConnection(file, 'read');
  try {
    requireVersion(database, file);
    const secret = randomBytes(16).toString('hex');
    const innerViews = new Map(views({ personal }).map(({ name }) => [name, `${name}_${secret}`]));
    createViews(database, { shopId, personal, innerViews });
    const rules = new Rules({ innerViews, personal, taken: takenNames(database) });
    database.setAuthorizer((...question) => rules.answer(question));
    return new GuardedReader(database, rules, secret, personal);
  } catch (error) {
    database.close();
    throw asCopyError(error, file);
  }
}

/** Tables, views and modules; a CTE of such a name is not told from them. */
function takenNames(database: DatabaseSync): ReadonlySet<string> {
  const found = ['pragma table_list', 'pragma module_list'].flatMap((sql) => database.prepare(sql).all());
  return new Set(found.map(({ name }) => String(name).toLowerCase()));
}

function createViews(
  database: DatabaseSync,
  options: { shopId: string; personal: boolean; innerViews: ReadonlyMap<string, string> }
): void {
  const { shopId, personal, innerViews } = options;
  database.exec('pragma query_only = off');
  for (const { statement } of viewStatements(shopId, personal, (table) => innerViews.get(table) ?? table)) {
    database.exec(statement.compile(copyQuery()).sql);
  }
  database.exec('pragma query_only = on; pragma trusted_schema = off');
}

class GuardedReader implements SqlReader {
  private readonly database: DatabaseSync;
  private readonly rules: Rules;
  private readonly secret: string;
  private readonly kinds: ReadonlyMap<string, ViewKind>;
  private readonly personal: boolean;

  constructor(database: DatabaseSync, rules: Rules, secret: string, personal: boolean) {
    this.database = database;
    this.rules = rules;
    this.secret = secret;
    this.personal = personal;
    this.kinds = new Map(
      views({ personal }).flatMap(({ name, columns }) =>
        columns.map((column) => [`${name}.${column.name}`, column.kind] as const)
      )
    );
  }

  select(query: SqlQuery): SqlResult {
    const statement = this.prepared(query.sql);
    try {
      return this.read(statement, query);
    } catch (error) {
      throw this.explained(error);
    }
  }

  stream({ sql, parameters, limits }: SqlQuery, rowsAtOnce: number): SqlStream {
    const statement = this.prepared(sql);
    const columns = this.described(statement);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const rows = statement.iterate(...parameters)[Symbol.iterator]();
    return { columns, parts: this.parts(rows, columns.length, limits, rowsAtOnce) };
  }

  check(sql: string): readonly SqlColumn[] {
    return this.described(this.prepared(sql));
  }

  messageOf(sql: string): string | undefined {
    try {
      this.database.prepare(sql);
      return undefined;
    } catch (error) {
      return this.told(error instanceof Error ? error.message : String(error));
    } finally {
      this.rules.takeRefused();
    }
  }

  close(): void {
    this.database.close();
  }

  private *parts(
    rows: Iterator<Record<string, SQLOutputValue>>,
    width: number,
    limits: SqlQuery['limits'],
    rowsAtOnce: number
  ): Generator<Omit<SqlResult, 'columns'>> {
    let left = limits;
    for (;;) {
      const step = Math.min(rowsAtOnce, left.rows);
      const { part, bytes, more } = this.next(rows, width, step, left.bytes);
      left = { rows: left.rows - part.rows, bytes: left.bytes - bytes };
      const isFull = left.rows === 0 || left.bytes <= 0;
      if (isFull && more && this.next(rows, width, 1, 1).part.rows > 0) {
        yield { ...part, truncated: left.rows === 0 ? 'rows' : 'bytes' };
        return;
      }
      yield part;
      if (isFull || !more) {
        return;
      }
    }
  }

  private next(rows: Iterator<Record<string, SQLOutputValue>>, width: number, most: number, mostBytes: number) {
    const values = Array.from({ length: width }, (): SQLOutputValue[] => []);
    let count = 0;
    let bytes = 0;
    try {
      while (count < most && bytes < mostBytes) {
        const found = rows.next();
        if (found.done === true) {
          return { part: { values, rows: count }, bytes, more: false };
        }
        for (const [at, value] of Object.values(found.value).entries()) {
          values[at]?.push(narrowed(value));
          bytes += sizeOf(value);
        }
        count += 1;
      }
    } catch (error) {
      throw this.explained(error);
    }
    return { part: { values, rows: count }, bytes, more: true };
  }

  /** Throws what is wrong with a statement, in words. */
  private prepared(sql: string): StatementSync {
    checkStatement(sql);
    this.rules.takeRefused();
    try {
      return this.database.prepare(sql);
    } catch (error) {
      throw this.explained(error);
    }
  }

  private described(statement: StatementSync): SqlColumn[] {
    return statement.columns().map(({ name, table, column }) => {
      const kind = this.kinds.get(`${table ?? ''}.${column ?? ''}`);
      return kind === undefined || kind === 'list' ? { name } : { name, kind };
    });
  }

  private read(statement: StatementSync, { parameters, limits }: SqlQuery): SqlResult {
    const columns = this.described(statement);
    statement.setReturnArrays(true);
    const { answer } = readExactly(statement, () => collect(statement.iterate(...parameters), columns.length, limits));
    return { columns, ...answer };
  }

  private explained(error: unknown): CopyError {
    const refused = this.rules.takeRefused();
    if (refused !== undefined) {
      return new CopyError('sqlDenied', { what: this.told(refused) }, error);
    }
    const message = this.told(error instanceof Error ? error.message : String(error));
    const column = /no such column: (?:\w+\.)?"?(\w+)/.exec(message)?.[1] ?? '';
    return !this.personal && isPersonal(column)
      ? new CopyError('sqlPersonal', { column }, error)
      : new CopyError('sqlWrong', { message }, error);
  }

  /** The secret leaves the process in no message. */
  private told(message: string): string {
    return message.replaceAll(`_${this.secret}`, '');
  }
}

function isPersonal(column: string): boolean {
  return [...personalColumns].some((known) => known.endsWith(`.${column}`));
}

function collect(
  rows: Iterable<Record<string, SQLOutputValue>>,
  width: number,
  limits: SqlQuery['limits']
): Omit<SqlResult, 'columns'> {
  const values = Array.from({ length: width }, (): SQLOutputValue[] => []);
  let count = 0;
  let bytes = 0;
  for (const row of rows) {
    if (count === limits.rows || bytes > limits.bytes) {
      return { values, rows: count, truncated: count === limits.rows ? 'rows' : 'bytes' };
    }
    for (const [at, value] of Object.values(row).entries()) {
      values[at]?.push(narrowed(value));
      bytes += sizeOf(value);
    }
    count += 1;
  }
  return { values, rows: count };
}

function sizeOf(value: SQLOutputValue): number {
  if (typeof value === 'string') {
    return value.length;
  }
  return value instanceof Uint8Array ? value.byteLength : 8;
}
