import { PluginPage } from '@grafana/runtime';
import { Box, Card, LinkButton, Stack } from '@grafana/ui';
import { dashboards, places } from '../places';
import { StorePicker } from '../stores/StorePicker';
import { useStore } from '../stores/use-store';
import { viewerText } from '../text';
import { Part } from './Part';
import { Stores } from './Stores';

/** What there is: stores, dashboards, help. */
export function Home() {
  const t = viewerText();
  const { store } = useStore();
  return (
    <PluginPage subTitle={t('app:home.subtitle')} actions={<StorePicker />}>
      <Box maxWidth="760px">
        <Stack direction="column" gap={4}>
          <Part title={t('app:home.stores.title')} text={t('app:home.stores.text')}>
            <Stores />
          </Part>
          {store && (
            <Part title={t('app:home.happened.title')} text={t('app:home.happened.text')}>
              <Card href={places.incidents(store.uid)}>
                <Card.Heading>{t('app:home.happened.incidents')}</Card.Heading>
                <Card.Description>{t('app:home.happened.incidents.text')}</Card.Description>
              </Card>
              <Card href={places.orders(store.uid)}>
                <Card.Heading>{t('app:home.happened.order')}</Card.Heading>
                <Card.Description>{t('app:home.happened.order.text')}</Card.Description>
              </Card>
              <Card href={places.alerts(store.uid)}>
                <Card.Heading>{t('app:home.happened.alerts')}</Card.Heading>
                <Card.Description>{t('app:home.happened.alerts.text')}</Card.Description>
              </Card>
            </Part>
          )}
          <Part title={t('app:home.dashboards.title')} text={t('app:home.dashboards.text')}>
            {dashboards.map((name) => (
              <Card key={name} href={places.dashboard(name, store?.uid)}>
                <Card.Heading>{t(`app:home.dashboards.${name}`)}</Card.Heading>
                <Card.Description>{t(`app:home.dashboards.${name}.text`)}</Card.Description>
              </Card>
            ))}
          </Part>
          <Part title={t('app:home.help.title')} text={t('app:home.help.text')}>
            <Stack direction="row" wrap="wrap" gap={1}>
              <LinkButton variant="secondary" size="sm" icon="book" href={places.readme()}>
                {t('app:home.help.readme')}
              </LinkButton>
              <LinkButton
                variant="secondary"
                size="sm"
                icon="external-link-alt"
                href={places.adminApi()}
                target="_blank"
                rel="noopener noreferrer"
              >
                {t('app:home.help.shopify')}
              </LinkButton>
            </Stack>
          </Part>
        </Stack>
      </Box>
    </PluginPage>
  );
}
