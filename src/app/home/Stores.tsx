import { Card, LinkButton } from '@grafana/ui';
import { Part } from '../data/parts/Part';
import { places } from '../places';
import { isAdmin, knownStores, type Store } from '../stores/stores';
import { viewerText } from '../text';

interface Lead {
  readonly text: string;
  readonly icon: 'compass' | 'database' | 'cog';
  readonly href: string;
}

function StoreCard({ store: { uid, name } }: { readonly store: Store }) {
  const t = viewerText();
  const leads: readonly Lead[] = [
    { text: t('app:home.stores.explore'), icon: 'compass', href: places.explore(uid) },
    { text: t('app:home.stores.data'), icon: 'database', href: places.data(uid) },
    ...(isAdmin() ? [{ text: t('app:home.stores.settings'), icon: 'cog' as const, href: places.settings(uid) }] : []),
  ];
  return (
    <Card>
      <Card.Heading>{name}</Card.Heading>
      <Card.Actions>
        {leads.map(({ text, icon, href }) => (
          <LinkButton
            key={icon}
            size="sm"
            variant="secondary"
            icon={icon}
            href={href}
            aria-label={t('app:home.stores.label', { action: text, store: name })}
          >
            {text}
          </LinkButton>
        ))}
      </Card.Actions>
    </Card>
  );
}

/** The connected stores. */
export function Stores() {
  const t = viewerText();
  return (
    <Part title={t('app:home.stores.title')} text={t('app:home.stores.text')}>
      <div>
        {knownStores().map((store) => (
          <StoreCard key={store.uid} store={store} />
        ))}
      </div>
    </Part>
  );
}
