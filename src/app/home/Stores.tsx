import { Card, EmptyState, LinkButton } from '@grafana/ui';
import { viewerText } from '../text';
import { isAdmin, knownStores, places } from './places';

function NoStore() {
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

/** The connected stores, or how to connect the first. */
export function Stores() {
  const t = viewerText();
  const stores = knownStores();
  const admin = isAdmin();
  const label = (action: string, store: string) => t('app:home.stores.label', { action, store });
  if (stores.length === 0) {
    return <NoStore />;
  }
  return (
    <>
      {stores.map(({ uid, name }) => (
        <Card key={uid}>
          <Card.Heading>{name}</Card.Heading>
          <Card.Actions>
            <LinkButton
              size="sm"
              variant="secondary"
              icon="compass"
              href={places.explore(uid)}
              aria-label={label(t('app:home.stores.explore'), name)}
            >
              {t('app:home.stores.explore')}
            </LinkButton>
            {admin && (
              <LinkButton
                size="sm"
                variant="secondary"
                icon="cog"
                href={places.settings(uid)}
                aria-label={label(t('app:home.stores.settings'), name)}
              >
                {t('app:home.stores.settings')}
              </LinkButton>
            )}
          </Card.Actions>
        </Card>
      ))}
    </>
  );
}
