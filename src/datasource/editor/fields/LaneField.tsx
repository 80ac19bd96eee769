import type { KpiLane } from '../../../query';
import { viewerText } from '../../text';
import { ChoiceField } from './ChoiceField';

type Lane = 'auto' | KpiLane;

interface Props {
  readonly value: Lane | undefined;
  /** Those that can answer. */
  readonly lanes?: readonly KpiLane[];
  readonly onChoose: (lane: Lane) => void;
}

const every: readonly KpiLane[] = ['owned', 'live'];

/** Whether the copy answers, or Shopify. */
export function LaneField({ value = 'auto', lanes = every, onChoose }: Props) {
  const t = viewerText();
  const offered: readonly Lane[] = ['auto', ...lanes];
  return (
    <ChoiceField
      label={t('editor:lane.label')}
      value={value}
      options={offered.map((lane) => ({
        value: lane,
        label: t(`kpis:lane.${lane}`),
        description: t(`editor:lane.${lane}.text`),
      }))}
      onChoose={onChoose}
    />
  );
}
