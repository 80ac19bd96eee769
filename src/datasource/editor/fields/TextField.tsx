import { Field, Input } from '@grafana/ui';
import { useId, useState } from 'react';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly width?: number;
  readonly onChoose: (value: string) => void;
}

/** A line of text that takes effect when it is left or Enter is pressed. */
export function TextField({ label, description, placeholder, value, width = 40, onChoose }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    if (draft !== undefined && draft !== value) {
      onChoose(draft);
    }
    setDraft(undefined);
  };
  return (
    <Field noMargin label={label} description={description} htmlFor={id}>
      <Input
        id={id}
        width={width}
        placeholder={placeholder ?? ''}
        value={draft ?? value}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </Field>
  );
}
