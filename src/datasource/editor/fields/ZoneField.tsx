import { getTimeZones } from '@grafana/data';
import { Combobox, Field } from '@grafana/ui';
import { useId } from 'react';
import { viewerText } from '../../text';

interface Props {
  readonly value: string | undefined;
  readonly onChoose: (timezone: string) => void;
}

/** The zone of buckets and of dates without an offset. */
export function ZoneField({ value = 'shop', onChoose }: Props) {
  const t = viewerText();
  const id = useId();
  const named = ['shop', 'viewer'] as const;
  const zones = getTimeZones().filter((zone) => zone.includes('/') || zone === 'UTC');
  return (
    <Field noMargin label={t('editor:zone.label')} htmlFor={id}>
      <Combobox
        id={id}
        width={26}
        createCustomValue
        value={value}
        options={[
          ...named.map((zone) => ({
            value: zone,
            label: t(`editor:zone.${zone}`),
            description: t(`editor:zone.${zone}.text`),
          })),
          ...zones.map((zone) => ({ value: zone })),
        ]}
        onChange={(option) => onChoose(option.value)}
      />
    </Field>
  );
}
