import type { ZodType } from 'zod';
import { openCopy, tables, type CopyDatabase, type CopyQuery, type Table, type TableName } from '../../copy';
import { openConnection } from '../../copy/engine/sqlite/connection';
import { loadFamilies, Waits } from '../../copy/rollups';
import { temporaryRoot } from '../../copy/testing/temporary';
import type { Read } from '../definition';

export const tinyShop = '1';

const empty = { id: '', text: '', integer: 0, money: 0, instant: 0, day: '', flag: 0, list: '[]', json: '{}' } as const;

type RowsOf = { readonly [Name in TableName]?: ReadonlyArray<Partial<CopyDatabase[Name]>> };

export interface TinyCopy {
  readonly read: Read;
  readonly file: string;
  /** Statements that were run, newest last. */
  readonly ran: CopyQuery[];
  close(): void;
}

/** A copy in a real file with a few rows, columns left out being empty; `order_waits` follow from the fulfillments. */
export async function tinyCopy(rows: RowsOf): Promise<TinyCopy> {
  const temporary = temporaryRoot();
  const { file } = temporary;
  await (await openCopy({ file, now: 0 })).engine.close();
  const database = openConnection(file, 'write');
  const all: readonly Table[] = Object.values(tables);
  database.exec('begin');
  for (const { name, columns: described } of all) {
    const given = new Map<string, readonly object[]>(Object.entries(rows)).get(name) ?? [];
    const columns = Object.entries(described);
    const insert = database.prepare(
      `insert into ${name} (${columns.map(([column]) => column).join(', ')}) values (${columns.map(() => '?').join(', ')})`
    );
    for (const row of given) {
      const values = columns.map(([column, { kind, nullable }]): unknown =>
        column === 'shop_id' ? tinyShop : (Reflect.get(row, column) ?? (nullable ? null : empty[kind]))
      );
      insert.run(...values.map(asValue));
    }
  }
  database.exec('commit');
  await fillWaits(file, rows.orders ?? []);
  const ran: CopyQuery[] = [];
  return {
    file,
    ran,
    read: <Row>(query: CopyQuery, schema: ZodType<Row>) => {
      ran.push(query);
      const found = database.prepare(query.sql).all(...query.parameters.map(asValue));
      return Promise.resolve(found.map((row) => schema.parse({ ...row })));
    },
    close: () => {
      database.close();
      temporary.remove();
    },
  };
}

async function fillWaits(file: string, orders: NonNullable<RowsOf['orders']>): Promise<void> {
  const { engine } = await openCopy({ file, now: 0 });
  await engine.write(async (transaction) => {
    const waits = new Waits();
    const ids = orders.flatMap(({ id }) => id ?? []);
    for (const family of await loadFamilies(transaction.db, tinyShop, ids)) {
      waits.add(family, 1);
    }
    await waits.write(transaction, tinyShop);
  });
  await engine.close();
}

function asValue(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
