import { Alert, Button, LinkButton, Stack } from '@grafana/ui';
import { useCallback } from 'react';
import { useAsked } from '../ask/use-asked';
import { Waiting } from '../data/parts/Waiting';
import { Failed } from '../parts/Failed';
import { homePath, places } from '../places';
import type { Store } from '../stores/stores';
import { AlertsStep } from './AlertsStep';
import { CopyStep } from './CopyStep';
import { DashboardsStep } from './DashboardsStep';
import { FinishStep } from './FinishStep';
import { LogsStep } from './LogsStep';
import { ShopifyStep } from './ShopifyStep';
import { askSituation, type Situation } from './situation';
import { Steps } from './Steps';
import { statesOf, stepOf, steps, type Step } from './states';
import { setupText } from './text';

interface StepProps {
  readonly step: Step;
  readonly store: Store;
  readonly situation: Situation;
  readonly reload: () => void;
}

function OneStep({ step, store, situation, reload }: StepProps) {
  switch (step) {
    case 'shopify':
      return <ShopifyStep store={store} connection={situation.connection} />;
    case 'logs':
      return <LogsStep store={store} logs={situation.logs} />;
    case 'copy':
      return <CopyStep store={store} onChanged={reload} />;
    case 'dashboards':
      return <DashboardsStep store={store} situation={situation} />;
    case 'alerts':
      return <AlertsStep store={store} />;
    case 'finish':
      return <FinishStep store={store} situation={situation} />;
  }
}

/** The steps of one store: how far each is, and the one that is looked at. */
export function StoreSetup({ store, named }: { readonly store: Store; readonly named: string | undefined }) {
  const t = setupText();
  const { answer, failed, reload } = useAsked(useCallback(() => askSituation(store), [store]));
  if (answer === undefined) {
    return failed === undefined ? <Waiting /> : <Failed title={t('setup:lost')} reason={failed} again={reload} />;
  }
  if (answer.gone) {
    return (
      <Alert severity="error" title={t('setup:gone', { store: store.name })}>
        <Stack direction="column" gap={1} alignItems="flex-start">
          <span>{t('setup:gone.text')}</span>
          <LinkButton size="sm" variant="secondary" href={homePath()}>
            {t('setup:gone.home')}
          </LinkButton>
        </Stack>
      </Alert>
    );
  }
  const states = statesOf(answer);
  const step = stepOf(named, states);
  const at = steps.indexOf(step);
  const [before, after] = [steps[at - 1], steps[at + 1]];
  return (
    <Stack direction="column" gap={3}>
      {failed !== undefined && <Failed title={t('setup:lost')} reason={failed} again={reload} />}
      <Steps uid={store.uid} states={states} current={step} />
      <OneStep step={step} store={store} situation={answer} reload={reload} />
      <Stack direction="row" wrap="wrap" gap={1}>
        {before !== undefined && (
          <LinkButton variant="secondary" icon="arrow-left" href={places.setup(store.uid, before)}>
            {t(`setup:step.${before}`)}
          </LinkButton>
        )}
        <Button variant="secondary" icon="sync" onClick={reload}>
          {t('setup:again')}
        </Button>
        {after !== undefined && (
          <LinkButton icon="arrow-right" href={places.setup(store.uid, after)}>
            {t(`setup:step.${after}`)}
          </LinkButton>
        )}
      </Stack>
    </Stack>
  );
}
