import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import { moment } from '../data/format';

export type Tone = 'plain' | 'good' | 'warning' | 'bad';

export interface Happening {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly text: string;
  /** Below the text: where, by which code. */
  readonly detail?: string | undefined;
}

interface Props {
  readonly label: string;
  /** Oldest first. */
  readonly happenings: readonly Happening[];
}

/** What happened, one below the other, along a line. */
export function Timeline({ label, happenings }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ol className={styles.list} aria-label={label}>
      {happenings.map(({ at, icon, tone, text, detail }, index) => (
        <li key={index} className={styles.entry}>
          <span className={styles[tone]}>
            <Icon name={icon} size="sm" />
          </span>
          <div className={styles.words}>
            <Text color="secondary" variant="bodySmall" tabular>
              <time dateTime={new Date(at).toISOString()}>{moment(at)}</time>
            </Text>
            <Stack direction="column" gap={0.25}>
              <Text>{text}</Text>
              {detail !== undefined && detail !== '' && (
                <Text color="secondary" variant="bodySmall">
                  {detail}
                </Text>
              )}
            </Stack>
          </div>
        </li>
      ))}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const dot = (background: string, color: string) =>
    css({
      alignItems: 'center',
      background,
      borderRadius: theme.shape.radius.circle,
      color,
      display: 'flex',
      flex: 'none',
      height: theme.spacing(3),
      justifyContent: 'center',
      width: theme.spacing(3),
    });
  const { background, text, success, warning, error } = theme.colors;
  return {
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    entry: css({
      display: 'flex',
      gap: theme.spacing(1.5),
      paddingBottom: theme.spacing(2),
      position: 'relative',
      '&:not(:last-child)::before': {
        background: theme.colors.border.weak,
        bottom: 0,
        content: '""',
        left: theme.spacing(1.5),
        position: 'absolute',
        top: theme.spacing(3),
        width: 1,
      },
    }),
    words: css({
      display: 'grid',
      gap: theme.spacing(0, 2),
      gridTemplateColumns: '150px minmax(0, 1fr)',
      overflowWrap: 'anywhere',
      paddingTop: 2,
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    }),
    plain: dot(background.secondary, text.secondary),
    good: dot(success.transparent, success.text),
    warning: dot(warning.transparent, warning.text),
    bad: dot(error.transparent, error.text),
  };
};
