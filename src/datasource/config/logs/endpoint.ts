import type { z } from 'zod';
import type { logsSettings } from '../../../query/logs';

/** `jsonData.logs` as it is saved: defaults may be left out. */
export type LogsOptions = z.input<typeof logsSettings>;
export type Endpoint = NonNullable<LogsOptions['endpoints']>[number];

/** A name that no endpoint has yet: `main`, then `loki2`, `loki3`… */
export function freeName(endpoints: readonly Endpoint[]): string {
  const taken = new Set(endpoints.map(({ name }) => name.trim()));
  let [name, next] = ['main', 2];
  while (taken.has(name)) {
    name = `loki${next}`;
    next += 1;
  }
  return name;
}
