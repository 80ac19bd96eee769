import { Button, Field, Input, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import { lokiAuthMethods, lokiEndpoint, lokiSecretKey } from '../../../query/logs';
import { viewerText } from '../../text';
import { SecretField } from '../SecretField';
import type { Settings } from '../settings';
import type { Endpoint } from './endpoint';

const { selector: selectorSchema } = lokiEndpoint.shape;
const defaultSelector = selectorSchema.parse(undefined);
const exampleUrl = 'http://loki:3100';

interface Props {
  readonly endpoint: Endpoint;
  readonly settings: Settings;
  readonly nameTaken: boolean;
  readonly onChange: (patch: Partial<Endpoint>) => void;
  readonly onRemove: () => void;
}

/** One Loki: where it is, how it is told who asks, and what may be read of it. */
export function EndpointFields({ endpoint, settings, nameTaken, onChange, onRemove }: Props) {
  const t = viewerText();
  const id = useId();
  const { disabled } = settings;
  const name = endpoint.name.trim();
  const auth = endpoint.auth ?? 'none';
  const input = (field: 'name' | 'region' | 'url' | 'tenant' | 'user' | 'selector', width: number, shown: string) => (
    <Input
      id={`${id}-${field}`}
      width={width}
      autoComplete="off"
      disabled={disabled}
      value={endpoint[field] ?? shown}
      placeholder={field === 'url' ? exampleUrl : ''}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
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
        invalid={nameTaken || name === ''}
        error={t('config:logs.name.invalid')}
      >
        {input('name', 30, '')}
      </Field>
      <Field noMargin required label={t('config:logs.url.label')} description={t('config:logs.url.text')}>
        {input('url', 50, '')}
      </Field>
      <Stack direction="row" wrap="wrap" gap={2}>
        <Field noMargin label={t('config:logs.region.label')} description={t('config:logs.region.text')}>
          {input('region', 30, '')}
        </Field>
        <Field noMargin label={t('config:logs.tenant.label')} description={t('config:logs.tenant.text')}>
          {input('tenant', 30, '')}
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
            {input('user', 30, '')}
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
    </Stack>
  );
}
