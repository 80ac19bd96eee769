import { z } from 'zod';
import { viewKinds } from '../views/columns';

/** What crosses between the parent and the process that runs anyone's SQL. */

const place = { file: z.string(), shopId: z.string(), personal: z.boolean(), sql: z.string() };

export const sqlSelectParams = z.object({
  ...place,
  maxRows: z.number().int().positive(),
  maxBytes: z.number().int().positive(),
});

export const sqlCheckParams = z.object(place);

const column = z.object({
  name: z.string(),
  /** What the column holds, as far as it is known: `number` where an expression can't give anything else. */
  kind: z.enum([...viewKinds, 'number']).optional(),
});
export type SqlResultColumn = z.infer<typeof column>;

export const sqlSelected = z.object({
  columns: z.array(column),
  rows: z.number().int(),
  truncated: z.enum(['rows', 'bytes']).optional(),
});

export const sqlChecked = z.object({ columns: z.array(column) });
