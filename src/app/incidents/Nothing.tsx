import { EmptyState, LinkButton } from '@grafana/ui';
import { places } from '../places';
import { isAdmin } from '../stores/stores';
import { viewerText } from '../text';

interface Props {
  readonly uid: string;
  /** Whether incidents may have happened that nothing could find. */
  readonly blind: boolean;
}

/** No incidents: because there were none, or because nothing looks for them, and what to do about that. */
export function Nothing({ uid, blind }: Props) {
  const t = viewerText();
  if (!blind) {
    return (
      <EmptyState variant="completed" hideImage message={t('app-incidents:none')}>
        {t('app-incidents:none.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('app-incidents:blind')}
      button={
        isAdmin() ? (
          <LinkButton icon="cog" href={places.settings(uid)}>
            {t('app-incidents:blind.settings')}
          </LinkButton>
        ) : undefined
      }
    >
      {t(isAdmin() ? 'app-incidents:blind.admin' : 'app-incidents:blind.viewer')}
    </EmptyState>
  );
}
