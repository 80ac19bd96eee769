import type { Counts, CountSeries, EndpointAnswer, LogLine } from '../types';
import { labelsKey, type Counted } from './counts';
import { newestFirst, type EndpointLines } from './lines';
import type { Grid } from './windows';

/** Sums series of the same labels over endpoints, largest first. */
export function mergeCounts(grid: Grid, all: ReadonlyArray<readonly Counted[]>, isSplit: boolean): Counts {
  const { startMs, stepMs, buckets } = grid;
  const merged = new Map<string, Counted>();
  const add = (key: string, { labels, counts, rest }: Counted) => {
    const before = merged.get(key);
    const sums = before === undefined ? [...counts] : counts.map((count, at) => count + (before.counts[at] ?? 0));
    merged.set(key, { labels, counts: sums, ...(rest === undefined ? {} : { rest }) });
  };
  for (const series of all.flat()) {
    add(series.rest === true ? 'rest' : labelsKey(series.labels), series);
  }
  if (!isSplit && merged.size === 0) {
    add(labelsKey({}), { labels: {}, counts: Array<number>(buckets).fill(0) });
  }
  const total = ({ counts }: CountSeries) => counts.reduce((sum, count) => sum + count, 0);
  const series = [...merged.values()].sort((one, other) => total(other) - total(one));
  return { startMs, stepMs, buckets, series };
}

/** Newest lines of all endpoints, and which endpoints lost some to the others. */
export function mergeLines(
  all: ReadonlyMap<string, EndpointLines>,
  maxLines: number
): { readonly lines: readonly LogLine[]; readonly cut: ReadonlySet<string> } {
  const lines = [...all.values()].flatMap((each) => each.lines).sort(newestFirst);
  return { lines: lines.slice(0, maxLines), cut: new Set(lines.slice(maxLines).map(({ endpoint }) => endpoint)) };
}

/** Marks an endpoint that has more than was taken. */
export function withCut(answer: EndpointAnswer, lines: number): EndpointAnswer {
  return answer.truncated === true
    ? answer
    : {
        ...answer,
        truncated: true,
        notices: [...answer.notices, { code: 'moreLines', severity: 'info', values: { lines } }],
      };
}
