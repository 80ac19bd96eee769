import { allLabels, type Labels, type Line, type Passing } from './line';
import { instants, type Grid, type Series } from './metrics';
import { LokiProblem } from './problem';

/** Series that one query may have. */
export const mostSeries = 500;

const stats = {
  summary: {
    bytesProcessedPerSecond: 0,
    linesProcessedPerSecond: 0,
    totalBytesProcessed: 0,
    totalLinesProcessed: 0,
    execTime: 0,
    queueTime: 0,
    subqueries: 0,
    totalEntriesReturned: 0,
    splits: 0,
    shards: 0,
    totalPostFilterLines: 0,
    totalStructuredMetadataBytesProcessed: 0,
  },
};

const written = (value: number): string =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';

function limited(series: readonly Series[]): readonly Series[] {
  if (series.length > mostSeries) {
    throw new LokiProblem(
      400,
      'maximum number of series (500) reached for a single query; consider reducing query cardinality by adding more specific stream selectors, reducing the time range, or aggregating results with functions like sum(), count() or topk()'
    );
  }
  return series;
}

export function matrix(series: readonly Series[], grid: Grid): unknown {
  const result = limited(series)
    .map(({ labels, values }) => ({
      metric: labels,
      values: instants(grid).flatMap((at) => {
        const value = values.get(at);
        return value === undefined ? [] : [[at / 1000, written(value)]];
      }),
    }))
    .filter(({ values }) => values.length > 0);
  return { status: 'success', data: { resultType: 'matrix', result, stats } };
}

export function instantVector(series: readonly Series[], at: number): unknown {
  const result = limited(series).flatMap(({ labels, values }) => {
    const value = values.get(at);
    return value === undefined ? [] : [{ metric: labels, value: [at / 1000, written(value)] }];
  });
  return { status: 'success', data: { resultType: 'vector', result, stats } };
}

interface Stream {
  readonly stream: Labels;
  readonly values: unknown[];
}

/**
 * Lines by stream. Categorized: index labels alone make a stream, the rest stands beside each line; otherwise all labels
 * make one, so that each line with an id is a stream of its own.
 */
export function streams(found: readonly Passing[], categorized: boolean): unknown {
  const by = new Map<string, Stream>();
  for (const passing of found) {
    const labels = categorized ? passing.line.labels : allLabels(passing);
    const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
    const stream: Stream = by.get(key) ?? { stream: labels, values: [] };
    by.set(key, stream);
    const told = [String(passing.line.ns), passing.text];
    stream.values.push(categorized ? [...told, beside(passing)] : told);
  }
  const flags = categorized ? { encodingFlags: ['categorize-labels'] } : {};
  return { status: 'success', data: { resultType: 'streams', ...flags, result: [...by.values()], stats } };
}

function beside({ line, parsed }: Passing): unknown {
  return {
    ...(Object.keys(line.metadata).length > 0 ? { structuredMetadata: line.metadata } : {}),
    ...(Object.keys(parsed).length > 0 ? { parsed } : {}),
  };
}

/** Patterns by putting `<_>` for what has digits, counted in 10 s steps. */
export function patterns(lines: readonly Line[], step: number): unknown {
  const found = new Map<string, { pattern: string; level: string; samples: Map<number, number> }>();
  for (const { ns, labels, text } of lines) {
    const pattern = text.replace(/"[^"]*\d[^"]*"|[\w-]*\d[\w.:-]*/g, '<_>');
    const level = labels['level'] ?? 'unknown';
    const key = `${level} ${pattern}`;
    const at = Math.floor(Number(ns / 1_000_000_000n) / step) * step;
    const each = found.get(key) ?? { pattern, level, samples: new Map<number, number>() };
    found.set(key, each);
    each.samples.set(at, (each.samples.get(at) ?? 0) + 1);
  }
  const data = [...found.values()].map((each) => ({ ...each, samples: [...each.samples] }));
  return { status: 'success', data };
}
