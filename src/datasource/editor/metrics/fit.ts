import { kpis, sharedBuckets, sharedDimensions, type KpiBucket, type KpiLane, type KpiName } from '../../../query';
import type { QueryOf } from '../../types';

type Metrics = QueryOf<'metrics'>;

/** A query of other KPIs, without what they don't allow. */
export function withMetrics(
  query: Metrics,
  metrics: KpiName[]
): Pick<Metrics, 'metrics' | 'dimensions' | 'bucket' | 'lane'> {
  const dimensions = sharedDimensions(metrics);
  const { bucket, lane } = query;
  return {
    metrics,
    ...(query.dimensions ? { dimensions: query.dimensions.filter((one) => dimensions.includes(one)) } : {}),
    ...(bucket === undefined ? {} : { bucket: bucketsFor(metrics).includes(bucket) ? bucket : 'none' }),
    ...(lane === undefined ? {} : { lane: lanesOf(metrics).some((one) => one === lane) ? lane : 'auto' }),
  };
}

/** Time steps that some KPIs allow; automatic ones where there is a choice. */
export function bucketsFor(metrics: readonly KpiName[]): Array<KpiBucket | 'auto'> {
  const shared = sharedBuckets(metrics);
  return shared.length > 1 ? [...shared, 'auto'] : shared;
}

/** Lanes that can answer every one of some KPIs. */
export function lanesOf(metrics: readonly KpiName[]): KpiLane[] {
  const every: readonly KpiLane[] = ['owned', 'live'];
  return every.filter((lane) => metrics.every((name) => kpis[name].lanes.includes(lane)));
}
