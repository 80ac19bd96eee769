import { z } from 'zod';
import { tables, type Column, type ColumnKind, type CopyDatabase, type Table, type TableName } from './schema';

const whole = z.number().int();
const kinds: Readonly<Record<ColumnKind, z.ZodType<string | number>>> = {
  id: z.string().min(1),
  text: z.string(),
  integer: whole,
  money: whole,
  instant: whole,
  day: z.iso.date(),
  flag: whole.min(0).max(1),
  list: z.string().startsWith('['),
  json: z.string().min(1),
};

type Shape<Row> = { [Name in keyof Row]: z.ZodType<Row[Name]> };

/** The rows of a table as they cross a boundary; `pick` and `omit` make those of a query. */
export function rowSchema<Name extends TableName>(name: Name): z.ZodObject<Shape<CopyDatabase[Name]>> {
  const table: Table = tables[name];
  const shape = Object.fromEntries(Object.entries(table.columns).map(([column, made]) => [column, valueSchema(made)]));
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- made from the table's columns, which the compiler can't follow through a loop
  return z.strictObject(shape) as unknown as z.ZodObject<Shape<CopyDatabase[Name]>>;
}

function valueSchema({ kind, nullable }: Column): z.ZodType<string | number | null> {
  return nullable ? kinds[kind].nullable() : kinds[kind];
}

/** A sum of integers, which can pass 2^53, as a bigint. */
export const exactInteger = z.union([z.int(), z.bigint()]).transform((value) => BigInt(value));
