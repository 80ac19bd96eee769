import { Alert, LinkButton, Stack } from '@grafana/ui';
import { viewerText } from '../../text';

interface Props {
  /** The backend's own words, where it had any. */
  readonly text?: string;
  /** Where the rules are; left out where they stand below. */
  readonly rules?: string;
}

/** Warns that nothing keeps syncing awake. */
export function Heartbeat({ text = '', rules }: Props) {
  const t = viewerText();
  return (
    <Alert severity="warning" title={t('data:heartbeat.missing')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{text === '' ? t('data:heartbeat.text') : text}</span>
        {rules !== undefined && (
          <LinkButton size="sm" variant="secondary" icon="bell" href={rules}>
            {t('data:heartbeat.rules')}
          </LinkButton>
        )}
      </Stack>
    </Alert>
  );
}
