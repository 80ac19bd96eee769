import { LinkButton, Stack, Text } from '@grafana/ui';
import { useCallback } from 'react';
import { runQueries } from '../ask/query';
import { useAsked } from '../ask/use-asked';
import { figure, number } from '../data/format';
import { Part } from '../data/parts/Part';
import { Waiting } from '../data/parts/Waiting';
import { Failed } from '../parts/Failed';
import { Figures } from '../parts/Figures';
import { homePath } from '../places';
import { isAdmin, type Store } from '../stores/stores';
import { Export } from './Export';
import type { Situation } from './situation';
import { statesOf, steps } from './states';
import { setupText } from './text';

const base = { version: 2, queryType: 'metrics', metrics: ['orders', 'net_sales'] } as const;

async function askFigures(uid: string) {
  const now = Date.now();
  const answered = await runQueries(
    uid,
    { from: now - 86_400_000, to: now },
    {
      today: { ...base, metrics: [...base.metrics], period: 'today' },
      week: { ...base, metrics: [...base.metrics], period: 'last_7_days' },
    }
  );
  const read = (name: 'today' | 'week') => {
    const { rows, error } = answered(name);
    const [row] = rows;
    const value = (column: string) => (typeof row?.[column] === 'number' ? row[column] : null);
    return { orders: value('orders'), sales: value('net_sales'), error };
  };
  return { today: read('today'), week: read('week') };
}

/** The first figures of the shop, what is left to do, and all of it as files. */
export function FinishStep({ store, situation }: { readonly store: Store; readonly situation: Situation }) {
  const t = setupText();
  const { answer, failed, reload } = useAsked(useCallback(() => askFigures(store.uid), [store.uid]));
  const { connection, alerts } = situation;
  const currency = 'is' in connection ? connection.is.shop.currency : undefined;
  const why = failed ?? answer?.today.error ?? answer?.week.error;
  const states = statesOf(situation);
  const left = steps.filter((step) => states[step] === 'open' || states[step] === 'wrong');
  const rules = 'is' in alerts ? alerts.is.filter(({ running }) => running !== undefined) : [];
  const count = (value: number | null) => (value === null ? '–' : number(value));
  return (
    <Stack direction="column" gap={4}>
      <Part title={t('setup:step.finish')} text={t('setup:finish.text')}>
        {why !== undefined && <Failed title={t('setup:finish.failed')} reason={why} again={reload} />}
        {answer === undefined && why === undefined && <Waiting />}
        {answer !== undefined && why === undefined && (
          <Figures
            figures={[
              { name: t('setup:finish.orders'), value: count(answer.today.orders) },
              { name: t('setup:finish.sales'), value: figure(answer.today.sales, 'money', currency) },
              { name: t('setup:finish.week.orders'), value: count(answer.week.orders) },
              { name: t('setup:finish.week.sales'), value: figure(answer.week.sales, 'money', currency) },
            ]}
          />
        )}
        <Text color="secondary">
          {left.length === 0
            ? t('setup:finish.all')
            : t('setup:finish.left', { steps: left.map((step) => t(`setup:step.${step}`)).join(', ') })}
        </Text>
        <div>
          <LinkButton icon="home-alt" href={homePath()}>
            {t('setup:finish.home')}
          </LinkButton>
        </div>
      </Part>
      {isAdmin() && <Export store={store} rules={rules.map(({ shipped }) => shipped)} />}
    </Stack>
  );
}
