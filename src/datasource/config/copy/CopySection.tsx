import { Checkbox, Combobox, Field, Stack } from '@grafana/ui';
import { useId } from 'react';
import {
  copySettings,
  personalEntities,
  personalRoles,
  type CopyOptions,
  type CopySettings,
} from '../../../query/settings';
import { viewerLanguage } from '../../../shims/language';
import { viewerText } from '../text';
import { Section } from '../Section';
import type { ConfigProps, Settings } from '../settings';
import { CopyState } from './CopyState';
import { MetafieldsField } from './MetafieldsField';

interface Props {
  readonly settings: Settings;
  readonly options: ConfigProps['options'];
}

interface ChecksProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: readonly Value[];
  readonly disabled: boolean;
  readonly textOf: (value: Value) => { readonly label: string; readonly description: string };
  readonly onChange: (chosen: Value[]) => void;
}

function Checks<Value extends string>({ label, values, chosen, disabled, textOf, onChange }: ChecksProps<Value>) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start" role="group" aria-label={label}>
      {values.map((value) => (
        <Checkbox
          key={value}
          value={chosen.includes(value)}
          disabled={disabled}
          {...textOf(value)}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            onChange(values.filter((one) => (one === value ? on : chosen.includes(one))));
          }}
        />
      ))}
    </Stack>
  );
}

/** The settings with their defaults; where a file says something impossible, which the backend refuses, the defaults. */
function shown(saved: CopyOptions): CopySettings {
  return copySettings.safeParse(saved).data ?? copySettings.parse({ enabled: saved.enabled });
}

const shares = [0.05, 0.1, 0.2, 0.3, 0.5, 0.8];

/** The owned copy: whether there is one, how much syncing may ask, and what it keeps. */
export function CopySection({ settings, options }: Props) {
  const t = viewerText();
  const id = useId();
  const { disabled } = settings;
  const saved: CopyOptions = settings.json.copy ?? {};
  const { enabled, budgetShare, personal, personalRoles: roles, rawDocuments, metafields } = shown(saved);
  const change = (patch: CopyOptions) => settings.change({ copy: { ...saved, ...patch } });
  const percent = new Intl.NumberFormat(viewerLanguage(), { style: 'percent' });
  return (
    <Section title={t('config:copy.title')} text={t('config:copy.text')}>
      <div>
        <Checkbox
          value={enabled}
          disabled={disabled}
          label={t('config:copy.enabled')}
          description={t('config:copy.enabled.text')}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
      </div>
      {enabled && (
        <>
          <CopyState uid={options.uid} version={options.version} personal={personal} />
          <Field noMargin label={t('config:copy.budget.label')} description={t('config:copy.budget.text')} htmlFor={id}>
            <Combobox<number>
              id={id}
              width={24}
              disabled={disabled}
              value={budgetShare}
              options={[...new Set([...shares, budgetShare])].sort().map((share) => ({
                value: share,
                label: percent.format(share),
              }))}
              onChange={({ value }) => change({ budgetShare: value })}
            />
          </Field>
          <Field noMargin label={t('config:copy.personal.label')} description={t('config:copy.personal.text')}>
            <Checks
              label={t('config:copy.personal.label')}
              values={personalEntities}
              chosen={personal}
              disabled={disabled}
              textOf={(entity) => ({
                label: t(`config:copy.personal.${entity}`),
                description: t(`config:copy.personal.${entity}.text`),
              })}
              onChange={(next) => change({ personal: next })}
            />
          </Field>
          {personal.length > 0 && (
            <Field noMargin label={t('config:copy.roles.label')} description={t('config:copy.roles.text')}>
              <Checks
                label={t('config:copy.roles.label')}
                values={personalRoles}
                chosen={roles}
                disabled={disabled}
                textOf={(role) => ({ label: t(`config:copy.role.${role}`), description: '' })}
                onChange={(next) => change({ personalRoles: next })}
              />
            </Field>
          )}
          <MetafieldsField value={metafields} disabled={disabled} onChange={(next) => change({ metafields: next })} />
          <div>
            <Checkbox
              value={rawDocuments}
              disabled={disabled}
              label={t('config:copy.raw')}
              description={t('config:copy.raw.text')}
              onChange={(event) => change({ rawDocuments: event.currentTarget.checked })}
            />
          </div>
        </>
      )}
    </Section>
  );
}
