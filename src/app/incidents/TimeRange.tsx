import { Card, EmptyState, LinkButton, Stack } from '@grafana/ui';
import { useCallback, useMemo } from 'react';
import { useAsked } from '../ask/use-asked';
import { moment } from '../data/format';
import { Part } from '../data/parts/Part';
import { places } from '../places';
import { useParameter } from '../stores/location';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import type { Lines } from './affected';
import { askIncidents } from './ask';
import { Happened } from './Happened';
import { instantOf } from './spans';

function Kept({ store: { uid }, from, to }: { readonly store: Store; readonly from: number; readonly to: number }) {
  const t = viewerText();
  const ask = useCallback(() => askIncidents(uid, from, to), [uid, from, to]);
  const { answer } = useAsked(ask);
  return answer === undefined || answer.incidents.length === 0 ? null : (
    <Part title={t('app-incidents:range.kept')}>
      <div>
        {answer.incidents.map(({ id, title, text, startedAt }) => (
          <Card key={id} href={places.incident(uid, id)} isCompact>
            <Card.Heading>{title}</Card.Heading>
            <Card.Meta>{moment(startedAt)}</Card.Meta>
            <Card.Description>{text}</Card.Description>
          </Card>
        ))}
      </div>
    </Part>
  );
}

/** Which error lines the address means (`?service=&stages=`), e.g. those of the panel that led here. */
function useLines(): Lines | undefined {
  const [service = '', stages = ''] = [useParameter('service'), useParameter('stages')];
  return useMemo(() => {
    const services = service.split(',').filter(Boolean);
    return services.length === 0 && stages === '' ? undefined : { services, stages };
  }, [service, stages]);
}

/** What happened in the stretch of time that the address names (`?from=&to=`), e.g. from an alert or a panel. */
export default function TimeRange({ store }: { readonly store: Store }) {
  const t = viewerText();
  const [fromText, toText] = [useParameter('from'), useParameter('to')];
  // Once for an address: what it says of now is now as the page opens.
  const range = useMemo(() => ({ from: instantOf(fromText), to: instantOf(toText, true) }), [fromText, toText]);
  const only = useLines();
  const { from, to } = range;
  if (from === undefined || to === undefined || from >= to) {
    return (
      <EmptyState
        variant="not-found"
        message={t('app-incidents:range.unclear')}
        button={
          <LinkButton icon="list-ul" href={places.incidents(store.uid)}>
            {t('app-incidents:one.all')}
          </LinkButton>
        }
      >
        {t('app-incidents:range.unclear.text')}
      </EmptyState>
    );
  }
  return (
    <Stack direction="column" gap={3}>
      <Kept store={store} from={from} to={to} />
      <Happened key={`${from} ${to}`} store={store} from={from} to={to} {...(only && { only })} />
    </Stack>
  );
}
