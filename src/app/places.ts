import { locationUtil } from '@grafana/data';
import { languageOf } from '../locales/core';
import { viewerLanguage } from '../shims/language';
import { dataSourceType } from './stores/stores';

const appPath = '/a/shopscope-observability-app';

/** The bundled dashboards, as their addresses name them. */
export const dashboards = ['store-today', 'sales-and-customers', 'products-and-stock'] as const;
type DashboardName = (typeof dashboards)[number];

/** An address inside this Grafana, which may be served below a path. */
function inside(path: string): string {
  return locationUtil.assureBaseUrl(path);
}

/** What the address of an app page says after the app's own path. */
export function pageOf(path: string): string {
  return path.startsWith(`${appPath}/`) ? path.slice(appPath.length + 1).replace(/\/$/, '') : '';
}

export const places = {
  add: () => inside('/connections/datasources/new'),
  settings: (uid: string) => inside(`/connections/datasources/edit/${encodeURIComponent(uid)}`),
  data: (uid: string) => inside(`${appPath}/data?ds=${encodeURIComponent(uid)}`),
  explore: (uid: string) => {
    const pane = {
      datasource: uid,
      queries: [{ refId: 'A', datasource: { uid, type: dataSourceType } }],
      range: { from: 'now-24h', to: 'now' },
    };
    return inside(`/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ a: pane }))}`);
  },
  /** Each language has a dashboard of its own: Grafana doesn't translate what a dashboard says. */
  dashboard: (name: DashboardName, uid: string | undefined) => {
    const path = `/d/shopscope-${name}${languageOf(viewerLanguage()) === 'ko' ? '-ko' : ''}`;
    return inside(uid === undefined ? path : `${path}?var-store=${encodeURIComponent(uid)}`);
  },
  alertRules: () => inside('/alerting/list?search=Shopscope'),
  readme: () => inside('/plugins/shopscope-observability-app'),
  adminApi: () => 'https://shopify.dev/docs/api/admin-graphql',
};
