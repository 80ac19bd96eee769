import { z } from 'zod';
import { askBackend, type QueryResult } from '../host/ask';
import type { DataSources } from '../host/data-sources';
import type { PluginClient, WireQuery } from '../host/plugin-client';
import { pluginContext, type DataSource } from '../host/plugin-context';
import type { Language, Words } from './words';

export interface StoryOptions {
  readonly client: PluginClient;
  readonly dataSources: DataSources;
  readonly language: Language;
  readonly words: Words;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

const facts = z.object({ shop: z.string(), timezone: z.string(), currency: z.string() });
type Facts = z.infer<typeof facts>;

const day = 86_400_000;
const limit = 30_000;

function queriesAt(now: number, language: Language): readonly WireQuery[] {
  const models = [
    {
      refId: 'figures',
      queryType: 'metrics',
      metrics: ['total_sales', 'orders', 'average_order_value'],
      by: 'none',
      period: 'today',
      compare: 'week_ago',
      language,
    },
    { refId: 'latest', queryType: 'records', kind: 'orders', limit: 1, language },
  ];
  return models.map((model) => ({
    refId: model.refId,
    queryType: model.queryType,
    maxDataPoints: 100,
    intervalMS: 60_000,
    timeRange: { fromEpochMS: now - 7 * day, toEpochMS: now },
    json: Buffer.from(JSON.stringify({ version: 1, ...model })),
  }));
}

async function factsOf({ client, signal }: StoryOptions, source: DataSource): Promise<Facts> {
  const parts: Uint8Array[] = [];
  const call = { path: 'facts', method: 'GET', url: 'facts', headers: {}, body: new Uint8Array() };
  for await (const part of client.callResource({ ...call, pluginContext: pluginContext(source, '') }, signal)) {
    parts.push(part.body);
  }
  const answer: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
  const known = facts.safeParse(answer);
  if (!known.success) {
    const { message } = z.looseObject({ message: z.string() }).parse(answer);
    throw new Error(message);
  }
  return known.data;
}

/** The first value of a column, by the name that the backend gives it. */
function cell(result: QueryResult | undefined, name: string): unknown {
  if (result?.error !== undefined) {
    throw new Error(result.error);
  }
  const frame = result?.frames?.[0];
  const index = frame?.schema.fields.findIndex((field) => field.name === name) ?? -1;
  return frame?.data.values[index]?.[0];
}

function figure(result: QueryResult | undefined, name: string): number {
  return z.number().nullish().parse(cell(result, name)) ?? 0;
}

async function linesFor(options: StoryOptions, source: DataSource): Promise<readonly string[]> {
  const { client, language, words } = options;
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(limit)]);
  const { timezone, currency } = await factsOf({ ...options, signal }, source);
  const now = Date.now();
  const { figures, latest } = await askBackend(client, {
    pluginContext: pluginContext(source, ''),
    headers: {},
    queries: queriesAt(now, language),
    signal,
  });
  const money = (value: number) => new Intl.NumberFormat(language, { style: 'currency', currency }).format(value);
  const clock = (at: number) =>
    new Intl.DateTimeFormat(language, {
      timeZone: timezone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at);
  const count = figure(figures, 'orders');
  const [sales, before] = [figure(figures, 'total_sales'), figure(figures, 'total_sales_week_ago')];
  const change = new Intl.NumberFormat(language, { style: 'percent', signDisplay: 'exceptZero' });
  const base = { name: source.name, time: clock(now), zone: timezone };
  const order = cell(latest, 'order');
  return [
    count === 0
      ? words('now.none', base)
      : words('now.orders', {
          ...base,
          count,
          sales: money(sales),
          average: money(figure(figures, 'average_order_value')),
        }),
    ...(before > 0
      ? [
          words(count === 0 ? 'now.beforeOnly' : 'now.before', {
            count: figure(figures, 'orders_week_ago'),
            sales: money(before),
            change: change.format(sales / before - 1),
          }),
        ]
      : []),
    ...(typeof order === 'string'
      ? [
          words('now.latest', {
            order,
            time: clock(figure(latest, 'created_at')),
            total: money(figure(latest, 'total')),
          }),
        ]
      : []),
  ];
}

/**
 * Prints what each shop is doing now, as the backend answers it. A shop that can't be asked gets a line that says why.
 * False where none could be asked.
 */
export async function tellWhatIsGoingOn(options: StoryOptions): Promise<boolean> {
  const { dataSources, words, print } = options;
  let told = false;
  print('');
  for (const source of dataSources.all()) {
    try {
      const lines = await linesFor(options, source);
      lines.forEach((line) => {
        print(line);
      });
      told = true;
    } catch (error) {
      print(words('now.failed', { name: source.name, error: error instanceof Error ? error.message : String(error) }));
    }
  }
  return told;
}
