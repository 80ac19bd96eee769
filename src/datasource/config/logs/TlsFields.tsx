import { Alert, Checkbox, Collapse, Field, Input, Stack } from '@grafana/ui';
import { useId, useState } from 'react';
import { lokiSecretKey } from '../../../query/logs';
import { viewerText } from '../text';
import { SecretLines } from '../SecretField';
import type { Settings } from '../settings';
import type { Endpoint } from './endpoint';

interface Props {
  readonly endpoint: Endpoint;
  readonly settings: Settings;
  readonly onChange: (patch: Partial<Endpoint>) => void;
}

/** Certificates of one's own; few need them, so they are folded away until something is set. */
export function TlsFields({ endpoint, settings, onChange }: Props) {
  const t = viewerText();
  const id = useId();
  const name = endpoint.name.trim();
  const { serverName = '', skipVerify = false } = endpoint.tls ?? {};
  const kinds = ['CaCert', 'ClientCert', 'ClientKey'] as const;
  const has = (key: ReturnType<typeof lokiSecretKey>) => settings.isSet(key) || settings.secret(key) !== '';
  const isUsed = serverName !== '' || skipVerify || kinds.some((kind) => has(lokiSecretKey(kind, name)));
  const [open, setOpen] = useState(isUsed);
  const change = (patch: NonNullable<Endpoint['tls']>) => onChange({ tls: { ...endpoint.tls, ...patch } });
  return (
    <Collapse collapsible label={t('config:logs.tls')} isOpen={open} onToggle={setOpen}>
      <Stack direction="column" gap={2}>
        {kinds.map((kind) => (
          <SecretLines
            key={kind}
            name={lokiSecretKey(kind, name)}
            label={t(`config:logs.tls.${kind}`)}
            text={t(`config:logs.tls.${kind}.text`)}
            settings={settings}
          />
        ))}
        <Field noMargin label={t('config:logs.tls.serverName')} description={t('config:logs.tls.serverName.text')}>
          <Input
            id={`${id}-serverName`}
            width={50}
            autoComplete="off"
            disabled={settings.disabled}
            value={serverName}
            onChange={(event) => change({ serverName: event.currentTarget.value })}
          />
        </Field>
        <div>
          <Checkbox
            value={skipVerify}
            disabled={settings.disabled}
            label={t('config:logs.tls.skipVerify')}
            description={t('config:logs.tls.skipVerify.text')}
            onChange={(event) => change({ skipVerify: event.currentTarget.checked })}
          />
        </div>
        {skipVerify && <Alert severity="warning" title={t('config:logs.tls.skipVerify.warning')} />}
      </Stack>
    </Collapse>
  );
}
