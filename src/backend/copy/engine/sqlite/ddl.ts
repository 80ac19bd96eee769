import { sql, type ColumnDataType, type CreateTableBuilder, type Kysely } from 'kysely';
import { tables, type ColumnKind, type Table } from '../../schema';

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
    await createIndexes(db, table);
  }
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

async function createIndexes(db: Kysely<unknown>, table: Table): Promise<void> {
  for (const index of table.indexes) {
    await db.schema
      .createIndex(`${table.name}_by_${index.join('_')}`)
      .on(table.name)
      .columns(['shop_id', ...index])
      .execute();
  }
}

/** Whether rows lie in the tree of their key. */
function inKeyOrder(table: Table): boolean {
  return table.indexes.length < 3;
}
