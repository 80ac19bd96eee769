import { Field, Label, MultiCombobox } from '@grafana/ui';
import { useId } from 'react';
import { kpis, sharedDimensions, type KpiDimension, type KpiName } from '../../../query';
import { viewerText } from '../../text';

interface Props {
  readonly metrics: readonly KpiName[];
  readonly chosen: readonly KpiDimension[];
  readonly onChoose: (dimensions: KpiDimension[]) => void;
}

const most = 2;

/** What the figures are told apart by: of what all of them allow, two at most. */
export function DimensionsField({ metrics, chosen, onChoose }: Props) {
  const t = viewerText();
  const id = useId();
  const allowed = sharedDimensions(metrics);
  const offered = chosen.length >= most ? chosen : allowed;
  const needed = [...new Set(metrics.flatMap((name) => kpis[name].needs ?? []))];
  const description =
    allowed.length === 0
      ? t('editor:by.notAllowed')
      : needed.length === 0
        ? undefined
        : t('editor:by.needed', { names: needed.map((one) => t(`kpis:dimension.${one}`)).join(', ') });
  return (
    <Field
      noMargin
      label={
        <Label id={id} {...(description ? { description } : {})}>
          {t('editor:by.label')}
        </Label>
      }
    >
      <MultiCombobox<KpiDimension>
        aria-labelledby={id}
        width={34}
        disabled={allowed.length === 0}
        placeholder={t('editor:by.none')}
        value={[...chosen]}
        options={[...new Set([...offered, ...chosen])].map((value) => ({ value, label: t(`kpis:dimension.${value}`) }))}
        onChange={(picked) => onChoose(picked.map(({ value }) => value).slice(0, most))}
      />
    </Field>
  );
}
