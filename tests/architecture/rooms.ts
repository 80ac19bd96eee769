/** A room: a folder (or file) and what it may import beside itself. */
export interface Room {
  readonly path: string;
  readonly mayImport: readonly string[];
}

const base = ['src/query', 'src/locales'];

/** The rooms of the house, most specific first. Imports point down only; what isn't listed is not allowed. */
export const rooms: readonly Room[] = [
  { path: 'src/locales', mayImport: [] },
  { path: 'src/query', mayImport: [] },
  { path: 'src/backend/grafana', mayImport: [] },
  { path: 'src/backend/shopify', mayImport: [] },
  { path: 'src/backend/loki', mayImport: [] },
  { path: 'src/backend/log-patterns', mayImport: [] },
  { path: 'src/backend/roles', mayImport: [] },
  { path: 'src/backend/copy', mayImport: ['src/backend/roles'] },
  { path: 'src/backend/kpi', mayImport: ['src/backend/shopify', 'src/backend/copy', ...base] },
  { path: 'src/backend/impact', mayImport: [] },
  { path: 'src/backend/incidents', mayImport: ['src/backend/copy', 'src/backend/impact', ...base] },
  { path: 'src/backend/sync', mayImport: ['src/backend/shopify', 'src/backend/copy', 'src/backend/roles', ...base] },
  {
    path: 'src/backend/queries',
    mayImport: [
      'src/backend/grafana',
      'src/backend/shopify',
      'src/backend/loki',
      'src/backend/log-patterns',
      'src/backend/copy',
      'src/backend/roles',
      'src/backend/sync',
      'src/backend/kpi',
      'src/backend/impact',
      'src/backend/incidents',
      ...base,
    ],
  },
  {
    path: 'src/backend/resources',
    mayImport: [
      'src/backend/queries',
      'src/backend/grafana',
      'src/backend/shopify',
      'src/backend/loki',
      'src/backend/copy',
      'src/backend/incidents',
      'src/backend/sync',
      'src/backend/kpi',
      ...base,
    ],
  },
  { path: 'src/backend', mayImport: ['src/backend', ...base] },
  { path: 'src/datasource', mayImport: ['src/shims', ...base] },
  { path: 'src/app', mayImport: ['src/shims', ...base] },
  { path: 'src/shims', mayImport: [] },
  { path: 'src', mayImport: ['src/app', ...base] },
  { path: 'dashboards', mayImport: base },
  { path: 'alerting', mayImport: base },
  { path: 'storefront', mayImport: [] },
  { path: 'snippets', mayImport: [] },
  { path: 'log-readers', mayImport: [] },
  { path: 'demo/world', mayImport: [] },
  { path: 'demo/shopifyql', mayImport: ['demo/world'] },
  { path: 'demo/admin-api', mayImport: ['demo/world', 'demo/shopifyql', 'schema'] },
  { path: 'demo/host', mayImport: [] },
  { path: 'demo/preview', mayImport: [] },
  { path: 'demo', mayImport: ['demo', 'schema', 'scripts'] },
  { path: 'schema', mayImport: [] },
];

/** The room a file lies in; undefined for tests, scripts and benches, which may import anything. */
export function roomOf(file: string): Room | undefined {
  return rooms.find(({ path }) => file.startsWith(`${path}/`));
}

/** Whether a file of one room may import a file of another. */
export function allowed(from: Room, to: Room): boolean {
  return from === to || from.mayImport.some((path) => to.path === path || to.path.startsWith(`${path}/`));
}
