import { Alert, Badge, LinkButton, Stack, Text } from '@grafana/ui';
import { useCallback, useState } from 'react';
import type { Incident } from '../../query/resources';
import { useAsked } from '../ask/use-asked';
import { moment } from '../data/format';
import { Part } from '../data/parts/Part';
import { Waiting } from '../data/parts/Waiting';
import { Failed } from '../parts/Failed';
import { Figures } from '../parts/Figures';
import { LogLines } from '../parts/LogLines';
import { Timeline } from '../parts/Timeline';
import { lasted } from '../parts/lasted';
import { places } from '../places';
import { errorLinesOf, type Store } from '../stores/stores';
import { viewerText } from '../text';
import { Affected } from './Affected';
import { askChanges, askTold, type Lines } from './affected';
import { Narrowed } from './Narrowed';
import { CauseNote } from './CauseNote';
import { ChatNote } from './ChatNote';
import { figuresOf } from './figures';
import { happeningsOf } from './happenings';
import { OverTime } from './OverTime';
import { stateLook } from './states';

const minute = 60_000;

interface Props {
  readonly store: Store;
  /** Epoch milliseconds; what goes on has no end. */
  readonly from: number;
  readonly to: number | undefined;
  /** Which error lines are meant, where not all; the same object as long as they are the same. */
  readonly only?: Lines;
  /** Where an incident is kept of it. */
  readonly incident?: Incident;
  /** The store's, for the incident's figures. */
  readonly currency?: string;
  readonly onNoted?: (incident: Incident) => void;
}

/** What happened from one instant to another, as the store, its logs and people tell it. */
export function Happened({ store, from, to, only, incident, currency = '', onNoted }: Props) {
  const t = viewerText();
  const [now] = useState(() => Date.now());
  const end = Math.max(from + minute, to ?? now);
  const { uid } = store;
  const ask = useCallback(() => askTold(uid, { from, to: end }, only), [uid, from, end, only]);
  const { answer: told, failed, reload } = useAsked(ask);
  const { answer: changes = [] } = useAsked(useCallback(() => askChanges(uid, { from, to: end }), [uid, from, end]));
  const state = incident?.state ?? told?.verdict?.state ?? undefined;
  const look = state === undefined ? undefined : stateLook(state);
  const title = incident?.title ?? told?.verdict?.sentence;
  const most = [incident?.service, incident?.errorCode, incident?.codeWords].filter(Boolean).join(' · ');
  const [service = incident?.service] = only?.services.length === 1 ? only.services : [];
  const lines = { expr: [errorLinesOf(uid, service), only?.stages].filter(Boolean).join(' '), from, to: end };
  return (
    <Stack direction="column" gap={3}>
      <Stack direction="column" gap={1}>
        <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
          {look && <Badge color={look.color} text={look.text} />}
          <Text color="secondary">
            {to === undefined
              ? t('app-incidents:since', { from: moment(from) })
              : t('app-incidents:fromTo', {
                  from: moment(from),
                  to: moment(to),
                  duration: lasted(to - from),
                })}
          </Text>
        </Stack>
        {title !== undefined && (
          <Text element="h2" variant="h3">
            {title}
          </Text>
        )}
        {most !== '' && <Text color="secondary">{t('app-incidents:most', { what: most })}</Text>}
      </Stack>
      {only && <Narrowed only={only} all={places.happened(uid, { from, to: end })} />}
      {incident && <Figures figures={figuresOf(incident, currency)} />}
      <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
        <LinkButton size="sm" icon="apps" href={places.dashboard('incident', uid, { from, to: end })}>
          {t('app-incidents:link.dashboard')}
        </LinkButton>
        <LogLines lines={lines} />
      </Stack>
      <OverTime uid={uid} from={from} to={end} now={now} {...(only === undefined ? {} : { only })} />
      {incident && onNoted && <CauseNote uid={uid} incident={incident} onNoted={onNoted} />}
      {failed !== undefined && <Failed title={t('app-incidents:told.failed')} reason={failed} again={reload} />}
      {told === undefined && failed === undefined && <Waiting />}
      {told?.problems.map((problem) => (
        <Alert key={problem} severity="warning" title={problem} />
      ))}
      <Part title={t('app-incidents:timeline')} text={t('app-incidents:timeline.text')}>
        <Timeline
          label={t('app-incidents:timeline')}
          happenings={happeningsOf({ from, to, incident, told, changes })}
        />
      </Part>
      {told && (
        <>
          <Affected store={store} told={told} from={from} />
          <ChatNote store={store} from={from} to={to} incident={incident} told={told} />
        </>
      )}
    </Stack>
  );
}
