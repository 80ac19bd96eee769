import { css } from '@emotion/css';
import { Box, Button, Field, Input, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { useId, useState } from 'react';
import { lokiAuthMethods, lokiEndpoint, lokiSecretKey } from '../../../query/logs';
import { viewerText } from '../text';
import { SecretField } from '../SecretField';
import type { Settings } from '../settings';
import type { Endpoint } from './endpoint';
import { TlsFields } from './TlsFields';

const { selector: selectorSchema, name: nameSchema } = lokiEndpoint.shape;
const defaultSelector = selectorSchema.parse(undefined);
/** No wider than a narrow screen. */
const fits = css({ maxWidth: '100%' });
const exampleUrl = 'http://loki:3100';
const longest = { region: 40, url: 2_000, tenant: 150, user: 200, selector: 4_000 } as const;

interface Props {
  readonly endpoint: Endpoint;
  readonly settings: Settings;
  /** Names of the other endpoints. */
  readonly taken: readonly string[];
  readonly onChange: (patch: Partial<Endpoint>) => void;
  /** Called with a name that can be kept. */
  readonly onRename: (name: string) => void;
  readonly onRemove: () => void;
}

/** One Loki: where it is, how it is told who asks, and what may be read of it. */
export function EndpointFields({ endpoint, settings, taken, onChange, onRename, onRemove }: Props) {
  const t = viewerText();
  const id = useId();
  const { disabled } = settings;
  const name = endpoint.name.trim();
  const auth = endpoint.auth ?? 'none';
  // Secrets belong to the name: it changes once, when it is whole.
  const [typed, setTyped] = useState(name);
  const renamed = nameSchema.safeParse(typed).data;
  const nameFits = renamed !== undefined && !taken.includes(renamed);
  const input = (field: 'region' | 'url' | 'tenant' | 'user' | 'selector', width: number, placeholder = '') => (
    <Input
      id={`${id}-${field}`}
      className={fits}
      width={width}
      autoComplete="off"
      maxLength={longest[field]}
      disabled={disabled}
      value={endpoint[field] ?? ''}
      placeholder={placeholder}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange({ [field]: field === 'selector' && text.trim() === '' ? undefined : text });
      }}
    />
  );
  return (
    <Box borderColor="weak" borderStyle="solid" borderRadius="default" padding={2}>
      <Stack direction="column" gap={2} role="group" aria-label={t('config:logs.endpoint', { name })}>
        <Stack direction="row" justifyContent="space-between" alignItems="center">
          <Text element="h4" variant="h5">
            {t('config:logs.endpoint', { name })}
          </Text>
          <Button variant="destructive" fill="text" icon="trash-alt" size="sm" disabled={disabled} onClick={onRemove}>
            {t('config:logs.remove')}
          </Button>
        </Stack>
        <Field
          noMargin
          required
          label={t('config:logs.name.label')}
          description={t('config:logs.name.text')}
          invalid={!nameFits}
          error={t('config:logs.name.invalid')}
        >
          <Input
            id={`${id}-name`}
            width={30}
            autoComplete="off"
            disabled={disabled}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => nameFits && renamed !== name && onRename(renamed)}
          />
        </Field>
        <Field noMargin required label={t('config:logs.url.label')} description={t('config:logs.url.text')}>
          {input('url', 50, exampleUrl)}
        </Field>
        <Stack direction="row" wrap="wrap" gap={2}>
          <Field noMargin label={t('config:logs.region.label')} description={t('config:logs.region.text')}>
            {input('region', 30)}
          </Field>
          <Field noMargin label={t('config:logs.tenant.label')} description={t('config:logs.tenant.text')}>
            {input('tenant', 30)}
          </Field>
        </Stack>
        <Field noMargin label={t('config:logs.auth.label')}>
          <RadioButtonGroup
            id={`${id}-auth`}
            aria-label={t('config:logs.auth.label')}
            value={auth}
            disabled={disabled}
            options={lokiAuthMethods.map((value) => ({ value, label: t(`config:logs.auth.${value}`) }))}
            onChange={(method) => onChange({ auth: method })}
          />
        </Field>
        {auth === 'basic' && (
          <>
            <Field noMargin required label={t('config:logs.user.label')}>
              {input('user', 30)}
            </Field>
            <SecretField
              name={lokiSecretKey('Password', name)}
              label={t('config:logs.password.label')}
              settings={settings}
            />
          </>
        )}
        {auth === 'bearer' && (
          <SecretField name={lokiSecretKey('Token', name)} label={t('config:logs.token.label')} settings={settings} />
        )}
        <Field noMargin label={t('config:logs.selector.label')} description={t('config:logs.selector.text')}>
          {input('selector', 50, defaultSelector)}
        </Field>
        <TlsFields endpoint={endpoint} settings={settings} onChange={onChange} />
      </Stack>
    </Box>
  );
}
