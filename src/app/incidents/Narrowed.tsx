import { Text } from '@grafana/ui';
import { PageLink } from '../parts/PageLink';
import { viewerText } from '../text';
import type { Lines } from './affected';

interface Props {
  readonly only: Lines;
  /** The same stretch with every error line. */
  readonly all: string;
}

/** Says that not all error lines are looked at, as where the link came from didn't show all either. */
export function Narrowed({ only: { services, stages }, all }: Props) {
  const t = viewerText();
  return (
    <Text>
      {t('app-incidents:only', { lines: [services.join(', '), stages].filter(Boolean).join(' ') })}{' '}
      <PageLink href={all}>{t('app-incidents:only.all')}</PageLink>
    </Text>
  );
}
