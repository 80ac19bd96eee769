import { Stack } from '@grafana/ui';
import { affectedShows } from '../../../query';
import { viewerText } from '../../text';
import { ChoiceField } from '../fields/ChoiceField';
import { LimitField } from '../fields/LimitField';
import { LogFilterFields } from '../impact/ImpactPane';
import type { PaneProps } from '../pane';

/** Orders, checkouts and customers that error lines name. */
export function AffectedPane({ query, choose }: PaneProps<'affected'>) {
  const t = viewerText();
  return (
    <Stack direction="row" wrap="wrap" gap={2}>
      <ChoiceField
        label={t('editor:affected.show')}
        value={query.show ?? 'rows'}
        options={affectedShows.map((value) => ({
          value,
          label: t(`query-words:affected.show.${value}`),
          description: t(`editor:affected.show.${value}.text`),
        }))}
        onChoose={(show) => choose({ show })}
      />
      <LogFilterFields query={query} choose={choose} />
      <LimitField value={query.limit ?? 500} maximum={5_000} onChoose={(limit) => choose({ limit })} />
    </Stack>
  );
}
