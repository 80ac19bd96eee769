import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { viewerText } from '../../text';

/** Of a page: heading, figures, a table. */
const ofPage = [56, 96, 240];

interface Props {
  readonly heights?: readonly number[];
  /** What is awaited, for those who can't see it. */
  readonly label?: string;
}

/** The outline of a page, or of a part with blocks of some heights (pixels), while the first answer is awaited. */
export function Waiting({ heights = ofPage, label = viewerText()('data:loading') }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" aria-label={label} className={styles.all}>
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
