import { Combobox, Field, type ComboboxOption } from '@grafana/ui';
import { useId } from 'react';

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: ReadonlyArray<ComboboxOption<Value>>;
  readonly onChoose: (value: Value) => void;
  readonly width?: number;
}

/** A labelled choice of one out of a few. */
export function ChoiceField<Value extends string>({ label, value, options, onChoose, width = 26 }: Props<Value>) {
  const id = useId();
  return (
    <Field noMargin label={label} htmlFor={id}>
      <Combobox
        id={id}
        width={width}
        value={value}
        options={[...options]}
        onChange={(option) => onChoose(option.value)}
      />
    </Field>
  );
}
