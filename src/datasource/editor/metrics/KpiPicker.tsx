import { Field, Label, MultiCombobox } from '@grafana/ui';
import { useId } from 'react';
import { kpiNames, kpis, type KpiName } from '../../../query';
import type { KpiWords } from '../../../query/resources';
import { viewerText } from '../../text';

interface Props {
  readonly chosen: readonly KpiName[];
  readonly words: readonly KpiWords[];
  readonly onChoose: (metrics: KpiName[]) => void;
}

/** Figures by family, each with its definition. */
export function KpiPicker({ chosen, words, onChoose }: Props) {
  const t = viewerText();
  const id = useId();
  const definitions = new Map(words.map(({ name, definition }) => [name, definition]));
  const options = kpiNames.map((value) => {
    const description = definitions.get(value);
    return {
      value,
      label: t(`kpis:${value}.name`),
      group: t(`kpis:family.${kpis[value].family}`),
      ...(description === undefined ? {} : { description }),
    };
  });
  return (
    <Field
      noMargin
      label={<Label id={id}>{t('editor:metrics.label')}</Label>}
      invalid={chosen.length === 0}
      error={t('editor:metrics.none')}
    >
      <MultiCombobox<KpiName>
        aria-labelledby={id}
        width={50}
        placeholder={t('editor:metrics.text')}
        value={[...chosen]}
        options={options}
        onChange={(picked) => onChoose(picked.map(({ value }) => value))}
      />
    </Field>
  );
}
