import { Alert, EmptyState, LinkButton, Stack } from '@grafana/ui';
import { useCallback } from 'react';
import { useAsked } from '../ask/use-asked';
import { Waiting } from '../data/parts/Waiting';
import { Failed } from '../parts/Failed';
import { places } from '../places';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import { askIncident } from './ask';
import { Happened } from './Happened';

/** One incident by its id. */
export default function OneIncident({ store, id }: { readonly store: Store; readonly id: string }) {
  const t = viewerText();
  const { uid } = store;
  const ask = useCallback(() => askIncident(uid, id), [uid, id]);
  const { answer, failed, reload, replace } = useAsked(ask);
  if (failed !== undefined) {
    return <Failed title={t('app-incidents:one.failed')} reason={failed} again={reload} />;
  }
  if (answer === undefined) {
    return <Waiting />;
  }
  const { incident, currency, notices } = answer;
  return (
    <Stack direction="column" gap={3}>
      {notices.map((notice) => (
        <Alert key={notice} severity="info" title={notice} />
      ))}
      {incident === undefined ? (
        <EmptyState
          variant="not-found"
          message={t('app-incidents:one.unknown')}
          button={
            <LinkButton icon="list-ul" href={places.incidents(uid)}>
              {t('app-incidents:one.all')}
            </LinkButton>
          }
        >
          {t('app-incidents:one.unknown.text')}
        </EmptyState>
      ) : (
        <Happened
          store={store}
          currency={currency}
          incident={incident}
          from={incident.startedAt}
          to={incident.endedAt}
          onNoted={(noted) => replace({ ...answer, incident: noted })}
        />
      )}
    </Stack>
  );
}
