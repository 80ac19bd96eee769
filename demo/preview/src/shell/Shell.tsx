import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { AppPage, appPath } from '../app/AppPage';
import { ConnectionPage } from '../connection/ConnectionPage';
import { DashboardPage } from '../dashboard/DashboardPage';
import { useDashboards } from '../dashboard/useDashboards';
import { ExplorePage } from '../explore/ExplorePage';
import { text } from '../language';
import type { Preferences } from '../preferences';
import { QueryPage } from '../query/QueryPage';
import { usePath } from './location';
import { Message } from './Message';
import { TopBar } from './TopBar';

/** Top bar, the page that the address names, and a line that says what this is. */
export function Shell({ preferences }: { readonly preferences: Preferences }) {
  const styles = useStyles2(getStyles);
  const path = usePath();
  const dashboards = useDashboards(preferences.language);
  const first = dashboards.value?.[0];
  const uid = path.startsWith('/d/') ? decodeURIComponent(path.slice('/d/'.length)) : first?.uid;
  const dashboard = dashboards.value?.find((each) => each.uid === uid);
  return (
    <div className={styles.page}>
      <TopBar
        path={path === '/' && first ? `/d/${first.uid}` : path}
        dashboards={dashboards.value ?? []}
        preferences={preferences}
      />
      <main className={styles.main}>
        {path === appPath || path.startsWith(`${appPath}/`) ? (
          <AppPage />
        ) : path === '/query' ? (
          <QueryPage />
        ) : path === '/explore' ? (
          <ExplorePage />
        ) : path === '/connection' ? (
          <ConnectionPage />
        ) : dashboard ? (
          <DashboardPage key={dashboard.uid} dashboard={dashboard} />
        ) : dashboards.error ? (
          <Message title={text('failed.title')} detail={dashboards.error} />
        ) : dashboards.value ? (
          <Message
            title={path.startsWith('/d/') ? text('dashboard.unknown', { uid: uid ?? '' }) : text('dashboard.none')}
          />
        ) : null}
      </main>
      <footer className={styles.footer}>{text('footer')}</footer>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    minHeight: '100vh',
    display: 'flex',
    flexDirection: 'column',
    background: theme.colors.background.canvas,
  }),
  main: css({
    flex: 1,
    width: '100%',
    maxWidth: 1760,
    margin: '0 auto',
    padding: theme.spacing(2),
    [theme.breakpoints.down('md')]: { padding: theme.spacing(1) },
  }),
  footer: css({
    padding: theme.spacing(1, 2, 2),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    textAlign: 'center',
  }),
});
