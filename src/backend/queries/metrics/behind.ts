import type { BackendMessage } from '../../../locales/backend';
import type { Translate } from '../../../locales/core';
import {
  kpiDimensions,
  type Behind,
  type KpiBucket,
  type KpiDimension,
  type KpiName,
  type MetricsQuery,
} from '../../../query';
import { kpiDefinition, type KpiFilter, type Read } from '../../kpi';
import type { FieldConfig, TimeRange } from '../../grafana';
import type { Ask } from '../common/ask';
import { filtersOf } from './filters';
import { withIds } from './names';

/** Where a link leads: a point of a series, or a row of figures. */
export interface BehindPlace {
  readonly range: TimeRange;
  readonly bucket: KpiBucket;
  /** Start of the bucket: the point's own time where left out. */
  readonly from?: number;
  readonly dimensions: Readonly<Partial<Record<KpiDimension, string>>>;
}

/**
 * A link on a figure to the records that it is made of: Explore with a `records` query of the same data source over the
 * copy. Undefined where there are none, as behind visits.
 */
export function behindLink(
  { query, sourceUid, t }: Pick<Ask<MetricsQuery>, 'query' | 't'> & { readonly sourceUid: string },
  kpi: KpiName,
  { range, bucket, dimensions }: BehindPlace
): FieldConfig {
  const kind = kpiDefinition(kpi)?.owned?.source.records?.kind;
  if (kind === undefined) {
    return {};
  }
  const behind: Omit<Behind, 'from' | 'to' | 'filters'> & { from: string; to: string; filters?: Behind['filters'] } = {
    kpi,
    // Grafana puts the point's time in.
    from: bucket === 'none' ? String(range.from) : '${__value.time}',
    to: String(range.to),
    bucket,
    dimensions: { ...dimensions },
    ...(query.filters === undefined || query.filters.length === 0 ? {} : { filters: query.filters }),
    ...query.definition,
  };
  const records = {
    refId: query.refId,
    queryType: 'records',
    version: 2,
    kind,
    lane: 'owned',
    timezone: query.timezone,
    inRange: false,
    limit: 1000,
    behind,
  };
  return {
    links: [
      {
        title: t('queries:link.behind'),
        url: '',
        internal: { query: records, datasourceUid: sourceUid, datasourceName: '' },
      },
    ],
  };
}

/** The conditions of a point: its dimensions, by id or as they are shown, and the ad-hoc filters of its query. */
export async function conditionsOf(
  read: Read,
  shopId: string,
  { dimensions, filters }: Pick<Behind, 'dimensions' | 'filters'>,
  t: Translate<BackendMessage>
): Promise<KpiFilter[]> {
  const own = kpiDimensions.flatMap((dimension): KpiFilter[] => {
    const value = dimensions[dimension];
    const none = value === t('kpis:dimension.none');
    return value === undefined ? [] : [{ dimension, operator: '=', values: [none ? '' : value] }];
  });
  return await Promise.all(
    [...own, ...filtersOf({ filters }).filters].map(async (each) => await withIds(read, shopId, each))
  );
}
