import { Field, Label, MultiCombobox, Stack } from '@grafana/ui';
import { useId } from 'react';
import { comparisons, kpiNames, periods, sharedBuckets, sharedDimensions, type KpiDimension } from '../../../query';
import { viewerText } from '../../text';
import { ChoiceField } from '../fields/ChoiceField';
import { LimitField } from '../fields/LimitField';
import { ZoneField } from '../fields/ZoneField';
import type { PaneProps } from '../pane';

export function MetricsPane({ query, choose }: PaneProps<'metrics'>) {
  const t = viewerText();
  const id = useId();
  const chosen = query.metrics ?? ['total_sales'];
  const dimension = query.dimensions?.[0];
  const dimensions: Array<KpiDimension | 'none'> = ['none', ...sharedDimensions(chosen)];
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
          options={kpiNames.map((value) => ({ value, label: t(`kpis:${value}.name`) }))}
          onChange={(options) => choose({ metrics: options.map(({ value }) => value) })}
        />
      </Field>
      <ChoiceField
        label={t('editor:bucket.label')}
        value={query.bucket ?? 'none'}
        options={sharedBuckets(chosen).map((value) => ({ value, label: t(`kpis:bucket.${value}`) }))}
        onChoose={(bucket) => choose({ bucket })}
      />
      <ChoiceField
        label={t('editor:by.label')}
        value={dimension ?? 'none'}
        width={20}
        options={dimensions.map((value) => ({
          value,
          label: value === 'none' ? t('editor:by.none') : t(`kpis:dimension.${value}`),
        }))}
        onChoose={(value) => choose({ dimensions: value === 'none' ? [] : [value] })}
      />
      <ChoiceField
        label={t('editor:period.label')}
        value={query.period ?? 'dashboard'}
        options={periods.map((value) => ({ value, label: t(`kpis:period.${value}`) }))}
        onChoose={(period) => choose({ period })}
      />
      <ChoiceField
        label={t('editor:compare.label')}
        value={query.compare ?? 'none'}
        options={comparisons.map((value) => ({ value, label: t(`kpis:compare.${value}`) }))}
        onChoose={(compare) => choose({ compare })}
      />
      <ZoneField value={query.timezone} onChoose={(timezone) => choose({ timezone })} />
      {dimension !== undefined && (
        <LimitField value={query.limit ?? 10} maximum={250} onChoose={(limit) => choose({ limit })} />
      )}
    </Stack>
  );
}
