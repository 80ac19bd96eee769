import { Alert, Stack } from '@grafana/ui';
import { useCallback, useEffect, useState } from 'react';
import { useAsked } from '../ask/use-asked';
import { askCopy } from '../data/copy/ask';
import { Heartbeat } from '../data/parts/Heartbeat';
import { Part } from '../data/parts/Part';
import { Waiting } from '../data/parts/Waiting';
import { Failed } from '../parts/Failed';
import { isAdmin, type Store } from '../stores/stores';
import { viewerText } from '../text';
import { Create } from './Create';
import { refusalOf } from './grafana';
import { RuleRow } from './RuleRow';
import { heartbeat } from './shipped';
import { askStandings, type Standing } from './standing';
import { Told, type Outcome } from './Told';

const pause = 15_000;

type Answer = { readonly standings: readonly Standing[] } | { readonly refused: string };

async function ask(store: Store): Promise<Answer> {
  try {
    return { standings: await askStandings(store) };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}

/** Whether the rule that keeps syncing awake asks: it is not there, or it is paused. */
function sleeps(standings: readonly Standing[]): boolean {
  const state = standings.find(({ shipped }) => shipped.uid === heartbeat)?.state;
  return state === 'absent' || state === 'taken' || state === 'paused';
}

/** How every rule stands for one store, and how to have those that are missing. */
export default function StoreAlerts({ store }: { readonly store: Store }) {
  const t = viewerText();
  const { answer, reload: again } = useAsked(useCallback(() => ask(store), [store]));
  const { answer: copy, reload: copyAgain } = useAsked(useCallback(() => askCopy(store.uid), [store.uid]));
  const [outcome, setOutcome] = useState<Outcome>({});
  const reload = useCallback(() => {
    again();
    copyAgain();
  }, [again, copyAgain]);
  const [unwanted, setUnwanted] = useState<readonly string[]>([]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) {
        reload();
      }
    }, pause);
    return () => clearInterval(timer);
  }, [reload]);
  if (answer === undefined) {
    return <Waiting />;
  }
  if ('refused' in answer) {
    return <Failed title={t('app-alerts:failed')} reason={answer.refused} again={reload} />;
  }
  const { standings } = answer;
  const missing = standings.filter(({ state }) => state === 'absent').map(({ shipped }) => shipped);
  const wanted = missing.filter(({ uid }) => !unwanted.includes(uid));
  const admin = isAdmin();
  const want = (uid: string, yes: boolean) =>
    setUnwanted((last) => (yes ? last.filter((each) => each !== uid) : [...last, uid]));
  const asleep = copy !== undefined && copy.state !== 'off' && (sleeps(standings) || copy.heartbeat.missing);
  return (
    <Stack direction="column" gap={4}>
      {asleep && <Heartbeat text={copy.heartbeat.text} />}
      <Part
        title={t('app-alerts:rules', { there: standings.length - missing.length, all: standings.length })}
        text={t('app-alerts:rules.text')}
      >
        <Stack direction="column" gap={1}>
          {standings.map((standing) => (
            <RuleRow
              key={standing.shipped.uid}
              standing={standing}
              isWanted={wanted.includes(standing.shipped)}
              onWant={admin ? want : undefined}
            />
          ))}
        </Stack>
      </Part>
      <Told {...outcome} />
      {missing.length > 0 &&
        (admin ? (
          <Create
            store={store}
            rules={wanted}
            onMade={(made) => {
              setOutcome(made);
              reload();
            }}
          />
        ) : (
          <Alert severity="info" title={t('app-alerts:viewer')}>
            {t('app-alerts:viewer.text')}
          </Alert>
        ))}
    </Stack>
  );
}
