import type { z } from 'zod';
import { lokiSecretKey, lokiSecrets, type logsSettings } from '../../../query/logs';
import type { DataSourceSecrets } from '../../../query/settings';
import type { Settings } from '../settings';

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

type Kept = Pick<Settings, 'isSet' | 'secret'>;

/** What taking an endpoint away does to secrets: those that were kept or typed by its name go with it. */
export function withoutSecrets({ isSet, secret }: Kept, name: string): DataSourceSecrets {
  const keys = lokiSecrets.map((kind) => lokiSecretKey(kind, name));
  return Object.fromEntries(keys.filter((key) => isSet(key) || secret(key) !== '').map((key) => [key, '']));
}

/** What renaming an endpoint does to secrets: those just typed go along; kept ones can't be read, so they go. */
export function renamedSecrets(kept: Kept, name: string, next: string): DataSourceSecrets {
  const typed = lokiSecrets.flatMap((kind) => {
    const value = kept.secret(lokiSecretKey(kind, name));
    return value === '' ? [] : [[lokiSecretKey(kind, next), value] as const];
  });
  return { ...withoutSecrets(kept, name), ...Object.fromEntries(typed) };
}
