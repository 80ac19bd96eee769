import { EmptyState, LinkButton, Stack } from '@grafana/ui';
import { menuPath, pageOf, places } from '../places';
import { viewerText } from '../text';
import { usePath } from './location';
import { isAdmin } from './stores';

/** How to connect the first store, and where it is told step by step. */
export function NoStore() {
  const t = viewerText();
  const admin = isAdmin();
  const [page] = pageOf(usePath());
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('app:home.stores.none.title')}
      button={
        admin ? (
          <Stack direction="row" wrap="wrap" gap={1} justifyContent="center">
            <LinkButton icon="plus" href={places.add()}>
              {t('app:home.stores.add')}
            </LinkButton>
            {page !== 'setup' && (
              <LinkButton variant="secondary" icon="arrow-right" href={menuPath('setup')}>
                {t('app:home.stores.none.guide')}
              </LinkButton>
            )}
          </Stack>
        ) : undefined
      }
    >
      {admin ? t('app:home.stores.none.text') : t('app:home.stores.none.viewer')}
    </EmptyState>
  );
}
