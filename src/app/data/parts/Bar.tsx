import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  readonly label: string;
  /** 0 to 1; left out while nobody knows. */
  readonly share: number | undefined;
  readonly thin?: boolean;
}

/** A bar that fills up. */
export function Bar({ label, share, thin = false }: Props) {
  const styles = useStyles2(getStyles);
  const value = share === undefined ? undefined : Math.round(share * 100);
  return (
    <div
      className={styles.track}
      style={{ height: thin ? 4 : 8 }}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === undefined ? {} : { 'aria-valuenow': value })}
    >
      <div className={styles.fill} style={{ width: `${value ?? 0}%` }} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  track: css({
    width: '100%',
    overflow: 'hidden',
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.pill,
  }),
  fill: css({
    height: '100%',
    background: theme.colors.primary.main,
    borderRadius: theme.shape.radius.pill,
    [theme.transitions.handleMotion('no-preference')]: { transition: 'width 400ms ease-out' },
  }),
});
