import { Field, RadioButtonGroup } from '@grafana/ui';
import { statusQuery } from '../../../query/status';
import { viewerText } from '../../text';
import type { PaneProps } from '../pane';

const parts = statusQuery.shape.part.unwrap().options;

export function StatusPane({ query, choose }: PaneProps<'status'>) {
  const t = viewerText();
  const part = query.part ?? 'summary';
  return (
    <Field noMargin label={t('editor:part.label')} description={t(`editor:part.${part}.text`)}>
      <RadioButtonGroup
        id={`shopscope-part-${query.refId}`}
        aria-label={t('editor:part.label')}
        value={part}
        options={parts.map((value) => ({
          value,
          label: t(`query-words:part.${value}`),
          description: t(`editor:part.${value}.text`),
        }))}
        onChange={(next) => choose({ part: next })}
      />
    </Field>
  );
}
