import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

/** A link to a page inside this Grafana: a plain anchor, which needs nothing of the router that Grafana happens to use. */
export function PageLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const className = useStyles2(getStyles);
  return (
    <a className={className} href={href}>
      {children}
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ color: theme.colors.text.link, '&:hover': { color: theme.colors.text.link, textDecoration: 'underline' } });
