import { EmptyState, LinkButton } from '@grafana/ui';
import { places } from '../places';
import { viewerText } from '../text';
import { isAdmin } from './stores';

/** How to connect the first store. */
export function NoStore() {
  const t = viewerText();
  const admin = isAdmin();
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('app:home.stores.none.title')}
      button={
        admin ? (
          <LinkButton icon="plus" href={places.add()}>
            {t('app:home.stores.add')}
          </LinkButton>
        ) : undefined
      }
    >
      {admin ? t('app:home.stores.none.text') : t('app:home.stores.none.viewer')}
    </EmptyState>
  );
}
