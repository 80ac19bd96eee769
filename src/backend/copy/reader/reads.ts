import type { ZodType } from 'zod';
import type { RoleCaller, RolePoolOptions } from '../../roles';
import type { CopyQuery } from '../query';
import { asReadError } from './failures';
import { chunk, selected, type CopyValue } from './messages';
import { Shared } from './shared';
import { Turns } from './turns';

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  /** Whose query it is (data source, user): callers take turns. */
  readonly caller: string;
  /** More rows are refused with `tooManyRows`; 250,000 where left out. */
  readonly maxRows?: number;
}

/** An answer column by column. Integers beyond 2^53 are bigints, all others numbers. */
export interface CopyColumns {
  readonly names: readonly string[];
  readonly columns: ReadonlyArray<readonly CopyValue[]>;
  readonly rows: number;
}

/** How the processes that read copies are to be run. One pool serves all copies. */
export const copyReaderPool: Omit<RolePoolOptions, 'log'> = {
  size: 2,
  queue: { total: 500, perCaller: 200 },
  killOnCancel: true,
  idleAfter: 300_000,
  memoryLimit: 768 * 1024 ** 2,
  replaceAbove: 384 * 1024 ** 2,
};

const mostRows = 250_000;

/** Reads one copy through the processes in role `copy-reader`. Rejects with `CopyError`. */
export class CopyReads {
  private readonly file: string;
  private readonly readers: RoleCaller;
  private readonly shared = new Shared<CopyColumns>();

  constructor(file: string, readers: RoleCaller) {
    this.file = file;
    this.readers = readers;
  }

  /** Rows as objects, each held to a schema. */
  async rows<Row>(query: CopyQuery, schema: ZodType<Row>, options: ReadOptions): Promise<Row[]> {
    const turns = new Turns();
    const { names, columns, rows } = await this.columns(query, options);
    const answer: Row[] = [];
    for (let at = 0; at < rows; at += 1) {
      const row: Record<string, CopyValue> = {};
      for (const [column, name] of names.entries()) {
        row[name] = columns[column]?.[at] ?? null;
      }
      answer.push(schema.parse(row));
      const pause = turns.next();
      if (pause !== undefined) {
        await pause;
      }
    }
    return answer;
  }

  /** Values column by column, for frames and sums over many rows. Who asks the same meanwhile gets the same answer. */
  async columns(query: CopyQuery, options: ReadOptions): Promise<CopyColumns> {
    const { sql, parameters } = query;
    const key = JSON.stringify([sql, options.maxRows, parameters.map(keyed)]);
    return await this.shared.ask(key, options, (signal) => this.read(query, { ...options, signal }));
  }

  private async read(query: CopyQuery, options: ReadOptions): Promise<CopyColumns> {
    const turns = new Turns();
    const columns: CopyValue[][] = [];
    const { sql, parameters } = query;
    const { signal, deadline, caller, maxRows = mostRows } = options;
    try {
      const answer = await this.readers.call(
        'select',
        { file: this.file, sql, parameters: [...parameters], maxRows },
        {
          signal,
          deadline,
          caller,
          onEvent: async (event) => {
            for (const [at, values] of chunk.parse(event).columns.entries()) {
              const column = (columns[at] ??= []);
              for (const value of values) {
                column.push(value);
              }
            }
            await turns.next();
          },
        }
      );
      const { names, rows, columns: few } = selected.parse(answer);
      return { names, columns: names.map((_, at) => few?.[at] ?? columns[at] ?? []), rows };
    } catch (error) {
      throw asReadError(error);
    }
  }
}

/** A parameter such that no two different ones are written alike. */
function keyed(value: unknown): unknown {
  return typeof value === 'bigint' || value instanceof Uint8Array ? [typeof value, String(value)] : value;
}
