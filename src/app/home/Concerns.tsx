import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, LinkButton, Stack, Text, useStyles2, type IconName } from '@grafana/ui';
import { useId, type RefObject } from 'react';
import { PageLink } from '../parts/PageLink';
import { viewerText } from '../text';
import type { Concern } from './concern';

function iconOf(severity: Concern['severity']): IconName {
  return severity === 'info' ? 'info-circle' : severity === 'warning' ? 'exclamation-triangle' : 'exclamation-circle';
}

function One({ concern: { severity, title, text, list = [], link } }: { readonly concern: Concern }) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.one}>
      <Icon name={iconOf(severity)} title={t(`app-home:severity.${severity}`)} className={styles[severity]} />
      <Stack direction="column" gap={0.5}>
        <Text element="h3" variant="h6">
          {title}
        </Text>
        <Text color="secondary">{text}</Text>
        {list.length > 0 && (
          <ul className={styles.list}>
            {list.map(({ name, text: lost }) => (
              <li key={name}>
                <Text variant="code">{name}</Text>
                {lost !== '' && <Text color="secondary"> {lost}</Text>}
              </li>
            ))}
          </ul>
        )}
        {link && <PageLink href={link.href}>{link.text}</PageLink>}
      </Stack>
    </li>
  );
}

interface Props {
  /** Takes the focus, which brings it into view. */
  readonly part: RefObject<HTMLElement>;
  /** Undefined until everything has answered or failed. */
  readonly concerns: readonly Concern[] | undefined;
  /** What could not be asked, and whose fault it is. */
  readonly problems: readonly string[];
  /** Where setting the store up goes on; undefined where it is done. */
  readonly setup: string | undefined;
}

/** What is stale or missing, each with what to do. */
export function Concerns({ part, concerns, problems, setup }: Props) {
  const t = viewerText();
  const styles = useStyles2(getStyles);
  const titleId = useId();
  return (
    <section ref={part} tabIndex={-1} aria-labelledby={titleId}>
      <Stack direction="column" gap={2}>
        <Text element="h2" variant="h4">
          <span id={titleId}>{t('app-home:concerns.title')}</span>
        </Text>
        {concerns === undefined ? (
          <Text color="secondary">{t('app-home:concerns.asking')}</Text>
        ) : (
          <>
            {concerns.length === 0 && problems.length === 0 && (
              <Text color="secondary">{t('app-home:concerns.none.text')}</Text>
            )}
            {setup !== undefined && (
              <Stack direction="row" wrap="wrap" gap={1} alignItems="center">
                <Text>{t('app-home:concerns.setup')}</Text>
                <LinkButton size="sm" variant="secondary" icon="arrow-right" href={setup}>
                  {t('app-home:concerns.setup.on')}
                </LinkButton>
              </Stack>
            )}
            <ul className={styles.all}>
              {problems.map((text) => (
                <One
                  key={text}
                  concern={{ id: text, severity: 'error', title: t('app-home:concerns.unasked'), text }}
                />
              ))}
              {concerns.map((concern) => (
                <One key={concern.id} concern={concern} />
              ))}
            </ul>
          </>
        )}
      </Stack>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  }),
  one: css({ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: theme.spacing(1) }),
  list: css({ margin: 0, paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' }),
  error: css({ color: theme.colors.error.text, marginTop: 2 }),
  warning: css({ color: theme.colors.warning.text, marginTop: 2 }),
  info: css({ color: theme.colors.info.text, marginTop: 2 }),
});
