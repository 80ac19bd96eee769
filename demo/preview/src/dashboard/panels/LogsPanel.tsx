import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { linesOf } from './log-lines';
import { LogLine } from './LogLine';
import type { PanelProps } from './PanelBody';

/** Lines drawn at once: more than anybody scrolls through. */
const mostDrawn = 500;

/** Log lines, newest first; each unfolds into its labels and links. */
export function LogsPanel({ series, height }: PanelProps) {
  const styles = useStyles2(getStyles);
  const lines = series.flatMap(linesOf).sort((a, b) => b.time - a.time);
  return (
    <ol className={styles.lines} style={{ height }}>
      {lines.slice(0, mostDrawn).map((line) => (
        <LogLine key={line.id} line={line} />
      ))}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lines: css({
    overflow: 'auto',
    listStyle: 'none',
    margin: 0,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
