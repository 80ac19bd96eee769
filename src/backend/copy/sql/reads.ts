import { z } from 'zod';
import { RoleError, type RoleCaller, type RolePoolOptions } from '../../roles';
import { CopyError } from '../errors';
import { asReadError } from '../reader/failures';
import type { CopyValue } from '../reader/messages';
import { Turns } from '../reader/turns';
import type { ReadOptions } from '../reader/reads';
import { sqlChecked, sqlSelected, type SqlResultColumn } from './messages';

/** How the processes that run anyone's SQL are to be run: killed at the deadline, and where they take too much memory. */
export const sqlReaderPool: Omit<RolePoolOptions, 'log'> = {
  size: 2,
  queue: { total: 100, perCaller: 40 },
  killOnCancel: true,
  idleAfter: 120_000,
  memoryLimit: 448 * 1024 ** 2,
  replaceAbove: 256 * 1024 ** 2,
};

/** Milliseconds that a statement may take at most, however long its caller would wait. */
const longest = 30_000;

/** The answer is told before the caller stops to listen. */
const margin = 250;

export interface SqlAsked {
  readonly sql: string;
  /** `Shop.id`, digits only. */
  readonly shopId: string;
  /** Whether the caller may see personal columns. */
  readonly personal: boolean;
}

export interface SqlLimits {
  readonly maxRows: number;
  readonly maxBytes: number;
}

export interface SqlAnswer {
  readonly columns: readonly SqlResultColumn[];
  /** Column by column. Integers beyond 2^53 are bigints. */
  readonly values: ReadonlyArray<readonly CopyValue[]>;
  readonly rows: number;
  readonly truncated?: 'rows' | 'bytes';
}

/** Takes parts of an answer as they come; the process waits until each is taken. */
export interface SqlTaker {
  columns(columns: readonly SqlResultColumn[]): void | Promise<void>;
  part(values: ReadonlyArray<readonly CopyValue[]>, rows: number): void | Promise<void>;
}

const event = z.union([
  z.object({ columns: sqlSelected.shape.columns }),
  // Not looked at value by value: they come from our own process.
  z.object({ values: z.array(z.custom<CopyValue[]>(Array.isArray)), rows: z.number().int() }),
]);

type SqlOptions = Pick<ReadOptions, 'signal' | 'deadline' | 'caller'>;

/**
 * Anyone's SQL over one copy, through the processes in role `sql-reader`. Rejects with `CopyError`; where the failure is
 * about a place in the text, its `values` hold `at` (characters before it) and `length`.
 */
export class SqlReads {
  private readonly file: string;
  private readonly readers: RoleCaller;

  constructor(file: string, readers: RoleCaller) {
    this.file = file;
    this.readers = readers;
  }

  async select(asked: SqlAsked & SqlLimits, options: SqlOptions): Promise<SqlAnswer> {
    const turns = new Turns();
    const values: CopyValue[][] = [];
    const { columns, rows, truncated } = await this.stream(asked, options, {
      columns: (found) => {
        values.push(...found.map(() => []));
      },
      part: async (part) => {
        for (const [at, column] of part.entries()) {
          for (const value of column) {
            values[at]?.push(value);
          }
        }
        await turns.next();
      },
    });
    return { columns, values, rows, ...(truncated === undefined ? {} : { truncated }) };
  }

  /** `patience` (milliseconds) replaces the usual limit of time, for exports. */
  async stream(
    { sql, shopId, personal, maxRows, maxBytes }: SqlAsked & SqlLimits,
    { signal, deadline, caller }: SqlOptions,
    taker: SqlTaker,
    patience = longest
  ): Promise<z.infer<typeof sqlSelected>> {
    const params = { file: this.file, shopId, personal, sql, maxRows, maxBytes };
    const onEvent = async (value: unknown) => {
      const found = event.parse(value);
      await ('columns' in found ? taker.columns(found.columns) : taker.part(found.values, found.rows));
    };
    const until = Math.min(deadline - margin, Date.now() + patience);
    return sqlSelected.parse(await this.call('select', params, { signal, deadline: until, caller, onEvent }));
  }

  async check({ sql, shopId, personal }: SqlAsked, options: SqlOptions): Promise<readonly SqlResultColumn[]> {
    return sqlChecked.parse(await this.call('check', { file: this.file, shopId, personal, sql }, options)).columns;
  }

  private async call(method: string, params: object, options: Parameters<RoleCaller['call']>[2]): Promise<unknown> {
    try {
      return await this.readers.call(method, params, options);
    } catch (error) {
      const tooMuch = error instanceof RoleError && error.code === 'role-memory';
      throw tooMuch ? new CopyError('sqlWrong', { message: 'out of memory' }, error) : asReadError(error);
    }
  }
}
