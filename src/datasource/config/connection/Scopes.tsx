import { Badge, Stack, Text, TextLink } from '@grafana/ui';
import type { Connection } from '../../../query/resources';
import { viewerText } from '../text';

const page = 'https://shopify.dev/docs/api/usage/access-scopes';

/** Scopes present, and missing ones with what each costs. */
export function Scopes({ scopes }: Pick<Connection, 'scopes'>) {
  const t = viewerText();
  const granted = scopes.filter((scope) => scope.granted);
  const missing = scopes.filter((scope) => !scope.granted);
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="column" gap={1}>
        <Text element="h4" variant="h6">
          {t('config:connection.scopes.granted')}
        </Text>
        <Stack direction="row" wrap="wrap" gap={1}>
          {granted.length === 0 && <Text color="secondary">{t('config:connection.scopes.none')}</Text>}
          {granted.map(({ scope }) => (
            <Badge key={scope} color="green" icon="check" text={scope} />
          ))}
        </Stack>
      </Stack>
      {missing.length === 0 ? (
        <Text color="secondary">{t('config:connection.scopes.complete')}</Text>
      ) : (
        <Stack direction="column" gap={1}>
          <Text element="h4" variant="h6">
            {t('config:connection.scopes.missing')}
          </Text>
          <Text color="secondary">{t('config:connection.scopes.missing.text')}</Text>
          {missing.map(({ scope, without }) => (
            <Stack key={scope} direction="row" gap={1} wrap="wrap" alignItems="center">
              <Badge color="orange" icon="exclamation-triangle" text={scope} />
              <Text>{without}</Text>
            </Stack>
          ))}
        </Stack>
      )}
      <TextLink href={page} external inline={false}>
        {t('config:connection.scopes.link')}
      </TextLink>
    </Stack>
  );
}
