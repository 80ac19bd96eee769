import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { z } from 'zod';
import type { KpiName } from '../../query';
import { Part } from '../data/parts/Part';
import { answered } from '../home/questions';
import { PageLink } from '../parts/PageLink';
import { dashboards, places } from '../places';
import { viewerText } from '../text';
import { kpiText } from './text';
import file from './used.json';

/** Bundled dashboards by KPI, as `npm run dashboards` found them. */
const used = z.partialRecord(z.string(), z.array(z.enum(dashboards))).parse(file);

/** Which bundled dashboards show a KPI. */
export function Used({ name, uid }: { readonly name: KpiName; readonly uid: string }) {
  const t = kpiText();
  const words = viewerText();
  const styles = useStyles2(getStyles);
  const users = used[name] ?? [];
  return (
    <Part title={t('app-kpi:used')}>
      {users.length === 0 ? (
        <Text color="secondary">{t('app-kpi:used.none')}</Text>
      ) : (
        <ul className={styles.all}>
          {users.map((dashboard) => (
            <li key={dashboard}>
              <PageLink href={places.dashboard(dashboard, uid, answered[dashboard].range)}>
                {words(`app:home.dashboards.${dashboard}`)}
              </PageLink>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ margin: 0, paddingLeft: theme.spacing(2), '& li': { padding: theme.spacing(0.5, 0) } }),
});
