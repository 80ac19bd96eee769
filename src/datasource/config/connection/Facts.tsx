import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { Connection } from '../../../query/resources';
import { viewerLanguage } from '../../../shims/language';
import { viewerText } from '../text';

function useFacts({
  shop,
  apiVersion,
  tokenExpiresAt,
  history,
  budget,
}: Connection): ReadonlyArray<[string, ReactNode]> {
  const t = viewerText();
  const number = (value: number) => new Intl.NumberFormat(viewerLanguage()).format(Math.floor(value));
  const { asked, served } = apiVersion;
  const facts: Array<[string, ReactNode]> = [
    [t('config:connection.shop'), `${shop.name} (${shop.domain})`],
    [t('config:connection.plan'), shop.plan],
    [t('config:connection.timezone'), shop.timezone],
    [t('config:connection.currency'), shop.currency],
    [t('config:connection.history'), history.text],
    [
      t('config:connection.version'),
      served === undefined || served === asked ? asked : t('config:connection.version.other', { asked, served }),
    ],
    [
      t('config:connection.token'),
      tokenExpiresAt === undefined
        ? t('config:connection.token.permanent')
        : t('config:connection.token.expires', { time: dateTimeFormat(tokenExpiresAt) }),
    ],
  ];
  const { graphql, shopifyql } = budget;
  const budgets = [
    graphql &&
      t('config:connection.budget.graphql', {
        available: number(graphql.available),
        maximum: number(graphql.maximum),
        restoreRate: number(graphql.restoreRate),
      }),
    shopifyql &&
      t('config:connection.budget.shopifyql', {
        available: number(shopifyql.available),
        maximum: number(shopifyql.maximum),
        time: dateTimeFormat(shopifyql.resetsAt, { format: 'HH:mm:ss' }),
      }),
  ].filter((line) => line !== undefined);
  return budgets.length === 0
    ? facts
    : [...facts, [t('config:connection.budget'), budgets.map((line) => <div key={line}>{line}</div>)]];
}

/** What the store says of itself. */
export function Facts({ connection }: { readonly connection: Connection }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.list}>
      {useFacts(connection).map(([name, value]) => (
        <div key={name} className={styles.row}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, width: '100%', borderTop: `1px solid ${theme.colors.border.weak}` }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 1fr) 3fr',
    gap: theme.spacing(2),
    padding: theme.spacing(0.75, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '& dt': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '& dd': { margin: 0 },
  }),
});
