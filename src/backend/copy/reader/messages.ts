import { z } from 'zod';

/** What crosses between the parent and the process that reads copies. */

const value = z.union([z.null(), z.number(), z.bigint(), z.string(), z.instanceof(Uint8Array)]);

export const selectParams = z.object({
  file: z.string(),
  sql: z.string(),
  parameters: z.array(z.union([value, z.boolean()])),
  maxRows: z.number().int().positive(),
});

/** A value of a result. Integers beyond 2^53 are bigints. */
export type CopyValue = z.infer<typeof value>;

// Not looked at value by value: they come from our own process, and whoever asks for rows holds them to a schema.
const values = z.array(z.custom<CopyValue[]>(Array.isArray));
const columns = z.union([
  values,
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(values),
]);

/** Rows of one event, column by column; few enough that taking them in holds no event loop for long. */
export const chunk = z.object({ columns, rows: z.number().int() });

/** The end of an answer, with the values themselves where they are few. */
export const selected = z.object({ names: z.array(z.string()), rows: z.number().int(), columns: columns.optional() });

/** Values of one event at most. */
export const chunkValues = 4_000;

/**
 * Columns as one JSON text where JSON tells every value exactly, else as they are: structured clone takes twenty times as
 * long to read thousands of short texts one by one, and many times as long to write them.
 */
export function packColumns(all: CopyValue[][]): z.input<typeof columns> {
  return all.every((each) => each.every(isExact)) ? JSON.stringify(all) : all;
}

function isExact(each: CopyValue): boolean {
  return (
    each === null ||
    typeof each === 'string' ||
    (typeof each === 'number' && Number.isFinite(each) && !Object.is(each, -0))
  );
}
