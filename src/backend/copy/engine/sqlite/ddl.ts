import { sql, type ColumnDataType, type CreateTableBuilder, type Kysely } from 'kysely';
import { tables, type ColumnKind, type Table } from '../../schema';
import { createIndexes, seedStatistics } from './indexes';

const types: Readonly<Record<ColumnKind, ColumnDataType>> = {
  id: 'text',
  text: 'text',
  integer: 'integer',
  money: 'integer',
  instant: 'integer',
  day: 'text',
  flag: 'integer',
  list: 'text',
  json: 'text',
};

/** Creates every table and index of the copy in an empty file. */
export async function createTables(db: Kysely<unknown>): Promise<void> {
  for (const table of Object.values(tables)) {
    await createTable(db, table);
  }
  await createIndexes(db);
  await seedStatistics(db);
}

async function createTable(db: Kysely<unknown>, table: Table): Promise<void> {
  const columns = Object.entries(table.columns).reduce<CreateTableBuilder<string, string>>(
    (builder, [name, column]) =>
      builder.addColumn(name, types[column.kind], (made) => (column.nullable ? made : made.notNull())),
    db.schema.createTable(table.name)
  );
  await columns
    .addPrimaryKeyConstraint(`${table.name}_key`, ['shop_id', ...table.key])
    .modifyEnd(inKeyOrder(table) ? sql`strict, without rowid` : sql`strict`)
    .execute();
}

/**
 * Whether rows lie in the tree of their key (WITHOUT ROWID): where the key is nearly all there is, and where nothing is
 * looked up by another index. Of 100,000 rows each, wide ones with indexes were as large either way (orders 859 to 903
 * bytes a row, line items 323 to 336, sales 269 to 261), but twice as slow to insert and up to eight times to read.
 */
function inKeyOrder({ columns, key, indexes }: Table): boolean {
  const others = Object.keys(columns).length - key.length - 1;
  const documents = Object.values(columns).some(({ kind }) => kind === 'json');
  return others <= 2 || (indexes.length === 0 && !documents);
}
