import { z } from 'zod';
import { baseShape, formatSchema } from './base';

/** Read-only SQL over the documented views of the owned copy. */
export const sqlQuery = z.object({
  ...baseShape,
  queryType: z.literal('sql'),
  /** One SELECT; `$__timeFilter(column)`, `$__timeGroup(column, …)` and `$__shop` are filled in before it is run. */
  sql: z.string(),
  format: formatSchema,
  /** Rows at most; more are left out, and a notice says so. */
  limit: z.number().int().min(1).max(100_000).default(10_000),
});
export type SqlQuery = z.infer<typeof sqlQuery>;
