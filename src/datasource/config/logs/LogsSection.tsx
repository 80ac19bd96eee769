import { Button, Field, Input, Stack, Text } from '@grafana/ui';
import { useState } from 'react';
import { logsSettings, mostLokiEndpoints } from '../../../query/logs';
import { viewerText } from '../text';
import { Section } from '../Section';
import type { Settings } from '../settings';
import { EndpointFields } from './EndpointFields';
import { freeName, renamedSecrets, withoutSecrets, type Endpoint, type LogsOptions } from './endpoint';

const defaults = logsSettings.parse({});
const { lagSeconds: lagSchema } = logsSettings.shape;

/** An emptied field has its default again: nothing at all is refused. */
const filled = (text: string) => (text.trim() === '' ? undefined : text);

/** Where error logs are kept and which of their lines are errors. */
export function LogsSection({ settings }: { readonly settings: Settings }) {
  const t = viewerText();
  const [lag, setLag] = useState<string>();
  const saved: LogsOptions = settings.json.logs ?? {};
  const endpoints: readonly Endpoint[] = saved.endpoints ?? [];
  const change = (patch: LogsOptions) => settings.change({ logs: { ...saved, ...patch } });
  const lagText = lag ?? String(saved.lagSeconds ?? defaults.lagSeconds);
  const lagOf = (text: string) => (text.trim() === '' ? undefined : lagSchema.safeParse(Number(text)).data);
  return (
    <Section title={t('config:logs.title')} text={t('config:logs.text')}>
      {endpoints.length === 0 && <Text italic>{t('config:logs.none')}</Text>}
      {endpoints.map((endpoint, index) => (
        <EndpointFields
          key={`${index} ${endpoint.name}`}
          endpoint={endpoint}
          settings={settings}
          taken={endpoints.filter((_, at) => at !== index).map(({ name }) => name.trim())}
          onChange={(patch) =>
            change({ endpoints: endpoints.map((one, at) => (at === index ? { ...one, ...patch } : one)) })
          }
          onRename={(name) =>
            settings.changeBoth(
              { logs: { ...saved, endpoints: endpoints.map((one, at) => (at === index ? { ...one, name } : one)) } },
              renamedSecrets(settings, endpoint.name.trim(), name)
            )
          }
          onRemove={() =>
            settings.changeBoth(
              { logs: { ...saved, endpoints: endpoints.filter((_, at) => at !== index) } },
              withoutSecrets(settings, endpoint.name.trim())
            )
          }
        />
      ))}
      <div>
        <Button
          variant="secondary"
          icon="plus"
          disabled={settings.disabled || endpoints.length >= mostLokiEndpoints}
          onClick={() => change({ endpoints: [...endpoints, { name: freeName(endpoints), url: '' }] })}
        >
          {t('config:logs.add')}
        </Button>
      </div>
      {endpoints.length > 0 && (
        <Stack direction="row" wrap="wrap" gap={2}>
          <Field noMargin label={t('config:logs.errors.label')} description={t('config:logs.errors.text')}>
            <Input
              id="shopscope-logs-errors"
              width={40}
              disabled={settings.disabled}
              value={saved.errors ?? ''}
              placeholder={defaults.errors}
              onChange={(event) => change({ errors: filled(event.currentTarget.value) })}
            />
          </Field>
          <Field
            noMargin
            label={t('config:logs.lag.label')}
            description={t('config:logs.lag.text')}
            invalid={lagOf(lagText) === undefined}
            error={t('config:logs.lag.invalid')}
          >
            <Input
              id="shopscope-logs-lag"
              type="number"
              width={14}
              disabled={settings.disabled}
              value={lagText}
              onChange={(event) => {
                const text = event.currentTarget.value;
                setLag(text);
                const lagSeconds = lagOf(text);
                if (lagSeconds !== undefined) {
                  change({ lagSeconds });
                }
              }}
            />
          </Field>
        </Stack>
      )}
    </Section>
  );
}
