import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { z } from 'zod';
import type { SavedQuery } from '../../query';
import { viewerLanguage } from '../../shims/language';
import { dataSourceType } from '../stores/sources';
import { quietly } from './resource';

const frame = z.object({
  schema: z.object({
    meta: z.object({ notices: z.array(z.object({ severity: z.string(), text: z.string() })).optional() }).optional(),
    fields: z.array(
      z.object({ name: z.string(), config: z.object({ displayName: z.string().optional() }).optional() })
    ),
  }),
  data: z.object({ values: z.array(z.array(z.unknown())) }),
});
const answers = z.object({
  results: z.record(z.string(), z.object({ frames: z.array(frame).default([]), error: z.string().optional() })),
});

/** What one query answered: its first frame row by row, or why there is none. */
export interface Rows {
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** Names of the columns for people, by the columns' own names. */
  readonly titles: Readonly<Record<string, string>>;
  readonly notices: readonly string[];
  readonly error: string | undefined;
}

const none: Rows = { rows: [], titles: {}, notices: [], error: undefined };

function rowsOf({ frames: [first], error }: z.output<typeof answers>['results'][string]): Rows {
  if (first === undefined) {
    return { ...none, error };
  }
  const { fields, meta } = first.schema;
  const { values } = first.data;
  const count = values[0]?.length ?? 0;
  return {
    rows: Array.from({ length: count }, (_, row) =>
      Object.fromEntries(fields.map(({ name }, column) => [name, values[column]?.[row] ?? null]))
    ),
    titles: Object.fromEntries(fields.map(({ name, config }) => [name, config?.displayName ?? name])),
    notices: (meta?.notices ?? []).map(({ text }) => text),
    error,
  };
}

/**
 * Sends queries of one store together, as a dashboard would, and gives what each answered under its name. One that fails
 * leaves the others alone. `from` and `to` are epoch milliseconds.
 */
export async function runQueries<Name extends string>(
  uid: string,
  { from, to }: { readonly from: number; readonly to: number },
  queries: Readonly<Record<Name, SavedQuery>>
): Promise<(name: Name) => Rows> {
  const language = viewerLanguage();
  const sent = Object.entries<SavedQuery>(queries).map(([refId, query]) => ({
    ...query,
    refId,
    language,
    datasource: { uid, type: dataSourceType },
  }));
  const { results } = answers.parse(await post({ queries: sent, from: String(from), to: String(to) }));
  return (name) => {
    const result = results[name];
    return result === undefined ? none : rowsOf(result);
  };
}

/** Grafana answers with an error status where any of the queries failed; what the others answered stands beside it. */
export async function post(body: object): Promise<unknown> {
  try {
    return await getBackendSrv().post<unknown>('/api/ds/query', body, quietly);
  } catch (error) {
    if (isFetchError<unknown>(error) && answers.safeParse(error.data).success) {
      return error.data;
    }
    throw error;
  }
}
