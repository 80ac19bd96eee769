import { Card, Grid, Text } from '@grafana/ui';
import { Part } from '../data/parts/Part';
import { dashboards, places, type DashboardName } from '../places';
import type { Store } from '../stores/stores';
import type { Situation } from './situation';
import { statesOf, type Step } from './states';
import { viewerText } from '../text';
import { setupText } from './text';

/** Steps without which a dashboard stays empty, or nearly so. */
const needs: Readonly<Partial<Record<DashboardName, readonly Step[]>>> = {
  'shop-fine': ['logs', 'copy'],
  incident: ['logs', 'copy'],
  'error-logs': ['logs'],
  'log-pipeline': ['logs'],
  'sales-and-customers': ['copy'],
  'products-and-stock': ['copy'],
  fulfillment: ['copy'],
};

/** The dashboards that came with the plugin: each leads there, and says what it still needs. */
export function DashboardsStep({ store, situation }: { readonly store: Store; readonly situation: Situation }) {
  const t = setupText();
  const states = statesOf(situation);
  return (
    <Part title={t('setup:step.dashboards')} text={t('setup:dashboards.text')}>
      <Grid gap={1} columns={{ xs: 1, md: 2 }}>
        {dashboards.map((name) => {
          const lacking = (needs[name] ?? []).filter((step) => states[step] !== 'done' && states[step] !== 'partly');
          return (
            <Card key={name} noMargin href={places.dashboard(name, store.uid)}>
              <Card.Heading>{viewerText()(`app:home.dashboards.${name}`)}</Card.Heading>
              <Card.Description>
                {viewerText()(`app:home.dashboards.${name}.text`)}{' '}
                {lacking.length > 0 &&
                  t('setup:dashboards.needs', { steps: lacking.map((step) => t(`setup:step.${step}`)).join(', ') })}
              </Card.Description>
            </Card>
          );
        })}
      </Grid>
      <Text color="secondary">{t('setup:dashboards.star')}</Text>
    </Part>
  );
}
