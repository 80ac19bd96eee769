/** Where Grafana serves the app's pages. */
export const appPath = '/a/shopscope-observability-app';

/** Names of parameters that say which store and time range a page shows, and others, by their values. */
export type Parameters = Readonly<Record<string, string | number>>;

/** A page of the app by the parts of its path, without the path that Grafana itself may be served below. */
export function appAddress(parts: readonly string[], parameters: Parameters): string {
  const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  return `${[appPath, ...parts.map(encodeURIComponent)].join('/')}?${query.toString()}`;
}
