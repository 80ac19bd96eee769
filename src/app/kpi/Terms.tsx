import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface Term {
  readonly name: string;
  readonly text: string;
  /** Whether the text is code. */
  readonly code?: boolean;
}

/** Names, each with what is said of it. */
export function Terms({ terms }: { readonly terms: readonly Term[] }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.all}>
      {terms.map(({ name, text, code = false }) => (
        <div key={name} className={styles.one}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.text}>{code ? <code>{text}</code> : text}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ margin: 0 }),
  one: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 180px) minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.75, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  name: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  text: css({ margin: 0, overflowWrap: 'anywhere' }),
});
