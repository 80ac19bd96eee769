import { dateTimeFormat } from '@grafana/data';
import { Alert, Button, Stack } from '@grafana/ui';
import { kpiDimensions } from '../../../query';
import { viewerText } from '../../text';
import type { QueryOf } from '../../types';

type Behind = NonNullable<QueryOf<'records'>['behind']>;

interface Props {
  readonly behind: Behind;
  readonly onFree: () => void;
}

/** An instant as the link of a point wrote it; a variable that is not filled in yet stays as it is. */
function written(instant: Behind['from']): string {
  const at = Number(instant);
  return Number.isFinite(at) ? dateTimeFormat(at) : String(instant);
}

/** Which figure the listed records make up. */
export function BehindPane({ behind: { kpi, from, to, dimensions = {} }, onFree }: Props) {
  const t = viewerText();
  const parts = kpiDimensions.flatMap((dimension) => {
    const value = dimensions[dimension];
    return value === undefined ? [] : [`${t(`kpis:dimension.${dimension}`)}: ${value === '' ? '–' : value}`];
  });
  const figure = [t(`kpis:${kpi}.name`), ...parts].join(' · ');
  return (
    <Alert severity="info" title={t('editor:behind.title')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{t('editor:behind.text', { figure, from: written(from), to: written(to) })}</span>
        <Button size="sm" variant="secondary" onClick={onFree}>
          {t('editor:behind.free')}
        </Button>
      </Stack>
    </Alert>
  );
}
