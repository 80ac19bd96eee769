/** `plugin`: our fault or the query's; `downstream`: the upstream service's. Grafana shows and alerts on the difference. */
export type ErrorSource = 'plugin' | 'downstream';

/** A failure that Grafana is told in full: text for the person, HTTP-like status, and whose fault it is. */
export class PluginError extends Error {
  readonly source: ErrorSource;
  readonly status: number;

  constructor(message: string, options: { source: ErrorSource; status: number; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PluginError';
    this.source = options.source;
    this.status = options.status;
  }
}
