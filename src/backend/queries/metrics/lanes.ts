import type { MessageValues } from '../../../locales/core';
import type { BackendMessage } from '../../../locales/backend';
import { kpis, metricNames, type KpiName, type MetricsQuery } from '../../../query';
import { kpiDefinition, type KpiFilter } from '../../kpi';
import type { Ask } from '../common/ask';
import { bucketsOf } from '../common/zone';
import { dimensionsOf } from './from-copy';
import { shopifyqlDimension } from './shopifyql-names';
import { twinOf } from './shopifyql-text';
import type { Stretches } from './stretch';

/** Why a lane can't answer. */
export interface Hindrance {
  readonly key: BackendMessage;
  readonly values: MessageValues;
}

const hindrance = (key: BackendMessage, values: MessageValues = {}): Hindrance => ({ key, values });

/** How far the copy may lag behind for an automatic choice. */
const fresh = 10 * 60_000;

type MetricsAsk = Ask<MetricsQuery>;

/** Names of KPIs as people know them. */
export function titles({ t }: MetricsAsk, names: readonly KpiName[]): string {
  return names.map((name) => t(`kpis:${name}.name`)).join(', ');
}

/** What keeps the copy from answering; undefined where it can. */
export function copyHindrance(ask: MetricsAsk, names: readonly KpiName[], stretches: Stretches): Hindrance | undefined {
  const { copy, now, query } = ask;
  if (copy === undefined || copy.state === 'off') {
    return hindrance('queries:lane.copyOff');
  }
  const unknown = names.filter((name) => kpiDefinition(name)?.owned === undefined);
  if (unknown.length > 0) {
    return hindrance('queries:lane.notOwned', { metrics: titles(ask, unknown) });
  }
  if (copy.state === 'failed' || copy.state === 'starting') {
    return hindrance('queries:lane.copyNotReady');
  }
  const since = (stretches.before ?? stretches.now).range.from;
  if (copy.completeFrom === undefined || copy.freshAt === undefined) {
    return hindrance('queries:lane.copyFilling');
  }
  if (copy.completeFrom > since) {
    return hindrance('queries:lane.copyShort', { from: dateText(copy.completeFrom, ask) });
  }
  const until = Math.min(stretches.now.range.to, now);
  const { freshAt } = copy;
  return query.lane !== 'owned' && freshAt < until - fresh
    ? hindrance('queries:lane.copyStale', { at: dateText(freshAt, ask) })
    : undefined;
}

function dateText(at: number, { t, zone }: MetricsAsk): string {
  return new Intl.DateTimeFormat(t('kpis:language'), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  }).format(at);
}

/** What keeps ShopifyQL from answering; undefined where it can. */
export function shopifyqlHindrance(
  ask: MetricsAsk,
  names: readonly KpiName[],
  filters: readonly KpiFilter[],
  { before }: Stretches
): Hindrance | undefined {
  const { query, zone, t } = ask;
  const unknown = names.filter((name) => twinOf(name) === undefined);
  if (unknown.length > 0) {
    return hindrance('queries:lane.notLive', { metrics: titles(ask, unknown) });
  }
  const { orderDate, returnDate, cancelled } = query.definition;
  if (orderDate !== 'processed' || returnDate !== 'returned' || cancelled !== 'counted') {
    return hindrance('queries:lane.definitionLive');
  }
  const schemas = names.flatMap((name) => twinOf(name)?.schema ?? []);
  const missing = [...dimensionsOf(query, names), ...filters.map(({ dimension }) => dimension)].filter((dimension) =>
    schemas.some((schema) => shopifyqlDimension(schema, dimension) === undefined)
  );
  if (missing.length > 0) {
    return hindrance('queries:lane.dimensionLive', {
      dimensions: [...new Set(missing)].map((each) => t(`kpis:dimension.${each}`)).join(', '),
    });
  }
  const { bucket } = query;
  if (before !== undefined && bucket !== 'none' && bucket !== 'hour' && before.buckets.length > 0) {
    const { from, to } = before.range;
    const aligned = bucketsOf(bucket, from, Math.max(to, from + 1), zone);
    if (aligned.length !== before.buckets.length || aligned.some((at, index) => at !== before.buckets[index])) {
      return hindrance('queries:lane.compareLive');
    }
  }
  return undefined;
}

/** Whether figures can be worked out from a page of orders, where nothing else can answer. */
export function ordersCan({ query }: MetricsAsk, names: readonly KpiName[]): boolean {
  const { bucket, dimensions } = query;
  return (
    names.every((name) => metricNames.some((known) => known === name)) &&
    (dimensions.length === 0 || (dimensions.length === 1 && dimensions[0] === 'product' && bucket === 'none')) &&
    (bucket === 'none' || bucket === 'hour' || bucket === 'day')
  );
}

/** A dimension or bucket that a KPI of the query doesn't allow. */
export function misfit(ask: MetricsAsk): Hindrance | undefined {
  const { query, t } = ask;
  const dimensions = dimensionsOf(query, query.metrics);
  for (const name of query.metrics) {
    const { buckets, dimensions: allowed } = kpis[name];
    const metric = t(`kpis:${name}.name`);
    const wrong = dimensions.find((each) => !allowed.includes(each));
    if (wrong !== undefined) {
      return hindrance('queries:error.kpiDimension', {
        metric,
        dimension: t(`kpis:dimension.${wrong}`),
        allowed: allowed.map((each) => t(`kpis:dimension.${each}`)).join(', ') || '–',
      });
    }
    if (!buckets.includes(query.bucket)) {
      return hindrance('queries:error.kpiBucket', {
        metric,
        bucket: t(`kpis:bucket.${query.bucket}`),
        allowed: buckets.map((each) => t(`kpis:bucket.${each}`)).join(', '),
      });
    }
  }
  return undefined;
}
