import { Combobox, Field, type ComboboxOption } from '@grafana/ui';
import { useId } from 'react';

interface Props<Value extends string | number> {
  readonly label: string;
  /** What it is for. */
  readonly text: string;
  readonly value: Value;
  readonly options: Array<ComboboxOption<Value>>;
  readonly onChoose: (value: Value) => void;
}

/** One of several, with its name and what it is for. */
export function Choice<Value extends string | number>({ label, text, value, options, onChoose }: Props<Value>) {
  const id = useId();
  return (
    <Field noMargin label={label} description={text} htmlFor={id}>
      <Combobox id={id} value={value} options={options} onChange={(chosen) => onChoose(chosen.value)} />
    </Field>
  );
}
