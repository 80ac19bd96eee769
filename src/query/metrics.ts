import { z } from 'zod';
import { baseShape } from './base';
import { kpiBuckets, type KpiBucket, kpiDimensions, kpiNames } from './kpis';

/** Figures that can be worked out from a page of orders, where there is neither a copy nor ShopifyQL. */
export const metricNames = ['total_sales', 'orders', 'average_order_value'] as const;
export type MetricName = (typeof metricNames)[number];

/**
 * The dashboard's range, or a stretch of the zone's calendar that the server works out. `this_…` ends now, `last_…` is the
 * whole one before, `last_n_days` are the n whole days before today.
 */
export const periods = [
  'dashboard',
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_365_days',
] as const;
export type Period = (typeof periods)[number];

/**
 * What figures are compared with, always by the local calendar and clock. `previous_period`: the stretch of the same length
 * right before. `year_ago`: the same dates. `year_ago_weekday`: 52 weeks earlier, so that weekdays meet.
 * `same_holiday_last_year`: shifted so that a movable holiday in or near the range (Black Friday, Easter, Lunar New Year,
 * Chuseok) meets itself; 52 weeks where there is none.
 */
export const comparisons = [
  'none',
  'previous_period',
  'day_ago',
  'week_ago',
  'month_ago',
  'year_ago',
  'year_ago_weekday',
  'same_holiday_last_year',
] as const;
export type Comparison = (typeof comparisons)[number];

/** Where Shopify's own screens disagree, a query chooses; the defaults are those of its sales reports. */
export const definitionShape = {
  /** Orders count on the day they count as placed (`processedAt`), or on the day the checkout was completed (`createdAt`). */
  orderDate: z.enum(['processed', 'created']).default('processed'),
  /** Returns count on the day they are given back, or on the day of their order. */
  returnDate: z.enum(['returned', 'ordered']).default('returned'),
  /** Cancelled orders count as placed, with their returns taken off when they were cancelled, or not at all. */
  cancelled: z.enum(['counted', 'left_out']).default('counted'),
};
export const definitionSchema = z.object(definitionShape);
export type Definition = z.infer<typeof definitionSchema>;

/** KPI × dimension × period, with a comparison period. */
export const metricsQuery = z.object({
  ...baseShape,
  queryType: z.literal('metrics'),
  metrics: z.array(z.enum(kpiNames)).min(1).max(20).default(['total_sales']),
  /**
   * `none` gives one row (or one a dimension value), the others a time series in the query's zone; `auto` takes hours up to
   * two weeks, days up to 400 days, weeks up to five years, then months, where the KPIs allow it.
   */
  bucket: z.enum([...kpiBuckets, 'auto']).default('none'),
  /** What figures are told apart by; one series or row per value, the largest of the first metric first. */
  dimensions: z.array(z.enum(kpiDimensions)).max(2).default([]),
  period: z.enum(periods).default('dashboard'),
  compare: z.enum(comparisons).default('none'),
  /** `auto`: the copy where it can answer, else ShopifyQL, else orders. The others fall back too, and say so. */
  lane: z.enum(['auto', 'live', 'owned']).default('auto'),
  definition: definitionSchema.prefault({}),
  /** Dimension values: rows, or series. */
  limit: z.number().int().min(1).max(250).default(10),
});
export type AskedMetrics = z.infer<typeof metricsQuery>;
/** With its buckets settled. */
export type MetricsQuery = AskedMetrics & { readonly bucket: KpiBucket };
