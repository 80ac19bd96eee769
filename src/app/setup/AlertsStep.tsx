import { Stack, Text } from '@grafana/ui';
import StoreAlerts from '../alerts/StoreAlerts';
import { Part } from '../data/parts/Part';
import { PageLink } from '../parts/PageLink';
import { places } from '../places';
import type { Store } from '../stores/stores';
import { setupText } from './text';

/** The rules that wake people, and whom they tell. */
export function AlertsStep({ store }: { readonly store: Store }) {
  const t = setupText();
  return (
    <Stack direction="column" gap={3}>
      <Part title={t('setup:step.alerts')} text={t('setup:alerts.text')}>
        <Text>
          <PageLink href={places.contactPoints()}>{t('setup:alerts.contact')}</PageLink>
        </Text>
      </Part>
      <StoreAlerts store={store} />
    </Stack>
  );
}
