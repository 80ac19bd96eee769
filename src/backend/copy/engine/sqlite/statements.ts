import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { narrowed, readExactly } from './values';

export type ColumnValues = readonly SQLOutputValue[];

/** Values column by column, in the order of the query's columns. */
export interface ColumnarResult {
  readonly names: readonly string[];
  readonly columns: readonly ColumnValues[];
  readonly rows: number;
}

export type ObjectRow = Record<string, SQLOutputValue>;

interface Known {
  readonly statement: StatementSync;
  readonly names: readonly string[];
}

/** Prepared statements of one connection, kept by their text: preparing costs more than most of our reads. */
export class Statements {
  private readonly database: DatabaseSync;
  private readonly known: LRUCache<string, Known>;

  constructor(database: DatabaseSync, most = 256) {
    this.database = database;
    this.known = new LRUCache({ max: most });
  }

  get isTransaction(): boolean {
    return this.database.isTransaction;
  }

  /** Reads rows as objects. The statement may run twice, so it must change nothing. */
  objects(sql: string, parameters: readonly SQLInputValue[]): ObjectRow[] {
    const { statement } = this.get(sql);
    const { answer, big } = readExactly(statement, () => statement.all(...parameters));
    return big ? answer.map(narrowedRow) : answer;
  }

  /** Reads rows column by column. The statement may run twice, so it must change nothing. */
  columnar(sql: string, parameters: readonly SQLInputValue[]): ColumnarResult {
    const { statement, names } = this.get(sql);
    if (new Set(names).size < names.length) {
      return this.arrays({ statement, names }, parameters);
    }
    // Rows as objects are a fifth quicker to read in Bun than rows as arrays.
    const rows = this.objects(sql, parameters);
    const columns = names.map((name) => rows.map((row) => row[name] ?? null));
    return { names, columns, rows: rows.length };
  }

  /** Runs what writes; rows that it returns (RETURNING) as objects. */
  run(sql: string, parameters: readonly SQLInputValue[]): { readonly changes: bigint; readonly rows: ObjectRow[] } {
    const { statement, names } = this.get(sql);
    if (names.length === 0) {
      return { changes: BigInt(statement.run(...parameters).changes), rows: [] };
    }
    statement.setReadBigInts(true);
    try {
      const rows = statement.all(...parameters).map(narrowedRow);
      return { changes: BigInt(rows.length), rows };
    } finally {
      statement.setReadBigInts(false);
    }
  }

  get(sql: string): Known {
    const known = this.known.get(sql) ?? this.prepare(sql);
    this.known.set(sql, known);
    return known;
  }

  private prepare(sql: string): Known {
    const statement = this.database.prepare(sql);
    return { statement, names: statement.columns().map(({ name }) => name) };
  }

  /** Two columns of one name have to be told apart by their place. */
  private arrays({ statement, names }: Known, parameters: readonly SQLInputValue[]): ColumnarResult {
    statement.setReturnArrays(true);
    try {
      const { answer } = readExactly(statement, () => statement.all(...parameters).map((row) => Object.values(row)));
      const columns = names.map((_, at) => answer.map((row) => narrowed(row[at] ?? null)));
      return { names, columns, rows: answer.length };
    } finally {
      statement.setReturnArrays(false);
    }
  }
}

function narrowedRow(row: ObjectRow): ObjectRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, narrowed(value)]));
}
