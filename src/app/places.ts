import { locationUtil } from '@grafana/data';
import type { SavedQuery } from '../query';
import { languageOf } from '../locales/core';
import { viewerLanguage } from '../shims/language';
import { appAddress, appPath, type Parameters } from './address';
import { dataSourceType } from './stores/sources';

/** The bundled dashboards, as their addresses name them. */
export const dashboards = [
  'store-today',
  'shop-fine',
  'incident',
  'error-logs',
  'sales-and-customers',
  'products-and-stock',
  'visitors-and-campaigns',
  'fulfillment',
  'log-pipeline',
  'data-health',
] as const;
export type DashboardName = (typeof dashboards)[number];

/** An address inside this Grafana, which may be served below a path. */
function inside(path: string): string {
  return locationUtil.assureBaseUrl(path);
}

/** The parts of an app page's address after the app's own path, e.g. `['order', '#1001']`. */
export function pageOf(path: string): readonly string[] {
  const rest = path.startsWith(`${appPath}/`) ? path.slice(appPath.length + 1) : '';
  return rest.split('/').filter(Boolean).map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Both ends as epoch milliseconds or as Grafana's words such as `now-6h`. */
export interface Range {
  readonly from: number | string;
  readonly to: number | string;
}

/** Log lines: LogQL and where to look. */
export interface Lines extends Range {
  readonly expr: string;
}

function appPage(uid: string, parts: readonly string[], more: Parameters = {}): string {
  return inside(appAddress(parts, { ds: uid, ...more }));
}

function explorePane(pane: object): string {
  return inside(`/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ a: pane }))}`);
}

/** A page's address without the store, as plugin.json lists it. */
export function menuPath(page: 'alerts' | 'data' | 'incidents' | 'kpi' | 'order' | 'setup'): string {
  return inside(`${appPath}/${page}`);
}

/** The app's first page without a store. */
export function homePath(): string {
  return inside(appPath);
}

export const places = {
  add: () => inside('/connections/datasources/new'),
  settings: (uid: string) => inside(`/connections/datasources/edit/${encodeURIComponent(uid)}`),
  data: (uid: string) => appPage(uid, ['data']),
  /** One step of setting a store up. */
  setup: (uid: string, step: string) => appPage(uid, ['setup', step]),
  contactPoints: () => inside('/alerting/notifications'),
  /** Where an order is looked for. */
  orders: (uid: string) => appPage(uid, ['order']),
  /** One order by its id, or by its name such as `#1001`. */
  order: (uid: string, id: string) => appPage(uid, ['order', id]),
  incidents: (uid: string) => appPage(uid, ['incidents']),
  incident: (uid: string, id: string) => appPage(uid, ['incidents', id]),
  /** What happened in a stretch of time, whether an incident is kept of it or not. */
  happened: (uid: string, { from, to }: Range) => appPage(uid, ['incidents', 'at'], { from, to }),
  /** The KPI dictionary, and one of its KPIs. */
  kpis: (uid: string) => appPage(uid, ['kpi']),
  kpi: (uid: string, name: string) => appPage(uid, ['kpi', name]),
  /** A query in Explore, an empty one where none is given. */
  explore: (uid: string, query?: SavedQuery) =>
    explorePane({
      datasource: uid,
      queries: [{ ...query, refId: 'A', datasource: { uid, type: dataSourceType } }],
      range: { from: 'now-24h', to: 'now' },
    }),
  /** Log lines in Explore, through a Loki data source of Grafana's. */
  logs: (loki: string, { expr, from, to }: Lines) =>
    explorePane({
      datasource: loki,
      queries: [{ refId: 'A', datasource: { uid: loki, type: 'loki' }, expr, queryType: 'range' }],
      range: { from: String(from), to: String(to) },
    }),
  /** A record's page in the Shopify admin; undefined for a store whose domain is no shop's. */
  admin: (shop: string, page: 'orders' | 'checkouts' | 'customers', id: string) => {
    const [, store] = /^([a-z0-9][a-z0-9-]*)\.myshopify\.com$/.exec(shop) ?? [];
    return store === undefined
      ? undefined
      : `https://admin.shopify.com/store/${store}/${page}/${encodeURIComponent(id)}`;
  },
  /**
   * Each language has a dashboard of its own: Grafana doesn't translate what a dashboard says. `loki` is the uid of the
   * Loki data source that its links to log lines open.
   */
  dashboard: (name: DashboardName, uid: string | undefined, range?: Range, loki?: string) => {
    const path = `/d/shopscope-${name}${languageOf(viewerLanguage()) === 'ko' ? '-ko' : ''}`;
    const query = new URLSearchParams({
      ...(uid === undefined ? {} : { 'var-store': uid }),
      ...(loki === undefined ? {} : { 'var-loki': loki }),
      ...(range === undefined ? {} : { from: String(range.from), to: String(range.to) }),
    }).toString();
    return inside(query === '' ? path : `${path}?${query}`);
  },
  /** The rules that come with the plugin, and how they stand for a store. */
  alerts: (uid: string) => appPage(uid, ['alerts']),
  /** One alert rule in Grafana's own screen. */
  alertRule: (uid: string) => inside(`/alerting/grafana/${encodeURIComponent(uid)}/view`),
  readme: () => inside('/plugins/shopscope-observability-app'),
  adminApi: () => 'https://shopify.dev/docs/api/admin-graphql',
};
