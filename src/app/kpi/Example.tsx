import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, LinkButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { kpis, type KpiName } from '../../query';
import { faultOf } from '../ask/fault';
import { figure } from '../data/format';
import { Part } from '../data/parts/Part';
import { places } from '../places';
import { mayExplore } from '../stores/loki';
import { askExample, exampleQuery, examplePeriods, type Example as Answer, type ExamplePeriod } from './ask';
import { kpiText } from './text';

interface Props {
  readonly name: KpiName;
  readonly uid: string;
}

type State =
  | { readonly is: 'unasked' }
  | { readonly is: 'asking'; readonly period: ExamplePeriod }
  | { readonly is: 'answered'; readonly period: ExamplePeriod; readonly answer: Answer }
  | { readonly is: 'failed'; readonly period: ExamplePeriod; readonly reason: string };

function unitOf(value: number | null, name: KpiName, currency: string | undefined): string {
  const t = kpiText();
  const { unit } = kpis[name];
  const text = figure(value, unit, currency);
  return value !== null && (unit === 'days' || unit === 'hours') ? t(`app-kpi:value.${unit}`, { value: text }) : text;
}

function Figures({ name, answer }: { readonly name: KpiName; readonly answer: Answer }) {
  const t = kpiText();
  const styles = useStyles2(getStyles);
  const { rows, notices, currency, problem } = answer;
  if (problem !== undefined) {
    return (
      <Alert severity="warning" title={t('app-kpi:example.none')}>
        {problem}
      </Alert>
    );
  }
  const [first] = rows;
  return (
    <>
      {first === undefined ? (
        <Text color="secondary">{t('app-kpi:example.empty')}</Text>
      ) : first.parts.length === 0 ? (
        <Text element="p" variant="h2">
          {unitOf(first.value, name, currency)}
        </Text>
      ) : (
        <ul className={styles.rows}>
          {rows.map(({ parts, value }) => (
            <li key={parts.join(' ')} className={styles.row}>
              <span>{parts.join(' · ')}</span>
              <strong>{unitOf(value, name, currency)}</strong>
            </li>
          ))}
        </ul>
      )}
      {notices.map((notice) => (
        <Text key={notice} element="p" color="secondary" variant="bodySmall">
          {notice}
        </Text>
      ))}
    </>
  );
}

/** What a KPI is on the store's own data: asked for when wanted, as asking may cost API points. */
export function Example({ name, uid }: Props) {
  const t = kpiText();
  const styles = useStyles2(getStyles);
  const [state, setState] = useState<State>({ is: 'unasked' });
  const ask = async (period: ExamplePeriod) => {
    setState({ is: 'asking', period });
    try {
      const answer = await askExample(uid, name, period);
      setState({ is: 'answered', period, answer });
    } catch (error) {
      setState({ is: 'failed', period, reason: faultOf(error) });
    }
  };
  const period = state.is === 'unasked' ? 'last_7_days' : state.period;
  const ranged = kpis[name].time === 'range';
  return (
    <Part title={t('app-kpi:example')} text={t(`app-kpi:example.${kpis[name].time}`)}>
      <Stack direction="row" wrap="wrap" gap={1}>
        {(ranged ? examplePeriods : (['last_7_days'] as const)).map((each) => (
          <Button
            key={each}
            size="sm"
            variant={state.is !== 'unasked' && each === period ? 'primary' : 'secondary'}
            disabled={state.is === 'asking'}
            onClick={() => void ask(each)}
          >
            {ranged ? t(`kpis:period.${each}`) : t('app-kpi:example.ask')}
          </Button>
        ))}
        {mayExplore() && (
          <LinkButton
            size="sm"
            variant="secondary"
            icon="compass"
            href={places.explore(uid, exampleQuery(name, period))}
          >
            {t('app-kpi:example.explore')}
          </LinkButton>
        )}
      </Stack>
      <div className={styles.answer} aria-live="polite">
        {state.is === 'asking' && <LoadingPlaceholder text={t('app-kpi:example.asking')} />}
        {state.is === 'answered' && <Figures name={name} answer={state.answer} />}
        {state.is === 'failed' && (
          <Alert severity="error" title={t('app-kpi:example.failed')}>
            {state.reason}
          </Alert>
        )}
      </div>
    </Part>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  answer: css({ minHeight: 48 }),
  rows: css({ margin: 0, padding: 0, listStyle: 'none', maxWidth: 480 }),
  row: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2), padding: theme.spacing(0.5, 0) }),
});
