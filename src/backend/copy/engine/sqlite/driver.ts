import {
  CompiledQuery,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';
import { asCopyError } from './failures';
import type { Statements } from './statements';
import { bindable } from './values';

/** What the dialect needs of an open file. */
export interface DriverOptions {
  readonly file: string;
  readonly statements: Statements;
}

/** kysely on one connection of `node:sqlite`, with kept statements and exact integers. */
export function sqliteDialect(options: DriverOptions): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(options),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  private readonly options: DriverOptions;
  private readonly connection: SqliteConnection;
  private last: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;

  constructor(options: DriverOptions) {
    this.options = options;
    this.connection = new SqliteConnection(options);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  /** One connection: whoever wants it next waits until it is given back. */
  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.last;
    let done: () => void = () => undefined;
    this.last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    this.release = done;
    return this.connection;
  }

  releaseConnection(): Promise<void> {
    this.release();
    return Promise.resolve();
  }

  /** Takes the write lock at once, so that no transaction fails halfway for want of it. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has rolled back by itself where the disk was full; a failure to do so again would hide that.
    if (this.options.statements.isTransaction) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    }
  }

  /** The connection is its owner's to close. */
  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

class SqliteConnection implements DatabaseConnection {
  private readonly options: DriverOptions;

  constructor(options: DriverOptions) {
    this.options = options;
  }

  // Rows are typed by the query that kysely built; a boundary that needs them checked has schemas for it.
  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>>;
  executeQuery(query: CompiledQuery): Promise<QueryResult<unknown>> {
    return new Promise((resolve) => {
      resolve(this.run(query));
    });
  }

  private run(query: CompiledQuery): QueryResult<unknown> {
    const { file, statements } = this.options;
    const parameters = query.parameters.map(bindable);
    try {
      if (SelectQueryNode.is(query.query)) {
        return { rows: statements.objects(query.sql, parameters) };
      }
      const { changes, rows } = statements.run(query.sql, parameters);
      return { rows, numAffectedRows: changes };
    } catch (error) {
      throw asCopyError(error, file);
    }
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.resolve();
    throw new Error('the writer streams nothing');
  }
}
