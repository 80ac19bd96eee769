import { isLiveChannelMessageEvent, LiveChannelScope } from '@grafana/data';
import { getGrafanaLiveSrv, type GrafanaLiveSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { copyJobSchema, copyProgressCustomSchema, copyProgressFields, type CopyJob } from '../../../query/resources';

/** What the stream of a backfill tells. */
export interface Progress extends z.output<typeof copyProgressCustomSchema> {
  readonly jobs: readonly CopyJob[];
}

const packet = z.object({
  schema: z.object({
    fields: z.array(z.object({ name: z.string() })),
    meta: z.object({ custom: copyProgressCustomSchema }),
  }),
  data: z.object({ values: z.array(z.array(z.unknown())) }),
});

/** Reads a frame of the stream; undefined for anything else. */
export function readProgress(message: unknown): Progress | undefined {
  const parsed = packet.safeParse(message);
  if (!parsed.success) {
    return undefined;
  }
  const { schema, data } = parsed.data;
  const column = (name: string): readonly unknown[] =>
    data.values[schema.fields.findIndex((field) => field.name === name)] ?? [];
  const rows = column('entity').map((_, row) =>
    Object.fromEntries(
      copyProgressFields.map((name) => [name, column(name)[row]] as const).filter(([, value]) => value !== null)
    )
  );
  const jobs = z.array(copyJobSchema).safeParse(rows);
  return jobs.success ? { ...schema.meta.custom, jobs: jobs.data } : undefined;
}

/** Grafana's type promises a service; where Live is switched off there is none. */
function liveService(): GrafanaLiveSrv | undefined {
  return getGrafanaLiveSrv();
}

/** The newest word of the stream of a copy's progress; undefined where Grafana Live is not to be had. */
export function useProgress(uid: string): Progress | undefined {
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    // Grafana 12 calls the data source's uid `namespace`, Grafana 13 `stream`.
    const address = { scope: LiveChannelScope.DataSource, namespace: uid, stream: uid, path: 'copy/progress' };
    const subscription = liveService()
      ?.getStream<unknown>(address)
      .subscribe({
        next: (event) => {
          const read = isLiveChannelMessageEvent(event) ? readProgress(event.message) : undefined;
          if (read !== undefined) {
            setProgress(read);
          }
        },
        error: () => setProgress(undefined),
      });
    return () => subscription?.unsubscribe();
  }, [uid]);
  return progress;
}
