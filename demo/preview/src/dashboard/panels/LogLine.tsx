import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2, useTheme2 } from '@grafana/ui';
import { useState } from 'react';
import { text } from '../../language';
import { levelOf, type Line } from './log-lines';

const colors: Readonly<Record<string, string>> = {
  critical: 'purple',
  error: 'red',
  warn: 'orange',
  warning: 'orange',
  info: 'green',
};

/** A line with the colour of its level; its labels and links when it is unfolded. */
export function LogLine({ line }: { readonly line: Line }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [open, setOpen] = useState(false);
  const { time, body, labels, links } = line;
  const level = levelOf(line);
  return (
    <li
      className={styles.line}
      style={{ borderLeftColor: theme.visualization.getColorByName(colors[level] ?? 'gray') }}
    >
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <time className={styles.time}>{dateTimeFormat(time, { timeZone: 'browser' })}</time>
        <span className={styles.level}>{level}</span>
        <span className={styles.body}>{body}</span>
      </button>
      {open && (
        <div className={styles.details}>
          <dl className={styles.labels} aria-label={text('logs.details')}>
            {Object.entries(labels).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {links.map(({ title, href }) => (
            <TextLink key={`${title} ${href}`} href={href} external={href.startsWith('http')} inline={false}>
              {title}
            </TextLink>
          ))}
        </div>
      )}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ borderLeft: '3px solid', borderBottom: `1px solid ${theme.colors.border.weak}` }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    width: '100%',
    minHeight: 24,
    padding: theme.spacing(0.25, 1),
    border: 'none',
    background: 'none',
    font: 'inherit',
    textAlign: 'left',
    '&:hover': { background: theme.colors.action.hover },
  }),
  time: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  level: css({ width: '8ch', color: theme.colors.text.secondary }),
  body: css({ flex: '1 1 40ch', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
  details: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(0.5, 2, 1),
    background: theme.colors.background.secondary,
  }),
  labels: css({
    flexBasis: '100%',
    margin: 0,
    '& > div': { display: 'flex', gap: theme.spacing(2) },
    '& dt': { flex: '0 0 20ch', color: theme.colors.text.secondary, fontWeight: 'normal' },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
});
