import { z } from 'zod';
import { baseShape, formatSchema } from './base';

/** Rows that a query may give at most; Grafana's browser holds no more with ease. */
export const mostSqlRows = 100_000;

/** One reading statement over the copy's documented views (`GET sql/views`), run in a process of its own. */
export const sqlQuery = z.object({
  ...baseShape,
  queryType: z.literal('sql'),
  /**
   * SQLite's SQL. Filled in before it is run: `$__timeFilter(column)`, `$__timeFrom()`, `$__timeTo()`,
   * `$__timeGroup(column, 'day')`, `$__interval`, `$__interval_ms`, `$__shop`.
   */
  sql: z.string(),
  format: formatSchema,
  /** Rows at which reading stops, with a notice. */
  maxRows: z.number().int().min(1).max(mostSqlRows).default(10_000),
});
export type SqlQuery = z.infer<typeof sqlQuery>;
