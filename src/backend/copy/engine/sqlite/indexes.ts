import { sql, type Kysely } from 'kysely';
import { tables, type Table } from '../../schema';

/** An index of a table; `shop_id` leads it. */
interface Index {
  readonly name: string;
  readonly table: Table;
  readonly columns: readonly string[];
}

const every: readonly Index[] = Object.values(tables).flatMap((table: Table) =>
  table.indexes.map((columns) => ({ name: `${table.name}_by_${columns.join('_')}`, table, columns }))
);

/** Creates the indexes that a file lacks. */
export async function createIndexes<DB>(db: Kysely<DB>): Promise<void> {
  for (const { name, table, columns } of every) {
    await db.schema
      .createIndex(name)
      .ifNotExists()
      .on(table.name)
      .columns(['shop_id', ...columns])
      .execute();
  }
}

/**
 * Drops every index that neither finds a parent's rows nor orders by them. Keeping those of orders and line items up to
 * date takes three quarters of the time of loading them; made afterwards they take a tenth of that.
 */
export async function dropLateIndexes<DB>(db: Kysely<DB>): Promise<void> {
  for (const { name, columns } of every) {
    if (columns.length > 1 || columns[0]?.endsWith('_id') !== true || late.has(name)) {
      await db.schema.dropIndex(name).ifExists().execute();
    }
  }
}

/** Indexes by an id that is no parent's. */
const late = new Set(['line_items_by_variant_id', 'line_items_by_product_id', 'abandoned_checkouts_by_customer_id']);

/**
 * Tells the planner, until it has counted for itself, that one shop has most rows of a table: left to its own guess it
 * takes `shop_id = ?` for a search of ten rows, and walks through the whole shop.
 */
export async function seedStatistics<DB>(db: Kysely<DB>): Promise<void> {
  await sql`analyze sqlite_schema`.execute(db);
  for (const table of Object.values<Table>(tables)) {
    await seed(db, table.name, await keyIndex(db, table), ['', ...table.key], 1);
  }
  for (const { name, table, columns } of every) {
    await seed(db, table.name, name, ['', ...columns], 20);
  }
  await knowOneShop(db);
  await sql`analyze sqlite_schema`.execute(db);
}

/**
 * A count that was cut short takes the shop for one of many, and a search of some hundred ids for slower than a walk
 * through all of its rows.
 */
async function knowOneShop<DB>(db: Kysely<DB>): Promise<void> {
  const { rows } = await sql<{ idx: string; stat: string }>`select idx, stat from sqlite_stat1
    where idx is not null`.execute(db);
  for (const { idx, stat } of rows) {
    const [all = '', ofShop, ...rest] = stat.split(' ');
    if (ofShop !== undefined && ofShop !== all) {
      const known = [all, all, ...rest].join(' ');
      await sql`update sqlite_stat1 set stat = ${known} where idx = ${idx}`.execute(db);
    }
  }
}

const assumedRows = 100_000;

async function seed<DB>(db: Kysely<DB>, table: string, index: string, columns: readonly string[], last: number) {
  const perPrefix = columns.map((_, at) => (at === 0 ? assumedRows : at === columns.length - 1 ? last : 40));
  const stat = [assumedRows, ...perPrefix].join(' ');
  await sql`insert into sqlite_stat1 (tbl, idx, stat) select ${table}, ${index}, ${stat}
    where not exists (select 1 from sqlite_stat1 where tbl = ${table} and idx = ${index})`.execute(db);
}

/** The index of a table's key has the table's own name where rows lie in the order of their key. */
async function keyIndex<DB>(db: Kysely<DB>, { name }: Table): Promise<string> {
  const auto = `sqlite_autoindex_${name}_1`;
  const found = await sql`select 1 from pragma_index_list(${name}) where name = ${auto} and
    exists (select 1 from sqlite_schema where name = ${auto})`.execute(db);
  return found.rows.length > 0 ? auto : name;
}
