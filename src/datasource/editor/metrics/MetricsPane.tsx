import { Field, Label, MultiCombobox, Stack } from '@grafana/ui';
import { useId } from 'react';
import { metricNames } from '../../../query';
import { metricsQuery } from '../../../query/metrics';
import { viewerText } from '../../text';
import { ChoiceField } from '../fields/ChoiceField';
import { LimitField } from '../fields/LimitField';
import { ZoneField } from '../fields/ZoneField';
import type { PaneProps } from '../pane';

const { by: bySchema, period: periodSchema, compare: compareSchema } = metricsQuery.shape;
const splits = bySchema.unwrap().options;
const periods = periodSchema.unwrap().options;
const comparisons = compareSchema.unwrap().options;

export function MetricsPane({ query, choose }: PaneProps<'metrics'>) {
  const t = viewerText();
  const id = useId();
  const chosen = query.metrics ?? ['total_sales'];
  const by = query.by ?? 'none';
  return (
    <Stack direction="row" wrap="wrap" gap={2}>
      <Field
        noMargin
        label={<Label id={id}>{t('editor:metrics.label')}</Label>}
        invalid={chosen.length === 0}
        error={t('editor:metrics.none')}
      >
        <MultiCombobox
          aria-labelledby={id}
          width={46}
          placeholder={t('editor:metrics.text')}
          value={[...chosen]}
          options={metricNames.map((value) => ({
            value,
            label: t(`editor:metric.${value}`),
            description: t(`editor:metric.${value}.text`),
          }))}
          onChange={(options) => choose({ metrics: options.map(({ value }) => value) })}
        />
      </Field>
      <ChoiceField
        label={t('editor:by.label')}
        value={by}
        width={20}
        options={splits.map((value) => ({
          value,
          label: t(`editor:by.${value}`),
          description: t(`editor:by.${value}.text`),
        }))}
        onChoose={(next) => choose({ by: next })}
      />
      <ChoiceField
        label={t('editor:period.label')}
        value={query.period ?? 'dashboard'}
        options={periods.map((value) => ({
          value,
          label: t(`editor:period.${value}`),
          description: t(`editor:period.${value}.text`),
        }))}
        onChoose={(period) => choose({ period })}
      />
      <ChoiceField
        label={t('editor:compare.label')}
        value={query.compare ?? 'none'}
        options={comparisons.map((value) => ({
          value,
          label: t(`editor:compare.${value}`),
          ...(value === 'week_ago' ? { description: t('editor:compare.week_ago.text') } : {}),
        }))}
        onChoose={(compare) => choose({ compare })}
      />
      <ZoneField value={query.timezone} onChoose={(timezone) => choose({ timezone })} />
      {by === 'product' && (
        <LimitField value={query.limit ?? 10} maximum={250} onChoose={(limit) => choose({ limit })} />
      )}
    </Stack>
  );
}
