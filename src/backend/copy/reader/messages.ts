import { z } from 'zod';

/** What crosses between the parent and the process that reads copies. */

const value = z.union([z.null(), z.number(), z.bigint(), z.string(), z.instanceof(Uint8Array)]);

export const selectParams = z.object({
  file: z.string(),
  sql: z.string(),
  parameters: z.array(z.union([value, z.boolean()])),
  maxRows: z.number().int().positive(),
});

// Not looked at value by value: they come from our own process, and whoever asks for rows holds them to a schema.
const columns = z.array(z.custom<Array<z.infer<typeof value>>>(Array.isArray));

/** Rows of one event, column by column; few enough that taking them in holds no event loop for long. */
export const chunk = z.object({ columns, rows: z.number().int() });

/** The end of an answer, with the values themselves where they are few. */
export const selected = z.object({ names: z.array(z.string()), rows: z.number().int(), columns: columns.optional() });

/** A value of a result. Integers beyond 2^53 are bigints. */
export type CopyValue = z.infer<typeof value>;

/** Values of one event at most. */
export const chunkValues = 4_000;
