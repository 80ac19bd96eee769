import { Field, Input, RadioButtonGroup, Stack, Text, TextLink } from '@grafana/ui';
import { viewerText } from './text';
import { Section } from './Section';
import { SecretField } from './SecretField';
import type { Settings } from './settings';

const methods = ['client', 'token'] as const;
const pages = {
  client: 'https://dev.shopify.com/dashboard',
  token: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
};

export function AuthSection({ settings }: { readonly settings: Settings }) {
  const t = viewerText();
  const method = settings.json.authMethod ?? 'client';
  return (
    <Section title={t('config:auth.title')} text={t('config:auth.text')}>
      <Field noMargin label={t('config:auth.label')}>
        <RadioButtonGroup
          id="shopscope-auth"
          aria-label={t('config:auth.label')}
          value={method}
          disabled={settings.disabled}
          options={methods.map((value) => ({ value, label: t(`config:auth.${value}`) }))}
          onChange={(authMethod) => settings.change({ authMethod })}
        />
      </Field>
      <Stack direction="column" gap={0.5}>
        <Text color="secondary">{t(`config:auth.${method}.text`)}</Text>
        <TextLink href={pages[method]} external inline={false}>
          {t(`config:auth.${method}.link`)}
        </TextLink>
      </Stack>
      {method === 'client' ? (
        <>
          <Field noMargin required label={t('config:clientId.label')}>
            <Input
              id="shopscope-clientId"
              width={50}
              autoComplete="off"
              value={settings.json.clientId ?? ''}
              disabled={settings.disabled}
              onChange={(event) => settings.change({ clientId: event.currentTarget.value.trim() })}
            />
          </Field>
          <SecretField name="clientSecret" label={t('config:clientSecret.label')} settings={settings} />
        </>
      ) : (
        <SecretField name="accessToken" label={t('config:accessToken.label')} settings={settings} />
      )}
    </Section>
  );
}
