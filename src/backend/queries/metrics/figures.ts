import { metricNames, type MetricName, type MetricsQuery } from '../../../query';
import type { AnswerMeta } from '../../shopify';

/** Values of one row; null where there is none, as of an average over no orders. */
export type Values = Readonly<Record<MetricName, number | null>>;

/** The figures of one stretch of time, told apart by bucket start, by product, or not at all (key `''`). */
export interface Figures {
  readonly rows: ReadonlyMap<number | string, Values>;
  readonly answer: AnswerMeta;
  /** Text that was sent. */
  readonly sent: string;
  /** True where not everything could be read, so that figures are too low. */
  readonly incomplete: boolean;
}

/** What a bucket without any sale has. */
export const nothing: Values = { total_sales: 0, orders: 0, average_order_value: null };

/** What rows are told apart by. */
export type By = 'none' | 'hour' | 'day' | 'product';

export function byOf({ bucket, dimensions }: Pick<MetricsQuery, 'bucket' | 'dimensions'>): By {
  return dimensions.includes('product') ? 'product' : bucket === 'hour' || bucket === 'day' ? bucket : 'none';
}

/** The metrics of a query that both ways of this lane know. */
export function liveMetrics({ metrics }: Pick<MetricsQuery, 'metrics'>): MetricName[] {
  return metricNames.filter((name) => metrics.includes(name));
}
