import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { viewerText } from '../../text';

const heights = [56, 96, 240];

/** The outline of the page while the first answer is awaited. */
export function Waiting() {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" aria-label={viewerText()('data:loading')} className={styles.all}>
      {heights.map((height) => (
        <div key={height} className={styles.block} style={{ height }} aria-hidden />
      ))}
    </div>
  );
}

const breathe = keyframes({ '0%, 100%': { opacity: 1 }, '50%': { opacity: 0.45 } });

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  block: css({
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    [theme.transitions.handleMotion('no-preference')]: { animation: `${breathe} 1.6s ease-in-out infinite` },
  }),
});
