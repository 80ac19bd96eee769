import { Combobox, InlineField, Input } from '@grafana/ui';
import type { ChosenVariable } from './useVariables';

interface Props {
  readonly chosen: readonly ChosenVariable[];
  readonly onChange: (name: string, value: string) => void;
}

/** One drop-down, or field, for each variable. */
export function VariableBar({ chosen, onChange }: Props) {
  return (
    <>
      {chosen.map(({ variable, options, value }) => (
        <InlineField key={variable.name} label={variable.label ?? variable.name} style={{ margin: 0 }}>
          {variable.type === 'textbox' ? (
            <Input
              aria-label={variable.label ?? variable.name}
              width={20}
              defaultValue={value}
              onBlur={({ currentTarget }) => onChange(variable.name, currentTarget.value)}
              onKeyDown={({ key, currentTarget }) => (key === 'Enter' ? currentTarget.blur() : undefined)}
            />
          ) : (
            <Combobox
              aria-label={variable.label ?? variable.name}
              width="auto"
              minWidth={20}
              options={[...options]}
              value={value}
              onChange={(choice) => {
                onChange(variable.name, choice.value);
              }}
            />
          )}
        </InlineField>
      ))}
    </>
  );
}
