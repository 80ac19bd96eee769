import { css } from '@emotion/css';
import { dateTimeFormat, FieldType, type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { PanelProps } from './PanelBody';

interface Line {
  readonly time: number;
  readonly body: string;
}

function linesOf({ fields, length }: DataFrame): Line[] {
  const time = fields.find(({ type }) => type === FieldType.time);
  const body = fields.find(({ type }) => type === FieldType.string);
  return time && body
    ? Array.from({ length }, (_, row) => ({ time: Number(time.values[row]), body: String(body.values[row] ?? '') }))
    : [];
}

/** Log lines, newest first. */
export function LogsPanel({ series, height }: PanelProps) {
  const styles = useStyles2(getStyles);
  const lines = series.flatMap(linesOf).sort((a, b) => b.time - a.time);
  return (
    <ol className={styles.lines} style={{ height }}>
      {lines.map(({ time, body }, index) => (
        <li key={index} className={styles.line}>
          <time className={styles.time}>{dateTimeFormat(time, { timeZone: 'browser' })}</time>
          <span>{body}</span>
        </li>
      ))}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lines: css({ overflow: 'auto', listStyle: 'none', margin: 0, fontFamily: theme.typography.fontFamilyMonospace }),
  line: css({
    display: 'flex',
    gap: theme.spacing(2),
    fontSize: theme.typography.bodySmall.fontSize,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    padding: theme.spacing(0.25, 0),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
  time: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
});
