import { Stack } from '@grafana/ui';
import { impactBuckets, impactFormats } from '../../../query';
import { viewerText } from '../../text';
import { ChoiceField } from '../fields/ChoiceField';
import { TextField } from '../fields/TextField';
import type { PaneProps } from '../pane';

/** LogQL, in no language. */
const exampleStage = '|= "timeout"';

/** Orders beside error lines, and what was to be expected. */
export function ImpactPane({ query, choose }: PaneProps<'impact'>) {
  const t = viewerText();
  return (
    <Stack direction="row" wrap="wrap" gap={2}>
      <ChoiceField
        label={t('editor:impact.format')}
        value={query.format ?? 'timeseries'}
        options={impactFormats.map((value) => ({
          value,
          label: t(`query-words:impact.format.${value}`),
          description: t(`editor:impact.format.${value}.text`),
        }))}
        onChoose={(format) => choose({ format })}
      />
      <ChoiceField
        label={t('editor:impact.bucket')}
        value={query.bucket ?? 'auto'}
        options={impactBuckets.map((value) => ({ value, label: value === 'auto' ? t('editor:format.auto') : value }))}
        onChoose={(bucket) => choose({ bucket })}
        width={14}
      />
      <LogFilterFields query={query} choose={choose} />
    </Stack>
  );
}

interface LogFilterProps {
  readonly query: { readonly services?: string[] | undefined; readonly stages?: string | undefined };
  readonly choose: (patch: { services?: string[]; stages?: string }) => void;
}

/** Which error lines count. */
export function LogFilterFields({ query, choose }: LogFilterProps) {
  const t = viewerText();
  return (
    <>
      <TextField
        label={t('editor:logs.services')}
        description={t('editor:logs.services.text')}
        value={(query.services ?? []).join(', ')}
        width={30}
        onChoose={(text) =>
          choose({
            services: text
              .split(',')
              .map((name) => name.trim())
              .filter((name) => name !== ''),
          })
        }
      />
      <TextField
        label={t('editor:logs.stages')}
        description={t('editor:logs.stages.text')}
        placeholder={exampleStage}
        value={query.stages ?? ''}
        onChoose={(stages) => choose({ stages })}
      />
    </>
  );
}
