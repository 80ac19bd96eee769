import { z } from 'zod';
import { baseShape } from './base';
import { logFilterShape } from './log-filter';

/** Widths of buckets. `auto`: as fine as Grafana's interval asks, and never finer than the range can be judged by. */
export const impactBuckets = ['auto', '1m', '5m', '15m', '1h', '1d'] as const;
export type ImpactBucket = (typeof impactBuckets)[number];

/**
 * `timeseries`: one wide frame of left-edged buckets. `alert`: one numeric row, always the same columns, nothing that
 * changes in labels. `verdict`: one row of a table with a sentence for people.
 */
export const impactFormats = ['timeseries', 'alert', 'verdict'] as const;
export type ImpactFormat = (typeof impactFormats)[number];

/** Columns of `alert`. */
export const impactFigures = [
  'state',
  'orders',
  'expected',
  'errors',
  'errors_usual',
  'shortfall',
  'revenue_at_risk_low',
  'revenue_at_risk_high',
  'minutes_since_last_order',
  'logs_age_seconds',
] as const;
export type ImpactFigure = (typeof impactFigures)[number];

/**
 * Orders placed through the online checkout beside error lines of the same buckets, and what was to be expected.
 *
 * - `timeseries`: `time`, `orders`, `expected`, `lower`, `upper` (80 % of buckets lie within, if all is as usual),
 *   `revenue`, `expected_revenue` (shop's currency), `errors`, `errors_usual` (lines), `shortfall` (expected less placed,
 *   signed), `revenue_at_risk_low`, `revenue_at_risk_high` (80 % interval since the episode began; null outside episodes),
 *   `p_value`, `state` (0 fine, 1 watching, 2 shop quieter without errors, 3 errors without loss yet, 4 both).
 * - `alert`: `state`, `orders`, `expected`, `errors`, `errors_usual`, `shortfall`, `revenue_at_risk_low`,
 *   `revenue_at_risk_high`, `minutes_since_last_order`, `logs_age_seconds` (since the newest line of any level, seven
 *   days at most; null: no logs connected, or they can't be asked). Figures are those of the episode that goes on, else of the judged window.
 * - `verdict`: `sentence`, `state`, `since`, `orders`, `expected`, `errors`, `revenue_at_risk_low`,
 *   `revenue_at_risk_high`, `service`, `error_code`, `code_words`, `left_out`, `confounders`, `orders_fresh_at`,
 *   `logs_fresh_at`, `details`. `state` is null where nothing can be told.
 *
 * Columns that can't be known (logs down, too few orders) are there and null.
 */
export const impactQuery = z.object({
  ...baseShape,
  queryType: z.literal('impact'),
  bucket: z.enum(impactBuckets).default('auto'),
  ...logFilterShape,
  format: z.enum(impactFormats).default('timeseries'),
  /** Of `alert`: only this column, as a threshold compares every number there is. */
  field: z.enum(impactFigures).optional(),
  /** Language of sentences, columns and notices whoever looks, as on a dashboard in one language; else the viewer's. */
  textLanguage: z.enum(['en', 'ko']).optional(),
});
export type ImpactQuery = z.infer<typeof impactQuery>;
