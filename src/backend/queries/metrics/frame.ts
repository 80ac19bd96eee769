import { kpis, type KpiDimension, type KpiName, type MetricsQuery } from '../../../query';
import {
  numberField,
  stringField,
  timeField,
  type Field,
  type FieldConfig,
  type Frame,
  type Labels,
  type TimeRange,
} from '../../grafana';
import { nothingOf } from '../../kpi';
import type { Ask } from '../common/ask';
import { currencyConfig } from '../common/money';
import { frameOf } from '../common/shape';
import { behindLink, type BehindPlace } from './behind';
import { groupKey, type Figures, type Group } from './figures';
import { spansOf, type Stretch, type Stretches } from './stretch';

type Place = Pick<Ask<MetricsQuery>, 'query' | 'facts' | 't'> & {
  readonly dimensions: readonly KpiDimension[];
  readonly sourceUid: string;
  /** Whether there is a copy, so that the records behind a figure can be listed. */
  readonly links: boolean;
};

export interface Both {
  readonly now: Figures;
  readonly before: Figures | undefined;
}

const lengths: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

/** Both periods' figures as one frame: wide numbers, a wide time series, or a row for each value of the dimensions. */
export function metricsFrame(place: Place, stretches: Stretches, { now, before }: Both): Frame {
  const { query, t, dimensions } = place;
  const { groups } = now;
  if (query.bucket !== 'none') {
    const length = lengths[query.bucket];
    const config = { displayName: t('queries:column.time') };
    const time = timeField('time', stretches.now.buckets, { config });
    const step = length === undefined ? {} : { interval: length };
    const fields = groups.flatMap((group) => {
      const labels = Object.fromEntries(dimensions.map((name, index) => [name, group.texts[index] ?? '']));
      return valueFields(place, stretches, { now, before }, [group], labels, step);
    });
    return frameOf('metrics', 'timeseries-wide', [time, ...fields]);
  }
  if (dimensions.length === 0) {
    return frameOf('metrics', 'numeric-wide', valueFields(place, stretches, { now, before }, groups, {}, {}));
  }
  const texts = dimensions.map((name, index) =>
    stringField(
      name,
      groups.map((group) => group.texts[index] ?? ''),
      { config: { displayName: t(`kpis:dimension.${name}`) } }
    )
  );
  const values = valueFields(place, stretches, { now, before }, groups, undefined, {});
  return frameOf('metrics', 'numeric-long', [...texts, ...values]);
}

/** A column for each metric, and beside it the one of the earlier period. No labels where rows have texts to tell them apart. */
function valueFields(
  place: Place,
  stretches: Stretches,
  { now, before }: Both,
  groups: readonly Group[],
  labels: Labels | undefined,
  more: FieldConfig
): Field[] {
  const { query, facts, t, dimensions, links } = place;
  const names = [...new Set(query.metrics)];
  const series = query.bucket !== 'none';
  const earlier = stretches.before;
  return names.flatMap((metric) => {
    const title = t(`kpis:${metric}.name`);
    const field = (name: string, displayName: string, figures: Figures, stretch: Stretch, period: string) => {
      const own: Labels = {
        ...labels,
        ...(names.length > 1 ? { metric } : {}),
        ...(before === undefined ? {} : { period }),
      };
      const [group] = groups;
      const link = (at: BehindPlace['dimensions']) =>
        behindLink(place, metric, { range: stretch.range, bucket: query.bucket, dimensions: at });
      const place2 =
        labels === undefined
          ? Object.fromEntries(dimensions.map((each) => [each, `\${__data.fields.${each}}`]))
          : Object.fromEntries(dimensions.map((each, index) => [each, group?.ids[index] ?? group?.texts[index] ?? '']));
      return numberField(
        name,
        series
          ? valuesAt(figures, group, spansOf(stretch), metric)
          : groups.flatMap((each) => valuesAt(figures, each, [wholeOf(stretch)], metric)),
        {
          config: {
            ...(labels === undefined || dimensions.length === 0 ? { displayName } : {}),
            ...unitOf(metric, facts.currency),
            ...more,
            // A link leads to the point's own time, which for the earlier period is not the one that is drawn.
            ...(links && !(series && period !== 'current') ? link(place2) : {}),
          },
          ...(labels === undefined || Object.keys(own).length === 0 ? {} : { labels: own }),
        }
      );
    };
    return [
      field(metric, title, now, stretches.now, 'current'),
      ...(before === undefined || earlier === undefined
        ? []
        : [
            field(
              `${metric}_${query.compare}`,
              t('queries:metric.compared', { metric: title, compared: t(`kpis:compare.${query.compare}`) }),
              before,
              earlier,
              query.compare
            ),
          ]),
    ];
  });
}

function wholeOf({ range: { from } }: Stretch): TimeRange {
  return { from, to: from + 1 };
}

/** A value for each stretch of time; those that have no length are not there yet. */
function valuesAt(
  { cells }: Figures,
  group: Group | undefined,
  spans: readonly TimeRange[],
  metric: KpiName
): Array<number | null> {
  const values = group === undefined ? undefined : cells.get(groupKey(group));
  const nothing = nothingOf(metric);
  return spans.map(({ from, to }) => (to > from ? values?.get(from)?.[metric] : undefined) ?? nothing);
}

function unitOf(metric: KpiName, currency: string): FieldConfig {
  switch (kpis[metric].unit) {
    case 'money':
      return currencyConfig(currency);
    case 'count':
      return { unit: 'locale', decimals: 0 };
    case 'percent':
      return { unit: 'percentunit' };
    case 'days':
      return { unit: 'd' };
    case 'hours':
      return { unit: 'h' };
    case 'ratio':
      return { decimals: 2 };
  }
}
