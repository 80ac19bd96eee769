import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import type { MouseEvent } from 'react';
import { appPath } from '../app/AppPage';
import type { Dashboard } from '../dashboard/model';
import { text } from '../language';
import { changePreferences, type Preferences } from '../preferences';
import { Mark } from './Mark';

interface Props {
  readonly path: string;
  readonly dashboards: readonly Dashboard[];
  readonly preferences: Preferences;
}

const languages: Array<{ label: string; value: Preferences['language'] }> = [
  { label: 'English', value: 'en' },
  { label: '한국어', value: 'ko' },
];

function go(event: MouseEvent<HTMLAnchorElement>): void {
  if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    locationService.push(event.currentTarget.pathname);
  }
}

/** Name, pages, language and colours. */
export function TopBar({ path, dashboards, preferences }: Props) {
  const styles = useStyles2(getStyles);
  const pages = [
    ...dashboards.map(({ uid, title }) => ({ href: `/d/${encodeURIComponent(uid)}`, label: title })),
    { href: `${appPath}/data`, label: text('nav.data') },
    { href: '/query', label: text('nav.query') },
    { href: '/connection', label: text('nav.connection') },
  ];
  return (
    <header className={styles.bar}>
      <a href="/" className={styles.name} onClick={go}>
        <Mark />
        {text('title')}
      </a>
      <nav className={styles.pages} aria-label={text('nav.label')}>
        {pages.map(({ href, label }) => (
          <a
            key={href}
            href={href}
            onClick={go}
            className={cx(styles.link, path === href && styles.active)}
            {...(path === href ? { 'aria-current': 'page' as const } : {})}
          >
            {label}
          </a>
        ))}
      </nav>
      <div className={styles.choices}>
        <RadioButtonGroup
          size="sm"
          aria-label={text('language.label')}
          options={languages}
          value={preferences.language}
          onChange={(language) => changePreferences({ ...preferences, language })}
        />
        <RadioButtonGroup
          size="sm"
          aria-label={text('theme.label')}
          options={[
            { label: text('theme.light'), value: 'light' },
            { label: text('theme.dark'), value: 'dark' },
          ]}
          value={preferences.theme}
          onChange={(theme: Preferences['theme']) => changePreferences({ ...preferences, theme })}
        />
      </div>
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 3),
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  name: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: 48,
    fontWeight: theme.typography.fontWeightMedium,
    fontSize: theme.typography.h5.fontSize,
    color: theme.colors.text.primary,
    whiteSpace: 'nowrap',
  }),
  pages: css({
    display: 'flex',
    alignSelf: 'stretch',
    gap: theme.spacing(2.5),
    overflowX: 'auto',
    [theme.breakpoints.down('md')]: { order: 3, flexBasis: '100%' },
  }),
  link: css({
    display: 'flex',
    alignItems: 'center',
    minHeight: 40,
    borderBottom: '2px solid transparent',
    borderTop: '2px solid transparent',
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    '&:hover': { color: theme.colors.text.primary },
  }),
  active: css({ color: theme.colors.text.primary, borderBottomColor: theme.colors.success.border }),
  choices: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5), marginLeft: 'auto' }),
});
