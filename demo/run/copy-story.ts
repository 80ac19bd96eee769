import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { askBackend } from '../host/ask';
import { getResource } from '../host/get-resource';
import type { DataSources } from '../host/data-sources';
import type { PluginClient } from '../host/plugin-client';
import { pluginContext, type DataSource } from '../host/plugin-context';
import type { Language, Words } from './words';

export interface CopyStoryOptions {
  readonly client: PluginClient;
  readonly dataSources: DataSources;
  readonly language: Language;
  readonly words: Words;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
  /** How long to wait for the copies at most, milliseconds. */
  readonly patience: number;
}

const copyFacts = z.object({
  state: z.string(),
  reason: z.string().optional(),
  progress: z.number().optional(),
  entities: z.array(z.object({ name: z.string(), rows: z.number() })).default([]),
});
type CopyFacts = z.infer<typeof copyFacts>;

const day = 86_400_000;
const metaOf = z.looseObject({ custom: z.looseObject({ lane: z.string() }) });
const lanes = ['owned', 'live'] as const;

/** How far a shop's copy is, as the Data page is told. */
async function factsOf({ client, signal }: CopyStoryOptions, source: DataSource): Promise<CopyFacts> {
  return copyFacts.parse(await getResource(client, pluginContext(source, ''), 'copy', signal));
}

/** Waits until a copy is whole, failed or switched off, or until patience ends. */
async function settled(options: CopyStoryOptions, source: DataSource, until: number): Promise<CopyFacts> {
  for (;;) {
    const facts = await factsOf(options, source);
    const going = facts.state === 'starting' || facts.state === 'backfill';
    if (!going || Date.now() >= until || options.signal.aborted) {
      return facts;
    }
    await sleep(1_000, undefined, { signal: options.signal });
  }
}

/** Net sales of the last 30 whole days, from the copy and live. Throws where a lane can't tell. */
async function figuresOf({ client, signal, language, words }: CopyStoryOptions, source: DataSource) {
  const now = Date.now();
  const answers = await askBackend(client, {
    pluginContext: pluginContext(source, ''),
    headers: {},
    queries: lanes.map((lane) => ({
      refId: lane,
      queryType: 'metrics',
      maxDataPoints: 100,
      intervalMS: 60_000,
      timeRange: { fromEpochMS: now - 31 * day, toEpochMS: now },
      json: Buffer.from(
        JSON.stringify({
          version: 2,
          refId: lane,
          metrics: ['net_sales'],
          period: 'last_30_days',
          lane,
          language,
        })
      ),
    })),
    signal,
  });
  return lanes.map((lane) => {
    const result = answers[lane];
    if (result?.error !== undefined) {
      throw new Error(result.error);
    }
    const frame = result?.frames?.[0];
    // A lane that can't answer is stood in for by the other one; a figure beside itself says nothing.
    if (metaOf.parse(frame?.schema.meta).custom.lane !== lane) {
      throw new Error(words('copy.oneLane'));
    }
    const index = frame?.schema.fields.findIndex(({ name }) => name === 'net_sales') ?? -1;
    return z.number().parse(frame?.data.values[index]?.[0]);
  });
}

async function lineFor(options: CopyStoryOptions, source: DataSource, until: number): Promise<readonly string[]> {
  const { words, language } = options;
  const { state, reason, progress = 0, entities } = await settled(options, source, until);
  const orders = entities.find((entity) => entity.name === 'orders')?.rows ?? 0;
  const base = { name: source.name, orders: new Intl.NumberFormat(language).format(orders) };
  if (state !== 'current') {
    const share = new Intl.NumberFormat(language, { style: 'percent' }).format(progress);
    return [reason === undefined ? words('copy.going', { ...base, share }) : words('copy.failed', { ...base, reason })];
  }
  const [copied = 0, live = 0] = await figuresOf(options, source);
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return [
    words('copy.current', base),
    words('copy.figures', {
      copied: amount.format(copied),
      live: amount.format(live),
      difference: amount.format(Math.round((copied - live) * 100) / 100),
    }),
  ];
}

/** Prints how far the copies are and, where they are whole, the same figure from the copy and from Shopify. */
export async function tellOfCopies(options: CopyStoryOptions): Promise<void> {
  const { dataSources, words, print, patience } = options;
  const until = Date.now() + patience;
  for (const source of dataSources.all()) {
    try {
      (await lineFor(options, source, until)).forEach((line) => {
        print(line);
      });
    } catch (error) {
      print(
        words('copy.failed', { name: source.name, reason: error instanceof Error ? error.message : String(error) })
      );
    }
  }
}
