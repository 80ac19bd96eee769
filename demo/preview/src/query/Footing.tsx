import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { text } from '../language';

interface Figure {
  readonly label: string;
  readonly value: string;
}

function figuresOf({ series, request }: PanelData): readonly Figure[] {
  const rows = series.reduce((sum, { length }) => sum + length, 0);
  const stats = series.flatMap(({ meta }) => meta?.stats ?? []);
  const took = request?.endTime === undefined ? undefined : (request.endTime - request.startTime) / 1000;
  return [
    { label: '', value: text('query.rows', { count: rows }) },
    ...(took === undefined ? [] : [{ label: '', value: text('query.took', { seconds: took.toFixed(2) }) }]),
    ...stats.map(({ displayName, value, unit, decimals }) => ({
      label: displayName,
      value: formattedValueToString(getValueFormat(unit ?? 'none')(value, decimals)),
    })),
  ];
}

/** Rows, time and cost of a run, and the text that was really sent. */
export function Footing({ data }: { readonly data: PanelData }) {
  const styles = useStyles2(getStyles);
  const sent = [...new Set(data.series.flatMap(({ meta }) => meta?.executedQueryString ?? []))];
  if (data.series.length === 0) {
    return null;
  }
  return (
    <>
      <ul className={styles.figures} aria-label={text('query.stats')}>
        {figuresOf(data).map(({ label, value }, index) => (
          <li key={index}>
            {label && <span className={styles.label}>{label}</span>} {value}
          </li>
        ))}
      </ul>
      {sent.length > 0 && (
        <details className={styles.sent}>
          <summary>{text('query.executed')}</summary>
          {sent.map((each) => (
            <pre key={each}>{each}</pre>
          ))}
        </details>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figures: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    color: theme.colors.text.primary,
  }),
  label: css({ color: theme.colors.text.secondary }),
  sent: css({ color: theme.colors.text.secondary, '& pre': { marginTop: theme.spacing(1), whiteSpace: 'pre-wrap' } }),
});
