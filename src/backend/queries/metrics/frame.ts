import type { MetricName, MetricsQuery } from '../../../query';
import {
  numberField,
  stringField,
  timeField,
  type Field,
  type FieldConfig,
  type Frame,
  type Labels,
} from '../../grafana';
import type { Ask } from '../common/ask';
import { currencyUnit } from '../common/money';
import { frameOf } from '../common/shape';
import { byOf, liveMetrics, nothing, type Figures, type Values } from './figures';
import type { Stretches } from './stretch';

type Place = Pick<Ask<MetricsQuery>, 'query' | 'facts' | 't'>;

/** Both periods' figures as one frame: wide numbers, a wide time series, or a row for each product. */
export function metricsFrame(
  place: Place,
  stretches: Stretches,
  figures: { readonly now: Figures; readonly before: Figures | undefined }
): Frame {
  const { query, t } = place;
  const { now, before } = figures;
  switch (byOf(query)) {
    case 'none': {
      const row = (each: Figures) => [each.rows.get('') ?? nothing];
      return frameOf('metrics', 'numeric-wide', valueFields(place, row(now), before && row(before), {}));
    }
    case 'product': {
      const products = [...now.rows.keys()].slice(0, query.limit);
      const of = (each: Figures) => products.map((product) => each.rows.get(product) ?? nothing);
      const names = stringField('product', products.map(String), {
        config: { displayName: t('queries:column.product') },
      });
      return frameOf('metrics', 'numeric-long', [
        names,
        ...valueFields(place, of(now), before && of(before), {}, true),
      ]);
    }
    default: {
      const { buckets } = stretches.now;
      const earlier = stretches.before?.buckets ?? [];
      const of = (each: Figures, keys: readonly number[]) => keys.map((key) => each.rows.get(key) ?? nothing);
      const time = timeField('time', buckets, { config: { displayName: t('queries:column.time') } });
      const step = { interval: query.bucket === 'hour' ? 3_600_000 : 86_400_000 };
      const fields = valueFields(place, of(now, buckets), before && of(before, earlier), step);
      return frameOf('metrics', 'timeseries-wide', [time, ...fields]);
    }
  }
}

/** A column for each metric, and beside it the one of a week ago. */
function valueFields(
  { query, facts, t }: Place,
  now: readonly Values[],
  before: readonly Values[] | undefined,
  more: FieldConfig,
  unlabelled = false
): Field[] {
  const labelsOf = (metric: MetricName, period: string): Labels => ({
    ...(liveMetrics(query).length > 1 ? { metric } : {}),
    ...(before === undefined ? {} : { period }),
  });
  return liveMetrics(query).flatMap((metric) => {
    const title = t(`queries:metric.${metric}`);
    const unit = metric === 'orders' ? { decimals: 0 } : { unit: currencyUnit(facts.currency) };
    const field = (name: string, displayName: string, rows: readonly Values[], period: string) => {
      const labels = labelsOf(metric, period);
      return numberField(
        name,
        rows.map((row) => row[metric]),
        {
          config: { displayName, ...unit, ...more },
          ...(unlabelled || Object.keys(labels).length === 0 ? {} : { labels }),
        }
      );
    };
    return [
      field(metric, title, now, 'current'),
      ...(before === undefined
        ? []
        : [field(`${metric}_week_ago`, t('queries:metric.weekAgo', { metric: title }), before, 'week_ago')]),
    ];
  });
}
