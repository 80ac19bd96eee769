import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** A sentence in the middle of an otherwise empty place. */
export function Message({ title, detail }: { readonly title: string; readonly detail?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box} role="status">
      <div>{title}</div>
      {detail && <div className={styles.detail}>{detail}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    height: '100%',
    minHeight: 60,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    color: theme.colors.text.secondary,
    padding: theme.spacing(1),
    overflow: 'auto',
  }),
  detail: css({ fontSize: theme.typography.bodySmall.fontSize, marginTop: theme.spacing(0.5), maxWidth: 640 }),
});
