import type { Line } from '../loki/line';

/** A stream of Loki's push API. */
export interface Stream {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: ReadonlyArray<readonly [ns: string, line: string]>;
}

/** A line as a service writes it: JSON that names its ids, with no label but the service's. What is more the pipeline has to find. */
function written({ labels, metadata, text }: Line): string {
  const ids = Object.entries(metadata).filter(([name]) => name !== 'detected_level');
  const body: unknown = JSON.parse(text);
  return JSON.stringify({ level: labels['level'], ...Object(body), ...Object.fromEntries(ids) });
}

/** Lines by service, each in the order of time. */
export function streamsOf(lines: readonly Line[]): readonly Stream[] {
  const values = new Map<string, Array<readonly [string, string]>>();
  for (const line of lines) {
    const service = line.labels['service_name'] ?? 'unknown';
    values.set(service, [...(values.get(service) ?? []), [String(line.ns), written(line)]]);
  }
  return [...values].map(([service_name, of]) => ({ stream: { service_name, environment: 'production' }, values: of }));
}
