import { z } from 'zod';
import { askBackend } from '../host/ask';
import { getResource } from '../host/get-resource';
import { pluginContext, type DataSource } from '../host/plugin-context';
import type { StoryOptions } from './story';

const minute = 60_000;
const hour = 60 * minute;
const bucket = 15 * minute;

type Row = Readonly<Record<string, unknown>>;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Rows of the first frame of one query of a data source. Throws with the backend's own words. */
async function rowsOf(
  { client, language, signal }: StoryOptions,
  source: DataSource,
  { from, to }: Stretch,
  model: Readonly<Record<string, unknown>>
): Promise<readonly Row[]> {
  const { asked } = await askBackend(client, {
    pluginContext: pluginContext(source, ''),
    headers: {},
    queries: [
      {
        refId: 'asked',
        queryType: String(model['queryType']),
        maxDataPoints: 100,
        intervalMS: minute,
        timeRange: { fromEpochMS: from, toEpochMS: to },
        json: Buffer.from(JSON.stringify({ version: 2, refId: 'asked', language, ...model })),
      },
    ],
    signal,
  });
  if (asked?.error !== undefined) {
    throw new Error(asked.error);
  }
  const frame = asked?.frames?.[0];
  const columns = frame?.data.values ?? [];
  return (columns[0] ?? []).map((_, row) =>
    Object.fromEntries((frame?.schema.fields ?? []).map(({ name }, column) => [name, columns[column]?.[row]]))
  );
}

const bucketRow = z.object({
  time: z.number(),
  orders: z.number().nullable(),
  expected: z.number().nullable(),
  errors: z.number().nullable(),
  state: z.number().nullable(),
});
type BucketRow = z.infer<typeof bucketRow>;

/** The longest run of buckets in which something was unusual. */
function longest(buckets: readonly BucketRow[]): readonly BucketRow[] {
  let best: readonly BucketRow[] = [];
  let run: BucketRow[] = [];
  for (const each of buckets) {
    run = (each.state ?? 0) >= 1 ? [...run, each] : [];
    best = run.length > best.length ? run : best;
  }
  return best;
}

const sum = (values: ReadonlyArray<number | null>): number =>
  values.reduce<number>((all, each) => all + (each ?? 0), 0);
const shopFacts = z.object({ timezone: z.string() });
const codeRow = z.object({ error_code: z.string(), service: z.string().nullable(), errors: z.number() });
const summaryRow = z.object({
  affected_keys: z.number(),
  paid_later: z.number(),
  lines: z.number(),
  lines_with_key: z.number(),
});

async function linesFor(options: StoryOptions, source: DataSource): Promise<readonly string[]> {
  const { words, language } = options;
  const now = Date.now();
  const range = { from: now - 6 * hour, to: now };
  const [verdict] = await rowsOf(options, source, range, { queryType: 'impact', format: 'verdict' });
  const { sentence } = z.object({ sentence: z.string() }).parse(verdict);
  const course = await rowsOf(options, source, range, { queryType: 'impact', bucket: '15m' });
  const found = longest(z.array(bucketRow).parse(course));
  const [first, last] = [found[0], found.at(-1)];
  const told = [words('logs.verdict', { name: source.name, sentence })];
  if (first === undefined || last === undefined) {
    return [...told, words('logs.quiet')];
  }
  const stretch = { from: first.time, to: last.time + bucket };
  const codes = z
    .array(codeRow)
    .parse(await rowsOf(options, source, stretch, { queryType: 'affected', show: 'codes' }))
    .sort((a, b) => b.errors - a.errors);
  const [summary] = z
    .array(summaryRow)
    .parse(await rowsOf(options, source, stretch, { queryType: 'affected', show: 'summary' }));
  const { timezone: timeZone } = shopFacts.parse(
    await getResource(options.client, pluginContext(source, ''), 'facts', options.signal)
  );
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const figure = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const [worst] = codes;
  return [
    ...told,
    words('logs.episode', {
      from: clock.format(stretch.from),
      to: clock.format(stretch.to),
      orders: figure.format(sum(found.map(({ orders }) => orders))),
      expected: figure.format(sum(found.map(({ expected }) => expected))),
      errors: figure.format(sum(found.map(({ errors }) => errors))),
      code: worst?.error_code ?? '–',
      service: worst?.service ?? '–',
    }),
    ...(summary === undefined
      ? []
      : [
          words('logs.affected', {
            keys: figure.format(summary.affected_keys),
            later: figure.format(summary.paid_later),
            named: figure.format(summary.lines_with_key),
            lines: figure.format(summary.lines),
          }),
        ]),
  ];
}

/** Prints for each store whether it is fine and what was unusual of late, out of orders and error lines together. */
export async function tellOfIncidents(options: StoryOptions): Promise<void> {
  const { dataSources, words, print } = options;
  for (const source of dataSources.all()) {
    try {
      (await linesFor(options, source)).forEach((line) => {
        print(line);
      });
    } catch (error) {
      print(
        words('logs.failed', { name: source.name, reason: error instanceof Error ? error.message : String(error) })
      );
    }
  }
}
