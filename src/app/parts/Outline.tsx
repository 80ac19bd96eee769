import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  /** What is awaited, for those who don't see the outline. */
  readonly label: string;
  /** Of each block, in pixels: those of what will stand there. */
  readonly heights: readonly number[];
}

/** Keeps the place of what is awaited, and draws its outline once it takes longer than 300 ms. */
export function Outline({ label, heights }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" aria-label={label} className={styles.all}>
      {heights.map((height, at) => (
        <div key={at} className={styles.block} style={{ height }} aria-hidden />
      ))}
    </div>
  );
}

const appear = keyframes({ from: { opacity: 0 }, to: { opacity: 1 } });

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  block: css({
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    opacity: 0,
    animation: `${appear} 200ms ease-out 300ms forwards`,
  }),
});
