import { Combobox, Field } from '@grafana/ui';
import { dataSourceSettings } from '../../query/settings';
import { viewerText } from './text';
import { Section } from './Section';
import type { Settings } from './settings';

const versions = dataSourceSettings.shape.apiVersion.unwrap().options;
const languages = dataSourceSettings.shape.language.unwrap().options;

export function OptionsSection({ settings }: { readonly settings: Settings }) {
  const t = viewerText();
  return (
    <Section title={t('config:options.title')} text={t('config:options.text')}>
      <Field noMargin label={t('config:version.label')} description={t('config:version.text')}>
        <Combobox
          id="shopscope-apiVersion"
          width={24}
          value={settings.json.apiVersion ?? '2026-07'}
          disabled={settings.disabled}
          options={versions.map((value) => ({ value }))}
          onChange={({ value }) => settings.change({ apiVersion: value })}
        />
      </Field>
      <Field noMargin label={t('config:language.label')} description={t('config:language.text')}>
        <Combobox
          id="shopscope-language"
          width={24}
          value={settings.json.language ?? 'en'}
          disabled={settings.disabled}
          options={languages.map((value) => ({ value, label: t(`config:language.${value}`) }))}
          onChange={({ value }) => settings.change({ language: value })}
        />
      </Field>
    </Section>
  );
}
