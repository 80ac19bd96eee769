import { InlineField, Select } from '@grafana/ui';
import type { ChosenVariable } from './useVariables';

interface Props {
  readonly chosen: readonly ChosenVariable[];
  readonly onChange: (name: string, value: string) => void;
}

/** One drop-down for each variable. */
export function VariableBar({ chosen, onChange }: Props) {
  return (
    <>
      {chosen.map(({ variable, options, value }) => (
        <InlineField key={variable.name} label={variable.label ?? variable.name} style={{ margin: 0 }}>
          <Select
            aria-label={variable.label ?? variable.name}
            width="auto"
            options={[...options]}
            value={value}
            onChange={(choice) => choice.value !== undefined && onChange(variable.name, choice.value)}
          />
        </InlineField>
      ))}
    </>
  );
}
