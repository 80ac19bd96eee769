import { Alert, Badge, InteractiveTable, RadioButtonGroup, Stack, Text, type Column } from '@grafana/ui';
import { locationService } from '@grafana/runtime';
import { useCallback, useMemo, useState } from 'react';
import type { Incident, Incidents } from '../../query/resources';
import { useAsked } from '../ask/use-asked';
import { moment } from '../data/format';
import { Part } from '../data/parts/Part';
import { Scrolling } from '../data/parts/Scrolling';
import { Waiting } from '../data/parts/Waiting';
import { Failed } from '../parts/Failed';
import { lasted } from '../parts/lasted';
import { moneyRange, numberRange } from '../parts/money';
import { PageLink } from '../parts/PageLink';
import { places } from '../places';
import { useParameter } from '../stores/location';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import { askIncidents, askZone } from './ask';
import { Nothing } from './Nothing';
import { instantOf, spanName, spans, type Span } from './spans';
import { stateLook } from './states';
import { durationOf } from './sums';
import { Sums } from './Sums';

interface Cell {
  readonly row: { readonly original: Incident };
}

const rowsAPage = 20;
const usual: Span = 'now-90d';

function What({ incident: { id, title, state, note }, uid }: { readonly incident: Incident; readonly uid: string }) {
  const look = stateLook(state);
  return (
    <Stack direction="column" gap={0.25}>
      <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
        <PageLink href={places.incident(uid, id)}>{title}</PageLink>
        <Badge color={look.color} text={look.text} />
      </Stack>
      {note !== undefined && (
        <Text color="secondary" variant="bodySmall">
          {note.text}
        </Text>
      )}
    </Stack>
  );
}

function columnsOf(uid: string, currency: string, now: number): Array<Column<Incident>> {
  const t = viewerText();
  const cell = (id: string, header: string, show: (incident: Incident) => string): Column<Incident> => ({
    id,
    header,
    cell: ({ row: { original } }: Cell) => show(original),
  });
  return [
    { ...cell('startedAt', t('app-incidents:column.began'), ({ startedAt }) => moment(startedAt)), sortType: 'number' },
    cell('duration', t('app-incidents:column.duration'), (incident) => lasted(durationOf(incident, now))),
    {
      id: 'title',
      header: t('app-incidents:column.what'),
      cell: ({ row: { original } }: Cell) => <What incident={original} uid={uid} />,
    },
    { ...cell('service', t('app-incidents:column.service'), ({ service }) => service ?? '–'), sortType: 'string' },
    cell('errorCode', t('app-incidents:column.code'), ({ codeWords, errorCode }) => codeWords ?? errorCode ?? '–'),
    cell('missing', t('app-incidents:column.missing'), ({ shortfall }) =>
      shortfall === undefined ? '–' : numberRange(shortfall)
    ),
    cell('risk', t('app-incidents:column.risk'), ({ revenueAtRisk }) =>
      revenueAtRisk === undefined ? '–' : moneyRange(revenueAtRisk, currency)
    ),
  ];
}

interface ShownProps {
  readonly uid: string;
  readonly answer: Incidents & { readonly zone: string };
  readonly now: number;
}

function Shown({ uid, answer: { incidents, currency, zone }, now }: ShownProps) {
  const t = viewerText();
  const columns = useMemo(() => columnsOf(uid, currency, now), [uid, currency, now]);
  return (
    <>
      <Part title={t('app-incidents:list', { count: incidents.length })} text={t('app-incidents:list.text')}>
        <Scrolling many label={t('app-incidents:title')}>
          <InteractiveTable columns={columns} data={incidents} getRowId={({ id }) => id} pageSize={rowsAPage} />
        </Scrolling>
      </Part>
      <Sums incidents={incidents} currency={currency} zone={zone} now={now} />
    </>
  );
}

/** Incidents of a stretch of time, newest first, and what they add up to. */
export default function IncidentList({ store: { uid } }: { readonly store: Store }) {
  const t = viewerText();
  const asked = useParameter('from') ?? usual;
  const until = useParameter('to') ?? 'now';
  const [now] = useState(() => Date.now());
  const ask = useCallback(async () => {
    const [known, zone] = await Promise.all([
      askIncidents(uid, instantOf(asked) ?? instantOf(usual) ?? 0, instantOf(until, true) ?? Date.now()),
      askZone(uid),
    ]);
    return { ...known, zone };
  }, [uid, asked, until]);
  const { answer, failed, reload } = useAsked(ask);
  const span = spans.find((each) => each === asked && until === 'now');
  return (
    <Stack direction="column" gap={3}>
      <div>
        <RadioButtonGroup
          aria-label={t('app-incidents:span')}
          options={spans.map((value) => ({ value, label: spanName(value) }))}
          {...(span === undefined ? {} : { value: span })}
          onChange={(from) => locationService.partial({ from, to: 'now' })}
        />
      </div>
      {failed !== undefined && <Failed title={t('app-incidents:failed')} reason={failed} again={reload} />}
      {answer?.notices.map((notice) => (
        <Alert key={notice} severity="info" title={notice} />
      ))}
      {answer === undefined ? (
        failed === undefined && <Waiting />
      ) : answer.incidents.length === 0 ? (
        <Nothing uid={uid} blind={answer.notices.length > 0} />
      ) : (
        <Shown uid={uid} answer={answer} now={now} />
      )}
    </Stack>
  );
}
