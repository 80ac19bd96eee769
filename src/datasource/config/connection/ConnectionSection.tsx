import { Alert, Box, Button, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { useState } from 'react';
import { viewerText } from '../text';
import { isShopDomain } from '../domain';
import { Section } from '../Section';
import type { ConfigProps } from '../settings';
import { Facts } from './Facts';
import { Scopes } from './Scopes';
import { useConnection } from './use-connection';

/** Whether the saved settings can be tried at all. */
function complete({ jsonData, secureJsonFields }: ConfigProps['options']): boolean {
  const secret = jsonData.authMethod === 'token' ? 'accessToken' : 'clientSecret';
  return isShopDomain(jsonData.shop ?? '') && secureJsonFields[secret] === true;
}

function Answer({ options }: Pick<ConfigProps, 'options'>) {
  const t = viewerText();
  const [turn, setTurn] = useState(0);
  const answer = useConnection(options.uid, options.version, turn);
  return (
    <Stack direction="column" gap={2} alignItems="flex-start">
      {answer.state === 'loading' && <LoadingPlaceholder text={t('config:connection.loading')} />}
      {answer.state === 'failed' && (
        <Alert severity="error" title={t('config:connection.failed')}>
          {answer.reason}
        </Alert>
      )}
      {answer.state === 'ready' && (
        <>
          {answer.connection.notices.map((notice) => (
            <Alert key={notice} severity="warning" title={notice} />
          ))}
          <Facts connection={answer.connection} />
          <Scopes scopes={answer.connection.scopes} />
        </>
      )}
      {answer.state !== 'loading' && (
        <Button variant="secondary" icon="sync" size="sm" onClick={() => setTurn(turn + 1)}>
          {t('config:connection.refresh')}
        </Button>
      )}
    </Stack>
  );
}

export function ConnectionSection({ options }: Pick<ConfigProps, 'options'>) {
  const t = viewerText();
  return (
    <Section title={t('config:connection.title')} text={t('config:connection.text')}>
      {complete(options) ? (
        <Answer options={options} />
      ) : (
        <Box backgroundColor="secondary" padding={2} borderRadius="default">
          <Text color="secondary">{t('config:connection.empty')}</Text>
        </Box>
      )}
    </Section>
  );
}
