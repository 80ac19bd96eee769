import type { Line } from './line';

/** Who speaks, the same for all lines of a page. */
export interface Meta {
  readonly sdk: { readonly name: string; readonly version: string };
  readonly app: { readonly name: string; readonly environment: string };
  readonly browser: { readonly name: string; readonly version: string; readonly mobile: boolean };
  readonly page: { readonly url: string };
}

/** A line, when it was seen first, and how often. */
export interface Counted {
  readonly line: Line;
  readonly time: number;
  count: number;
}

/** The body of a POST to `faro.receiver`: logs and exceptions whose contexts map text to text, times as RFC 3339. */
export function faroBody(meta: Meta, shop: string, batch: readonly Counted[]): string {
  const logs: unknown[] = [];
  const exceptions: unknown[] = [];
  for (const { line, time, count } of batch) {
    const { level, message, more, exception, ...ids } = line;
    const context = { ...more, ...ids, shop, ...(count > 1 && { count: String(count) }) };
    const timestamp = new Date(time).toISOString();
    if (exception === undefined) {
      logs.push({ level, message, context, timestamp });
    } else {
      const { type, frames } = exception;
      exceptions.push({ type, value: message, stacktrace: { frames }, context: { ...context, level }, timestamp });
    }
  }
  return JSON.stringify({ meta, logs, exceptions });
}
