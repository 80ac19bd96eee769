import { PluginPage } from '@grafana/runtime';
import { Box, Card, Stack, TextLink } from '@grafana/ui';
import { viewerText } from '../text';
import { Part } from './Part';
import { places } from './places';
import { Stores } from './Stores';

/** What there is: stores, dashboards, help. */
export function Home() {
  const t = viewerText();
  return (
    <PluginPage subTitle={t('app:home.subtitle')}>
      <Box maxWidth="760px">
        <Stack direction="column" gap={4}>
          <Part title={t('app:home.stores.title')} text={t('app:home.stores.text')}>
            <Stores />
          </Part>
          <Part title={t('app:home.dashboards.title')} text={t('app:home.dashboards.text')}>
            <Card href={places.today()}>
              <Card.Heading>{t('app:home.dashboards.today')}</Card.Heading>
              <Card.Description>{t('app:home.dashboards.today.text')}</Card.Description>
            </Card>
          </Part>
          <Part title={t('app:home.help.title')} text={t('app:home.help.text')}>
            <TextLink href={places.readme()} inline={false}>
              {t('app:home.help.readme')}
            </TextLink>
            <TextLink href={places.adminApi()} external inline={false}>
              {t('app:home.help.shopify')}
            </TextLink>
          </Part>
        </Stack>
      </Box>
    </PluginPage>
  );
}
