import { dataFrameFromJSON, type DataFrame, type DataFrameJSON } from '@grafana/data';
import { z } from 'zod';
import type { SavedQuery } from '../../query';
import { viewerLanguage } from '../../shims/language';
import { dataSourceType } from '../stores/sources';
import { post } from './query';

const shape = z.object({
  schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }),
  data: z.object({ values: z.array(z.array(z.unknown())) }),
});
const answers = z.object({
  results: z.record(
    z.string(),
    z.object({
      frames: z.array(z.custom<DataFrameJSON>((frame) => shape.safeParse(frame).success)).default([]),
      error: z.string().optional(),
    })
  ),
});

/** What one query answered: its first frame, with its fields' names and units; or why there is none. */
export interface Drawn {
  readonly frame: DataFrame | undefined;
  readonly error: string | undefined;
}

interface Stretch {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Points that can be told apart. */
  readonly points: number;
}

/** Sends queries of one store together and gives a frame to draw for each, under its name. */
export async function runFrames<Name extends string>(
  uid: string,
  { from, to, points }: Stretch,
  queries: Readonly<Record<Name, SavedQuery>>
): Promise<(name: Name) => Drawn> {
  const language = viewerLanguage();
  const sent = Object.entries<SavedQuery>(queries).map(([refId, query]) => ({
    ...query,
    refId,
    language,
    maxDataPoints: points,
    intervalMs: Math.ceil((to - from) / points),
    datasource: { uid, type: dataSourceType },
  }));
  const { results } = answers.parse(await post({ queries: sent, from: String(from), to: String(to) }));
  return (name) => {
    const { frames: [first] = [], error } = results[name] ?? {};
    return { frame: first && dataFrameFromJSON(first), error };
  };
}
