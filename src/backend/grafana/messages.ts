/** What the room itself says to people. A plugin with catalogues gives its own by `serve`'s `messages`. */
export interface Messages {
  /** An error that nobody foresaw; what it was is in Grafana's log alone, as it may hold anything. */
  readonly unexpected: string;
  readonly cancelled: string;
  readonly tooLate: string;
  readonly unreachable: string;
  readonly queryNotJson: string;
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
  noQueries: 'This plugin answers no queries.',
  noResources: 'This plugin has no resources.',
  noHealthCheck: 'This plugin has no health check.',
};
