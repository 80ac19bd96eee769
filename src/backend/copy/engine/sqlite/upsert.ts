import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { SQLInputValue } from 'node:sqlite';
import { tables, type Table, type TableName } from '../../schema';
import type { Statements } from './statements';

type Row = Readonly<Record<string, SQLInputValue>>;

const builder = new Kysely<Record<string, Row>>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Inserts or overwrites rows of a table by their key. One by one: several a statement were no quicker for wide rows. */
export class Upsert {
  private readonly columns: readonly string[];
  private readonly sql: string;

  constructor(name: TableName, keep: readonly string[], add: readonly string[]) {
    const table: Table = tables[name];
    this.columns = Object.keys(table.columns);
    this.sql = textOf(table, keep, add);
  }

  run(statements: Statements, rows: readonly Row[]): void {
    if (rows.length === 0) {
      return;
    }
    const { statement } = statements.get(this.sql);
    for (const row of rows) {
      statement.run(...this.valuesOf(row));
    }
  }

  /** Rows are nearly always made in the order of the columns: their values are there already. */
  private valuesOf(row: Row): SQLInputValue[] {
    const names = Object.keys(row);
    const { columns } = this;
    if (names.length === columns.length && names.every((name, at) => name === columns[at])) {
      return Object.values(row);
    }
    return columns.map((column) => {
      const value = row[column];
      if (value === undefined) {
        throw new TypeError(`a row lacks ${column}`);
      }
      return value;
    });
  }
}

function textOf(table: Table, keep: readonly string[], add: readonly string[]): string {
  const columns = Object.keys(table.columns);
  const key = ['shop_id', ...table.key];
  const overwritten = columns.filter((column) => !key.includes(column) && !keep.includes(column));
  return builder
    .insertInto(table.name)
    .values(Object.fromEntries(columns.map((column) => [column, 0])))
    .onConflict((conflict) =>
      overwritten.length === 0
        ? conflict.columns(key).doNothing()
        : conflict.columns(key).doUpdateSet((eb) =>
            Object.fromEntries(
              overwritten.map((name) => {
                const excluded = eb.ref(`excluded.${name}`);
                return [name, add.includes(name) ? eb(eb.ref(`${table.name}.${name}`), '+', excluded) : excluded];
              })
            )
          )
    )
    .compile().sql;
}
