import { EmptyState, LinkButton } from '@grafana/ui';
import { useCallback } from 'react';
import { useAsked } from '../ask/use-asked';
import { Failed } from '../parts/Failed';
import { Outline } from '../parts/Outline';
import { places } from '../places';
import type { Store } from '../stores/stores';
import { askKpis } from './ask';
import { Entry } from './Entry';
import { List } from './List';
import { kpiText } from './text';

interface Props {
  readonly store: Store;
  readonly name: string | undefined;
}

/** The KPI dictionary in the words of the store's data source. */
export default function Dictionary({ store, name }: Props) {
  const t = kpiText();
  const { uid } = store;
  const { answer, failed, reload } = useAsked(useCallback(() => askKpis(uid), [uid]));
  if (failed !== undefined) {
    return <Failed title={t('app-kpi:failed')} reason={failed} again={reload} />;
  }
  if (answer === undefined) {
    return <Outline label={t('app-kpi:asking')} heights={[32, 64, 64, 64, 64, 64]} />;
  }
  if (name === undefined) {
    return <List words={answer} uid={uid} />;
  }
  const words = answer.find((each) => each.name === name);
  return words === undefined ? (
    <EmptyState
      variant="not-found"
      message={t('app-kpi:unknown', { name })}
      button={
        <LinkButton icon="list-ul" href={places.kpis(uid)}>
          {t('app-kpi:all')}
        </LinkButton>
      }
    >
      {t('app-kpi:unknown.text')}
    </EmptyState>
  ) : (
    <Entry key={words.name} words={words} uid={uid} />
  );
}
