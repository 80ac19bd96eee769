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
  close(): void;
}

export function openSqlReader({ file, shopId, personal }: SqlReaderOptions): SqlReader {
  z.string().regex(/^\d+$/).parse(shopId);
  const database = openConnection(file, 'read');
  try {
    requireVersion(database, file);
    const secret = randomBytes(16).toString('hex');
    const innerViews = new Map(views({ personal }).map(({ name }) => [name, `${name}_${secret}`]));
    createViews(database, { shopId, personal, innerViews });
    const rules = new Rules({ innerViews, personal });
    database.setAuthorizer((...question) => rules.answer(question));
    return new GuardedReader(database, rules, secret, personal);
  } catch (error) {
    database.close();
    throw asCopyError(error, file);
  }
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
    checkStatement(query.sql);
    this.rules.takeRefused();
    try {
      return this.read(this.database.prepare(query.sql), query);
    } catch (error) {
      throw this.explained(error);
    }
  }

  close(): void {
    this.database.close();
  }

  private read(statement: StatementSync, { parameters, limits }: SqlQuery): SqlResult {
    const described = statement.columns();
    statement.setReturnArrays(true);
    const { answer } = readExactly(statement, () =>
      collect(statement.iterate(...parameters), described.length, limits)
    );
    const columns = described.map(({ name, table, column }) => {
      const kind = this.kinds.get(`${table ?? ''}.${column ?? ''}`);
      return kind === undefined || kind === 'list' ? { name } : { name, kind };
    });
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
