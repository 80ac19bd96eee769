import { locationUtil } from '@grafana/data';
import { config } from '@grafana/runtime';
import { languageOf } from '../../locales/core';
import { viewerLanguage } from '../../shims/language';

const dataSourceType = 'shopscope-shopify-datasource';

/** An address inside this Grafana, which may be served below a path. */
function inside(path: string): string {
  return locationUtil.assureBaseUrl(path);
}

export const places = {
  add: () => inside('/connections/datasources/new'),
  settings: (uid: string) => inside(`/connections/datasources/edit/${encodeURIComponent(uid)}`),
  explore: (uid: string) => {
    const pane = {
      datasource: uid,
      queries: [{ refId: 'A', datasource: { uid, type: dataSourceType } }],
      range: { from: 'now-24h', to: 'now' },
    };
    return inside(`/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ a: pane }))}`);
  },
  /** Each language has a dashboard of its own: Grafana doesn't translate what a dashboard says. */
  today: () =>
    inside(languageOf(viewerLanguage()) === 'ko' ? '/d/shopscope-store-today-ko' : '/d/shopscope-store-today'),
  readme: () => inside('/plugins/shopscope-observability-app'),
  adminApi: () => 'https://shopify.dev/docs/api/admin-graphql',
};

export interface Store {
  readonly uid: string;
  readonly name: string;
}

/** The Shopify data sources that the viewer may use. */
export function knownStores(): readonly Store[] {
  return Object.values(config.datasources)
    .filter(({ type }) => type === dataSourceType)
    .map(({ uid, name }) => ({ uid, name }));
}

/** Whether the viewer may add and change data sources. */
export function isAdmin(): boolean {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  const administrators: readonly string[] = ['Admin'];
  return isGrafanaAdmin || administrators.includes(orgRole);
}
