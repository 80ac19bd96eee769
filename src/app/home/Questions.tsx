import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import { useId } from 'react';
import { PageLink } from '../parts/PageLink';
import { dashboards, places } from '../places';
import { useLogSource } from '../stores/loki';
import { viewerText } from '../text';
import { answered, questions, type Question } from './questions';

interface Lead {
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

/** Pages of the app that answer a question too. */
function pagesFor(question: Question, uid: string): readonly Lead[] {
  const t = viewerText();
  const page = (name: 'incidents' | 'order' | 'alerts' | 'data' | 'kpi', href: (uid: string) => string): Lead[] => [
    { title: t(`app:home.happened.${name}`), text: t(`app:home.happened.${name}.text`), href: href(uid) },
  ];
  return {
    fine: page('alerts', places.alerts),
    broken: [...page('incidents', places.incidents), ...page('order', places.orders)],
    sales: page('kpi', places.kpis),
    shipping: [],
    data: page('data', places.data),
  }[question];
}

function Lead({ lead: { title, text, href } }: { readonly lead: Lead }) {
  return (
    <li>
      <PageLink href={href}>{title}</PageLink>
      <Text element="p" color="secondary" variant="bodySmall">
        {text}
      </Text>
    </li>
  );
}

function One({ question, uid }: { readonly question: Question; readonly uid: string }) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const { source } = useLogSource();
  const id = useId();
  const leads = [
    ...dashboards
      .filter((name) => answered[name].question === question)
      .map((name) => ({
        title: t(`app:home.dashboards.${name}`),
        text: t(`app:home.dashboards.${name}.text`),
        href: places.dashboard(name, uid, answered[name].range, answered[name].logs === true ? source?.uid : undefined),
      })),
    ...pagesFor(question, uid),
  ];
  return (
    <section className={styles.one} aria-labelledby={id}>
      <Text element="h3" variant="h5">
        <span id={id}>{t(`app-home:question.${question}`)}</span>
      </Text>
      <ul className={styles.leads}>
        {leads.map((lead) => (
          <Lead key={lead.href} lead={lead} />
        ))}
      </ul>
    </section>
  );
}

/** Which dashboard or page answers which question, for the chosen store. */
export function Questions({ uid }: { readonly uid: string }) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack direction="column" gap={2}>
        <Text element="h2" variant="h4">
          <span id={id}>{t('app-home:questions.title')}</span>
        </Text>
        <div className={styles.all}>
          {questions.map((question) => (
            <One key={question} question={question} uid={uid} />
          ))}
        </div>
      </Stack>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    gap: theme.spacing(2),
  }),
  one: css({
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  leads: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    margin: theme.spacing(1.5, 0, 0),
    padding: 0,
    listStyle: 'none',
  }),
});
