import { Field, SecretInput, SecretTextArea } from '@grafana/ui';
import type { DataSourceSecrets } from '../../query/settings';
import { viewerText } from './text';
import type { Settings } from './settings';

interface Props {
  readonly name: keyof DataSourceSecrets;
  readonly label: string;
  readonly settings: Settings;
}

/** A secret that can be typed and replaced, never read back. */
export function SecretField({ name, label, settings }: Props) {
  const t = viewerText();
  return (
    <Field noMargin required label={label} description={t('config:secret.text')}>
      <SecretInput
        id={`shopscope-${name}`}
        width={50}
        autoComplete="off"
        isConfigured={settings.isSet(name)}
        value={settings.isSet(name) ? t('config:secret.set') : settings.secret(name)}
        disabled={settings.disabled}
        onChange={(event) => settings.changeSecret(name, event.currentTarget.value)}
        onReset={() => settings.resetSecret(name)}
      />
    </Field>
  );
}

/** A secret of several lines, such as a certificate; it may be left out. */
export function SecretLines({ name, label, settings, text }: Props & { readonly text: string }) {
  return (
    <Field noMargin label={label} description={text}>
      <SecretTextArea
        id={`shopscope-${name}`}
        cols={60}
        rows={4}
        isConfigured={settings.isSet(name)}
        value={settings.secret(name)}
        disabled={settings.disabled}
        onChange={(event) => settings.changeSecret(name, event.currentTarget.value)}
        onReset={() => settings.resetSecret(name)}
      />
    </Field>
  );
}
