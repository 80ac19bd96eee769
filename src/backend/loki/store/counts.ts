import type { MatrixSeries } from '../api/answers';
import type { Call } from '../api/call';
import { LogError } from '../errors';
import { restrictCounts } from '../logql/restrict';
import { quote } from '../logql/strings';
import type { LogNotice, LogPipeline } from '../types';
import { withinLimits } from './limits';
import { linesAt } from './lines';
import type { Source } from './source';
import { gridWindows, nanoseconds, type Grid, type Window } from './windows';

/** Series that are told apart where there are more than Loki gives. */
export const keptSeries = 20;

type Labels = Readonly<Record<string, string>>;

export interface Counted {
  readonly labels: Labels;
  readonly counts: readonly number[];
  readonly rest?: boolean;
}

export interface EndpointCounts {
  readonly series: readonly Counted[];
  readonly notices: readonly LogNotice[];
}

interface Asked {
  readonly query: LogPipeline;
  readonly by: readonly string[];
  readonly grid: Grid;
}

/** Counts of one endpoint. Where it has more series than it gives, the most frequent are told apart and the rest is summed. */
export async function countsAt(source: Source, asked: Asked, call: Call): Promise<EndpointCounts> {
  const warned = new Set<string>();
  try {
    const series = await seriesOf(source, asked, call, warned);
    return { series, notices: warnings(warned) };
  } catch (error) {
    if (!(error instanceof LogError) || error.code !== 'tooManySeries' || asked.by.length === 0) {
      throw error;
    }
    const { series, notices } = await largestOf(source, asked, call, Number(error.values['limit'] ?? 0), warned);
    return { series, notices: [...notices, ...warnings(warned)] };
  }
}

function warnings(warned: ReadonlySet<string>): readonly LogNotice[] {
  return [...warned].map((message) => ({ code: 'lokiWarning', severity: 'warning', values: { message } }));
}

async function largestOf(
  source: Source,
  asked: Asked,
  call: Call,
  limit: number,
  warned: Set<string>
): Promise<EndpointCounts> {
  const [total] = await seriesOf(source, { ...asked, by: [] }, call, warned);
  const all = total?.counts ?? [];
  const top = await frequentOf(source, asked, call);
  const kept = top.length === 0 ? [] : await namedSeries(source, asked, top, call, warned);
  const rest = all.map((count, at) =>
    Math.max(0, count - kept.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0))
  );
  return {
    series: [...kept, { labels: {}, counts: rest, rest: true }],
    notices: [
      kept.length === 0
        ? { code: 'oneSeries', severity: 'warning', values: { limit } }
        : { code: 'topSeries', severity: 'warning', values: { kept: kept.length, limit } },
    ],
  };
}

/**
 * Label sets that the newest lines have most often. Loki itself can't tell the largest of too many: `topk` is refused as
 * well, because what it chooses from is too much already (seen with 3.7).
 */
async function frequentOf(source: Source, { query, by, grid }: Asked, call: Call): Promise<readonly Labels[]> {
  const endMs = grid.startMs + grid.buckets * grid.stepMs;
  const range = { fromMs: Math.max(grid.startMs, endMs - source.limits.rangeMs), toMs: endMs };
  const { lines } = await linesAt(source, { ...range, query, maxLines: source.limits.entries }, call);
  const tally = new Map<string, { readonly labels: Labels; lines: number }>();
  for (const { labels, metadata, parsed } of lines) {
    const own = Object.fromEntries(by.map((label) => [label, labels[label] ?? metadata[label] ?? parsed[label] ?? '']));
    const key = labelsKey(own);
    const found = tally.get(key) ?? { labels: own, lines: 0 };
    found.lines += 1;
    tally.set(key, found);
  }
  return [...tally.values()]
    .sort((one, other) => other.lines - one.lines)
    .slice(0, keptSeries)
    .map(({ labels }) => labels);
}

async function namedSeries(
  source: Source,
  { query, by, grid }: Asked,
  top: readonly Labels[],
  call: Call,
  warned: Set<string>
): Promise<readonly Counted[]> {
  const filters = by.map((label) => {
    const values = [...new Set(top.map((labels) => labels[label] ?? ''))];
    return `| ${label}=~${quote(values.map(literal).join('|'))}`;
  });
  const narrowed = {
    ...query,
    stages: `${query.stages === undefined ? '' : `${piped(query.stages)} `}${filters.join(' ')}`,
  };
  const wanted = new Set(top.map(labelsKey));
  try {
    const found = await seriesOf(source, { query: narrowed, by, grid }, call, warned);
    return found.filter(({ labels }) => wanted.has(labelsKey(labels)));
  } catch (error) {
    if (error instanceof LogError && error.code === 'tooManySeries') {
      return [];
    }
    throw error;
  }
}

/** Stages end where their line ends: a comment behind them must not swallow what follows. */
function piped(stages: string): string {
  return `${stages}\n`;
}

function literal(value: string): string {
  return value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

async function seriesOf(
  source: Source,
  { query, by, grid }: Asked,
  call: Call,
  warned: Set<string>
): Promise<readonly Counted[]> {
  const asking = restrictCounts(query, source.base, { seconds: grid.fineMs / 1000, by });
  const found = new Map<string, { readonly labels: Labels; readonly counts: number[] }>();
  if (by.length === 0) {
    found.set(labelsKey({}), { labels: {}, counts: zeros(grid) });
  }
  const results = await withinLimits(source.limits, () =>
    inTurns(gridWindows(grid, { points: source.limits.points, milliseconds: source.limits.rangeMs }), (window) =>
      source.loki.matrix(asking, stretchOf(window, grid), grid.fineMs / 1000, call)
    )
  );
  for (const { warnings: told = [], data } of results) {
    told.forEach((message) => warned.add(message.slice(0, 300)));
    for (const { metric, values } of data.result) {
      const key = labelsKey(metric);
      const series = found.get(key) ?? { labels: metric, counts: zeros(grid) };
      found.set(key, series);
      addSamples(series.counts, values, grid);
    }
  }
  return [...found.values()];
}

/** A sample stands at the right edge of what it counts: the first one of a window is one part after its beginning. */
function stretchOf({ fromMs, toMs }: Window, { fineMs }: Grid) {
  return { startNs: nanoseconds(fromMs + fineMs), endNs: nanoseconds(toMs) };
}

function addSamples(counts: number[], values: MatrixSeries['values'], grid: Grid): void {
  for (const [seconds, text] of values) {
    const at = Math.floor((Math.round(seconds * 1000) - grid.fineMs - grid.startMs) / grid.stepMs);
    const count = Number(text);
    if (!Number.isFinite(count)) {
      throw new LogError('unexpectedAnswer', { path: 'data.result.values' });
    }
    const before = counts[at];
    // Edges that Loki rounded outwards are not asked for.
    if (before !== undefined) {
      counts[at] = before + count;
    }
  }
}

function zeros({ buckets }: Grid): number[] {
  return Array<number>(buckets).fill(0);
}

/** The same for the same labels, whatever their order. */
export function labelsKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([, value]) => value !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1))
  );
}

/** Three at a time, so that a long range neither takes long nor floods Loki. */
async function inTurns<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < items.length; at += 3) {
    answers.push(...(await Promise.all(items.slice(at, at + 3).map(ask))));
  }
  return answers;
}
