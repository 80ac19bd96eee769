import { Stack } from '@grafana/ui';
import { comparisons, periods } from '../../../query';
import { kpiWords } from '../../resources';
import { viewerText } from '../../text';
import { useCheck } from '../code/use-check';
import { ChoiceField } from '../fields/ChoiceField';
import { LaneField } from '../fields/LaneField';
import { LimitField } from '../fields/LimitField';
import { ZoneField } from '../fields/ZoneField';
import type { PaneProps } from '../pane';
import { Converted } from './Converted';
import { Definitions } from './Definitions';
import { DimensionsField } from './DimensionsField';
import { bucketsFor, lanesOf, withMetrics } from './fit';
import { KpiPicker } from './KpiPicker';

/** KPIs by dimension and time, with a comparison: chosen from lists, and shown as text. */
export function MetricsPane({ query, datasource, choose, replace }: PaneProps<'metrics'>) {
  const t = viewerText();
  const words = useCheck(datasource.uid, () => kpiWords(datasource), 0);
  const chosen = query.metrics ?? ['total_sales'];
  const dimensions = query.dimensions ?? [];
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="row" wrap="wrap" gap={2}>
        <KpiPicker
          chosen={chosen}
          words={words.result ?? []}
          onChoose={(metrics) => choose(withMetrics(query, metrics))}
        />
        <DimensionsField metrics={chosen} chosen={dimensions} onChoose={(next) => choose({ dimensions: next })} />
        <ChoiceField
          label={t('editor:bucket.label')}
          value={query.bucket ?? 'none'}
          width={16}
          options={bucketsFor(chosen).map((value) => ({ value, label: t(`kpis:bucket.${value}`) }))}
          onChoose={(bucket) => choose({ bucket })}
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
          width={30}
          options={comparisons.map((value) => ({ value, label: t(`kpis:compare.${value}`) }))}
          onChoose={(compare) => choose({ compare })}
        />
        <LaneField value={query.lane} lanes={lanesOf(chosen)} onChoose={(lane) => choose({ lane })} />
        <ZoneField value={query.timezone} onChoose={(timezone) => choose({ timezone })} />
        {dimensions.length > 0 && (
          <LimitField value={query.limit ?? 10} maximum={250} onChoose={(limit) => choose({ limit })} />
        )}
      </Stack>
      <Definitions
        metrics={chosen}
        words={words.result ?? []}
        failed={words.failed}
        definition={query.definition ?? {}}
        onChoose={(definition) => choose({ definition })}
      />
      <Converted query={query} datasource={datasource} replace={replace} />
    </Stack>
  );
}
