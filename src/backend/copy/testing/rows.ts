import { tables, type CopyDatabase, type Table, type TableName } from '../schema';

const blanks = {
  id: '0',
  text: '',
  integer: 0,
  money: 0,
  instant: 0,
  day: '2026-01-01',
  flag: 0,
  list: '[]',
  json: '{}',
} as const;

/** A complete row of a table for tests: what isn't given is empty, NULL where that may be. */
export function rowOf<Name extends TableName>(
  name: Name,
  given: Partial<CopyDatabase[Name]> & { shop_id: string }
): CopyDatabase[Name] {
  const table: Table = tables[name];
  const row: Record<string, string | number | null> = {};
  for (const [column, { kind, nullable }] of Object.entries(table.columns)) {
    row[column] = nullable ? null : blanks[kind];
  }
  Object.assign(row, given);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- made from the table's columns, which the compiler can't follow through a loop
  return row as CopyDatabase[Name];
}
