import type { Play } from './server';
import { json, text } from './server';

export interface StoredLine {
  readonly ns: bigint;
  readonly line: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface Rules {
  /** Lines of one answer at most; more are refused. */
  readonly entries?: number;
  readonly series?: number;
  readonly points?: number;
  /** Milliseconds, and as Loki writes them. */
  readonly range?: readonly [number, string];
}

const million = 1_000_000n;

/**
 * Answers as Loki does where it matters to a client, from lines in memory; selectors and stages are taken for met, but
 * for label filters of the form `| label=~"a|b"`. Samples are of `(T − range − offset, T − offset]` at epoch multiples of
 * the step, start rounded down and end up; lines of `[start, end)`, newest first; the refusals are Loki's own words.
 */
export function playLines(lines: readonly StoredLine[], rules: Rules = {}): Play {
  const { entries = 5_000, series: mostSeries = 500, points = 11_000, range = [721 * 3_600_000, '30d1h'] } = rules;
  return ({ path, parameters }, response) => {
    const of = (name: string) => parameters.get(name) ?? '';
    const [start, end, query] = [BigInt(of('start')), BigInt(of('end')), of('query')];
    if (!path.endsWith('/query_range')) {
      const inside = lines.filter(({ ns }) => ns >= start && ns < end);
      json(response, { streams: 0, chunks: 0, bytes: inside.length * 10, entries: inside.length });
      return;
    }
    if ((end - start) / million > BigInt(range[0])) {
      text(response, 400, `the query time range exceeds the limit (query length: 960h0m0s, limit: ${range[1]})`);
      return;
    }
    const counted = /^sum(?: by \((.*?)\) )?.*\[(\d+)s\] offset (\d+)ms\)\)$/s.exec(query);
    const kept = lines.filter(({ labels, metadata }) => passes(query, { ...labels, ...metadata }));
    if (counted === null) {
      const limit = Number(of('limit'));
      if (limit > entries) {
        text(
          response,
          400,
          `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${entries})`
        );
        return;
      }
      const newest = kept
        .filter(({ ns }) => ns >= start && ns < end)
        .sort((one, other) => (one.ns < other.ns ? 1 : -1));
      json(response, streams(newest.slice(0, limit)));
      return;
    }
    const [, by = '', seconds = '1', offset = '0'] = counted;
    const step = BigInt(of('step')) * 1_000n * million;
    const [first, last] = [(start / step) * step, ((end + step - 1n) / step) * step];
    if ((last - first) / step > BigInt(points)) {
      text(
        response,
        400,
        'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter'
      );
      return;
    }
    const series = grouped(kept, (line) => JSON.stringify(groupOf(line, by)));
    if (series.size > mostSeries) {
      text(response, 400, `maximum number of series (${mostSeries}) reached for a single query; consider reducing`);
      return;
    }
    const width = BigInt(seconds) * 1_000n * million;
    const shift = BigInt(offset) * million;
    const result = [...series].map(([metric, own]) => {
      const values: Array<[number, string]> = [];
      for (let at = first; at <= last; at += step) {
        const to = at - shift;
        const count = own.filter(({ ns }) => ns > to - width && ns <= to).length;
        if (count > 0) {
          values.push([Number(at / (1_000n * million)), String(count)]);
        }
      }
      return { metric: parsed(metric), values };
    });
    json(response, {
      status: 'success',
      data: { resultType: 'matrix', result: result.filter(({ values }) => values.length > 0) },
    });
  };
}

function groupOf({ labels, metadata }: StoredLine, by: string): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, string>> = { ...labels, ...metadata };
  const names = by.split(', ').filter((name) => (all[name] ?? '') !== '');
  return Object.fromEntries(names.map((name) => [name, all[name] ?? '']));
}

function passes(query: string, all: Readonly<Record<string, string>>): boolean {
  return [...query.matchAll(/\| (\w+)=~"([^"]*)"/g)].every(([, name = '', values = '']) =>
    new RegExp(`^(?:${values.replaceAll('\\\\', '\\')})$`).test(all[name] ?? '')
  );
}

function streams(lines: readonly StoredLine[]): unknown {
  const byLabels = grouped(lines, ({ labels }) => JSON.stringify(labels));
  const result = [...byLabels].map(([stream, own]) => ({
    stream: parsed(stream),
    values: own.map(({ ns, line, metadata = {} }) => [String(ns), line, { structuredMetadata: metadata }]),
  }));
  return { status: 'success', data: { resultType: 'streams', encodingFlags: ['categorize-labels'], result } };
}

function grouped(lines: readonly StoredLine[], keyOf: (line: StoredLine) => string): Map<string, StoredLine[]> {
  const groups = new Map<string, StoredLine[]>();
  for (const line of lines) {
    const key = keyOf(line);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return groups;
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}
