import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { SQLInputValue } from 'node:sqlite';
import { tables, type Table, type TableName } from '../../schema';
import type { Statements } from './statements';

type Row = Readonly<Record<string, SQLInputValue>>;

/** Rows of one statement. More gain nothing; what is left over is put in one by one. */
const together = 16;

const builder = new Kysely<Record<string, Record<string, SQLInputValue>>>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Statements that insert or overwrite rows of a table by their key, one row or several at a time. */
export class Upsert {
  private readonly columns: readonly string[];
  private readonly single: string;
  private readonly several: string;

  constructor(name: TableName, keep: readonly string[]) {
    const table: Table = tables[name];
    this.columns = Object.keys(table.columns);
    this.single = textOf(table, 1, keep);
    this.several = textOf(table, together, keep);
  }

  run(statements: Statements, rows: readonly Row[]): void {
    const single = statements.get(this.single).statement;
    const several = statements.get(this.several).statement;
    let at = 0;
    for (; at + together <= rows.length; at += together) {
      several.run(...this.valuesOf(rows, at, at + together));
    }
    for (; at < rows.length; at += 1) {
      single.run(...this.valuesOf(rows, at, at + 1));
    }
  }

  private valuesOf(rows: readonly Row[], from: number, to: number): SQLInputValue[] {
    const values: SQLInputValue[] = [];
    for (let at = from; at < to; at += 1) {
      const row = rows[at];
      for (const column of this.columns) {
        const value = row?.[column];
        if (value === undefined) {
          throw new TypeError(`a row lacks ${column}`);
        }
        values.push(value);
      }
    }
    return values;
  }
}

function textOf(table: Table, rows: number, keep: readonly string[]): string {
  const columns = Object.keys(table.columns);
  const key = ['shop_id', ...table.key];
  const overwritten = columns.filter((column) => !key.includes(column) && !keep.includes(column));
  const blank = Object.fromEntries(columns.map((column) => [column, 0]));
  return builder
    .insertInto(table.name)
    .values(Array.from({ length: rows }, () => blank))
    .onConflict((conflict) =>
      overwritten.length === 0
        ? conflict.columns(key).doNothing()
        : conflict
            .columns(key)
            .doUpdateSet((eb) => Object.fromEntries(overwritten.map((name) => [name, eb.ref(`excluded.${name}`)])))
    )
    .compile().sql;
}
