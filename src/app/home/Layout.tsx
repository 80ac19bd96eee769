import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

/** What matters first, and beside it, on narrow screens below it, what may grow as answers come in. */
export function Layout({ children, aside }: { readonly children: ReactNode; readonly aside: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.all}>
      <div className={styles.main}>{children}</div>
      <div className={styles.aside}>{aside}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 320px',
    gap: theme.spacing(4),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  main: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(4), minWidth: 0 }),
  aside: css({ minWidth: 0 }),
});
