import { Field, Input } from '@grafana/ui';
import { useId, useState } from 'react';
import { viewerText } from '../../text';

interface Props {
  readonly value: number;
  readonly maximum: number;
  readonly onChoose: (value: number) => void;
}

/** A number of rows. What is no whole number in range is refused beside the field and never reaches the query. */
export function LimitField({ value, maximum, onChoose }: Props) {
  const t = viewerText();
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const text = draft ?? String(value);
  const number = Number(text);
  const valid = text.trim() !== '' && Number.isInteger(number) && number >= 1 && number <= maximum;
  const commit = () => {
    if (valid) {
      setDraft(undefined);
      if (number !== value) {
        onChoose(number);
      }
    }
  };
  return (
    <Field
      noMargin
      label={t('editor:limit.label')}
      htmlFor={id}
      invalid={!valid}
      error={t('editor:limit.invalid', { maximum: maximum.toLocaleString('en-US') })}
    >
      <Input
        id={id}
        width={14}
        type="number"
        min={1}
        max={maximum}
        value={text}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </Field>
  );
}
