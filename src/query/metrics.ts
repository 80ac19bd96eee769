import { z } from 'zod';
import { baseShape } from './base';

/** Figures that the live lane can give both from ShopifyQL and, where that is denied, from orders. */
export const metricNames = ['total_sales', 'orders', 'average_order_value'] as const;
export type MetricName = (typeof metricNames)[number];

/** KPI × dimension × period, with a comparison period. */
export const metricsQuery = z.object({
  ...baseShape,
  queryType: z.literal('metrics'),
  metrics: z.array(z.enum(metricNames)).min(1).default(['total_sales']),
  /** `none` gives one row, `hour` and `day` a time series in the query's zone, `product` the top products. */
  by: z.enum(['none', 'hour', 'day', 'product']).default('none'),
  /** `dashboard`, or the shop's `today` from midnight until now, worked out on the server in the shop's zone. */
  period: z.enum(['dashboard', 'today']).default('dashboard'),
  /** `week_ago`: the same stretch of time seven days earlier (same local clock time). */
  compare: z.enum(['none', 'week_ago']).default('none'),
  /** Rows for `by: product`. */
  limit: z.number().int().min(1).max(250).default(10),
});
export type MetricsQuery = z.infer<typeof metricsQuery>;
