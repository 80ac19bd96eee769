import type { PluginContext } from './plugin';

/** Who is to be told something, as far as the call could be read. */
export interface Asker {
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly plugin?: PluginContext;
  /** The model of the query that failed. */
  readonly model?: unknown;
}

/** What the room itself says to people. A plugin with catalogues gives its own by `serve`'s `messages`. */
export interface Messages {
  /** An error that nobody foresaw; what it was is in Grafana's log alone, as it may hold anything. */
  readonly unexpected: string;
  readonly cancelled: string;
  readonly tooLate: string;
  readonly unreachable: string;
  readonly queryNotJson: string;
  readonly appSettingsNotJson: string;
  readonly dataSourceNotJson: string;
  readonly streamNotJson: string;
  readonly noContext: string;
  readonly noQueries: string;
  readonly noResources: string;
  readonly noHealthCheck: string;
}

export const englishMessages: Messages = {
  unexpected: "The plugin met an error it did not foresee. Grafana's server log says what happened.",
  cancelled: 'Grafana cancelled the call.',
  tooLate: 'The call took longer than it was given. Ask for less at once, or allow it more time.',
  unreachable: "The service behind this data source can't be reached. Grafana's server log says why.",
  queryNotJson: 'The query is not JSON. Save it again in its editor.',
  appSettingsNotJson: "Grafana sent app settings that are not JSON. Save the app's configuration again.",
  dataSourceNotJson: 'Grafana sent data source settings that are not JSON. Save the data source again.',
  streamNotJson: 'Grafana sent stream data that are not JSON. Reload the page.',
  noContext: "Grafana sent a call that does not say which plugin's settings it is for. Look into Grafana's server log.",
  noQueries: 'This plugin answers no queries.',
  noResources: 'This plugin has no resources.',
  noHealthCheck: 'This plugin has no health check.',
};
