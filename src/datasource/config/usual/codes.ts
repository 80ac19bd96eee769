import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { z } from 'zod';
import type { SavedQuery } from '../../../query';
import { viewerLanguage } from '../../../shims/language';

/** An error code of the logs that people are not told in words yet. */
export interface WordlessCode {
  readonly code: string;
  readonly service: string;
  /** Error lines of the last week. */
  readonly errors: number;
}

const answer = z.object({
  results: z.object({
    A: z.object({
      error: z.string().optional(),
      frames: z
        .array(
          z.object({
            schema: z.object({ fields: z.array(z.object({ name: z.string() })) }),
            data: z.object({ values: z.array(z.array(z.unknown())) }),
          })
        )
        .default([]),
    }),
  }),
});
const row = z.object({ error_code: z.string(), has_words: z.boolean(), service: z.string(), errors: z.number() });

const query: SavedQuery = { version: 2, queryType: 'affected', show: 'codes', limit: 200 };

/** Codes of the last week without words, the most frequent first. Throws with the backend's reason where logs can't be asked. */
export async function wordlessCodes(uid: string): Promise<WordlessCode[]> {
  const { error, frames } = answer.parse(await ask(uid)).results.A;
  if (error !== undefined) {
    throw new Error(error);
  }
  const [frame] = frames;
  const { fields } = frame?.schema ?? { fields: [] };
  const { values } = frame?.data ?? { values: [] };
  const rows = (values[0] ?? []).map((_, at) =>
    row.parse(Object.fromEntries(fields.map(({ name }, column) => [name, values[column]?.[at]])))
  );
  return rows
    .filter(({ has_words }) => !has_words)
    .map(({ error_code, service, errors }) => ({ code: error_code, service, errors }))
    .sort((one, other) => other.errors - one.errors);
}

async function ask(uid: string): Promise<unknown> {
  const sent = { ...query, refId: 'A', language: viewerLanguage(), datasource: { uid } };
  try {
    return await getBackendSrv().post<unknown>(
      '/api/ds/query',
      { queries: [sent], from: 'now-7d', to: 'now' },
      { showErrorAlert: false }
    );
  } catch (error) {
    if (isFetchError<unknown>(error) && answer.safeParse(error.data).success) {
      return error.data;
    }
    throw error;
  }
}
