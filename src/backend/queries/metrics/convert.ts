import { kpis, type AskedMetrics, type KpiDimension, type KpiName, type MetricsQuery } from '../../../query';
import type { BackendMessage } from '../../../locales/backend';
import type { Translate } from '../../../locales/core';
import { filtersOf } from './filters';
import { dimensionsOf } from './from-copy';
import { shopifyqlDimension } from './shopifyql-names';
import { schemaParts, twinOf } from './shopifyql-text';
import { familySql } from './sql-families';

/** Net sales over `daily_sales`. */
const net = 'SUM(gross - discounts - returns)';
const per = (above: string, below: string) => `1.0 * ${above} / NULLIF(${below}, 0)`;

/** Expressions over the view `daily_sales`, whose money is in units of the currency. */
export const dailySalesSql: Readonly<Partial<Record<KpiName, string>>> = {
  gross_sales: 'SUM(gross)',
  discounts: 'SUM(discounts)',
  returns: 'SUM(returns)',
  net_sales: net,
  taxes: 'SUM(taxes)',
  shipping: 'SUM(shipping)',
  tips: 'SUM(tips)',
  total_sales: 'SUM(gross - discounts - returns + taxes + shipping + duties)',
  gift_card_sales: 'SUM(gift_cards)',
  cost_of_goods_sold: 'SUM(cost)',
  gross_profit: 'SUM(costed_net - cost)',
  gross_margin: per('SUM(costed_net - cost)', 'SUM(costed_net)'),
  cost_coverage: per('SUM(costed_net)', net),
  orders: 'SUM(orders)',
  cancelled_orders: 'SUM(cancelled_orders)',
  units_sold: 'SUM(units_sold)',
  units_returned: 'SUM(units_returned)',
  average_order_value: per('SUM(gross - discounts)', 'SUM(orders)'),
  net_sales_per_order: per(net, 'SUM(orders)'),
  units_per_order: per('SUM(units_sold)', 'SUM(orders)'),
  discount_rate: per('SUM(discounts)', 'SUM(gross)'),
  return_rate: per('SUM(returns)', 'SUM(gross - discounts)'),
  refund_rate: per('SUM(returned_orders)', 'SUM(orders)'),
};

/** Days of the shop as text, cut to the bucket. */
const steps: Readonly<Partial<Record<MetricsQuery['bucket'], string>>> = {
  day: 'day',
  month: "substr(day, 1, 7) || '-01'",
  year: "substr(day, 1, 4) || '-01-01'",
};

export interface Converted {
  readonly sql?: string;
  readonly shopifyql?: string;
  readonly notices: readonly string[];
}

/**
 * A `metrics` query as texts of the other query types, where they can say it. Comparison periods have no text, and automatic
 * buckets are days there.
 */
export function convertMetrics(asked: AskedMetrics, t: Translate<BackendMessage>): Converted {
  const query: MetricsQuery = { ...asked, bucket: asked.bucket === 'auto' ? 'day' : asked.bucket };
  const notices: string[] = [];
  const names = [...new Set(query.metrics)];
  const dimensions = dimensionsOf(query, names);
  if (query.compare !== 'none') {
    notices.push(t('queries:convert.compare'));
  }
  if (query.period !== 'dashboard') {
    notices.push(t('queries:convert.period'));
  }
  const { filters, left } = filtersOf(query);
  if (filters.length + left.length > 0) {
    notices.push(t('queries:convert.filters'));
  }
  const sql = sqlOf(query, names, dimensions) ?? familySql(query, names, dimensions);
  const shopifyql = shopifyqlOf(query, names, dimensions);
  if (sql === undefined) {
    notices.push(t('queries:convert.noSql'));
  }
  if (shopifyql === undefined) {
    notices.push(t('queries:convert.noShopifyql'));
  }
  return { ...(sql === undefined ? {} : { sql }), ...(shopifyql === undefined ? {} : { shopifyql }), notices };
}

function isUsual({ orderDate, returnDate, cancelled }: MetricsQuery['definition']): boolean {
  return orderDate === 'processed' && returnDate === 'returned' && cancelled === 'counted';
}

function sqlOf(
  { bucket, limit, definition }: MetricsQuery,
  names: readonly KpiName[],
  dimensions: readonly KpiDimension[]
): string | undefined {
  const step = steps[bucket];
  const figures = names.map((name) => [name, dailySalesSql[name]] as const);
  if (
    dimensions.length > 1 ||
    (bucket !== 'none' && step === undefined) ||
    figures.some(([, expression]) => expression === undefined) ||
    !isUsual(definition)
  ) {
    return undefined;
  }
  const [dimension] = dimensions;
  const columns = [
    ...(step === undefined ? [] : [`${step} AS time`]),
    ...(dimension === undefined ? [] : [`value AS ${dimension}`]),
    ...figures.map(([name, expression]) => `${expression ?? ''} AS ${name}`),
  ];
  const groups = [...(step === undefined ? [] : [step]), ...(dimension === undefined ? [] : ['value'])];
  return [
    `SELECT ${columns.join(',\n  ')}`,
    'FROM daily_sales',
    `WHERE dimension = '${dimension ?? 'all'}'`,
    '  AND $__timeFilter(day)',
    ...(dimension === 'product' || dimension === 'variant' ? ["  AND value <> ''"] : []),
    ...(groups.length === 0 ? [] : [`GROUP BY ${groups.join(', ')}`]),
    ...(step === undefined ? [] : ['ORDER BY time']),
    ...(step === undefined && dimension !== undefined
      ? [`ORDER BY ${names[0] ?? ''} DESC`, `LIMIT ${String(limit)}`]
      : []),
  ].join('\n');
}

function shopifyqlOf(
  { bucket, limit, definition }: MetricsQuery,
  names: readonly KpiName[],
  dimensions: readonly KpiDimension[]
): string | undefined {
  const [part, other] = schemaParts(names);
  if (
    part === undefined ||
    other !== undefined ||
    names.some((name) => twinOf(name) === undefined) ||
    !isUsual(definition)
  ) {
    return undefined;
  }
  const columns = dimensions.map((each) => shopifyqlDimension(part.schema, each));
  if (columns.some((each) => each === undefined) || names.some((name) => !kpis[name].buckets.includes(bucket))) {
    return undefined;
  }
  return [
    `FROM ${part.schema}`,
    `SHOW ${part.shows.join(', ')}`,
    ...(part.where.length === 0 ? [] : [`WHERE ${part.where.join(' AND ')}`]),
    ...(columns.length === 0 ? [] : [`GROUP BY ${columns.join(', ')}`]),
    ...(bucket === 'none' ? [] : [`TIMESERIES ${bucket}`]),
    'SINCE $__timeFrom UNTIL $__timeTo',
    ...(bucket === 'none' ? [] : [`ORDER BY ${bucket}`]),
    ...(bucket === 'none' && columns.length > 0
      ? [`ORDER BY ${part.shows[0] ?? ''} DESC`, `LIMIT ${String(limit)}`]
      : []),
  ].join('\n');
}
