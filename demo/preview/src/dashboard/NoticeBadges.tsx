import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, QueryResultMetaNotice } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { text } from '../language';

const icons = { info: 'info-circle', warning: 'exclamation-triangle', error: 'exclamation-circle' } as const;

interface Props {
  readonly notices: readonly QueryResultMetaNotice[];
}

/** A badge in the panel's header for each notice; its text is in the tooltip and read out. */
export function NoticeBadges({ notices }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {notices.map((notice) => {
        const words = `${text(`notice.${notice.severity}`)}: ${notice.text}`;
        const icon = <Icon name={icons[notice.severity]} size="md" />;
        const props = {
          className: cx(styles.badge, styles[notice.severity]),
          'aria-label': words,
          'data-notice': notice.severity,
        };
        return (
          <Tooltip key={notice.text} content={notice.text} theme={notice.severity === 'error' ? 'error' : 'info'}>
            {notice.link ? (
              <a href={notice.link} target="_blank" rel="noreferrer" {...props}>
                {icon}
              </a>
            ) : (
              <button type="button" {...props}>
                {icon}
              </button>
            )}
          </Tooltip>
        );
      })}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({
    display: 'inline-flex',
    alignItems: 'center',
    padding: theme.spacing(0.5),
    border: 'none',
    background: 'none',
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
  }),
  info: css({ color: theme.colors.text.secondary }),
  warning: css({ color: theme.colors.warning.text }),
  error: css({ color: theme.colors.error.text }),
});
