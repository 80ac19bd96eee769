import { LinkButton } from '@grafana/ui';
import { templateSrv } from '../services';
import type { DashboardLink } from './model';
import type { ChosenVariable } from './useVariables';

/** Where a link leads, with what the dashboard shows now. */
export function addressOf({ url, keepTime, includeVars }: DashboardLink, chosen: readonly ChosenVariable[]): string {
  const kept = [
    ...(keepTime ? [templateSrv.replace('${__url_time_range}')] : []),
    ...(includeVars ? chosen.map(({ variable }) => templateSrv.replace(`\${${variable.name}:queryparam}`)) : []),
  ].filter((each) => each !== '');
  const to = templateSrv.replace(url);
  return kept.length === 0 ? to : `${to}?${kept.join('&')}`;
}

interface Props {
  readonly links: readonly DashboardLink[];
  readonly chosen: readonly ChosenVariable[];
}

/** Links to other dashboards. */
export function LinkBar({ links, chosen }: Props) {
  return (
    <>
      {links.map((link) => (
        <LinkButton key={link.title} variant="secondary" icon="apps" href={addressOf(link, chosen)}>
          {link.title}
        </LinkButton>
      ))}
    </>
  );
}
