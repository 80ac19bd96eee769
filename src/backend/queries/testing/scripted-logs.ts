import { z } from 'zod';
import { logsSettings } from '../../../query/logs';
import {
  LogError,
  type CountsAsk,
  type EndpointAnswer,
  type LogErrorCode,
  type LogLine,
  type LogStore,
} from '../../loki';
import type { LogAccess } from '../common/logs';

/** A line as tests write it. */
export interface ScriptedLine {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly service?: string;
  readonly level?: string;
  readonly region?: string;
  readonly line?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ScriptedOptions {
  /** What becomes of the endpoint `seoul`. */
  readonly failed?: LogErrorCode;
  /** A second endpoint, `tokyo`, that is down. */
  readonly second?: LogErrorCode;
  /** What the store throws, as for LogQL that can't be read. */
  readonly throws?: LogError;
}

const string = z.string();

/** Labels that a stage `| json name="a.b"` reads from lines, and where. */
function readFromLines(stages: string): ReadonlyMap<string, readonly string[]> {
  const [, paths = ''] = /\| json ((?:\w+="[^"]*"(?:, )?)+)/.exec(stages) ?? [];
  return new Map([...paths.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', path = '']) => [name, path.split('.')]));
}

function leafAt(line: string | undefined, path: readonly string[]): string {
  try {
    const leaf = path.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), JSON.parse(line ?? ''));
    return typeof leaf === 'string' ? leaf : JSON.stringify(leaf ?? '').replace(/^""$/, '');
  } catch {
    return '';
  }
}

/** What the first filter by a regular expression finds; everything where there is none. */
function lineFilter(stages: string): RegExp {
  const [, quoted = '""'] = /\|~ ("(?:[^"\\]|\\.)*")/.exec(stages) ?? [];
  return new RegExp(string.parse(JSON.parse(quoted)).replace(/^\(\?s\)/, ''), 's');
}

/**
 * Calls that were made, and a store that answers from a list of lines with hardly any LogQL: services by name, errors by
 * level, codes, what `| json` names, and the first filter of lines by a regular expression.
 */
export function scriptedLogs(lines: readonly ScriptedLine[], options: ScriptedOptions = {}) {
  const asked: Array<{
    readonly method: string;
    readonly selector: string;
    readonly stages: string;
    readonly from: number;
  }> = [];
  const regions = (): EndpointAnswer[] => [
    { name: 'seoul', region: 'ap-northeast-2', notices: [], ...failure(options.failed) },
    ...(options.second === undefined ? [] : [{ name: 'tokyo', notices: [], ...failure(options.second) }]),
  ];
  const found = (method: string, query: { selector?: string; stages?: string }, from: number, to: number) => {
    asked.push({ method, selector: query.selector ?? '', stages: query.stages ?? '', from });
    if (options.throws !== undefined) {
      throw options.throws;
    }
    const errors = (query.stages ?? '').includes('level=~');
    const services = /service_name=~"(.*)"/.exec(query.selector ?? '')?.[1]?.split('|');
    const filter = lineFilter(query.stages ?? '');
    const codes = /error_code=~"([^"]*)"/.exec(query.stages ?? '')?.[1]?.split('|');
    return options.failed !== undefined
      ? []
      : lines.filter(
          ({ at, level = 'error', service = 'checkout-api', metadata, line = 'it failed' }) =>
            filter.test(line) &&
            at >= from &&
            at < to &&
            (!errors || level === 'error' || level === 'critical') &&
            (services?.includes(service.replaceAll('.', '\\\\.')) ?? true) &&
            (codes?.includes(metadata?.['error_code'] ?? '') ?? true)
        );
  };
  const labelOf = ({ service = 'checkout-api', metadata, line }: ScriptedLine, label: string, stages: string) =>
    label === 'service_name'
      ? service
      : (metadata?.[label] ?? leafAt(line, readFromLines(stages).get(label) ?? ['no such label']));
  const store: LogStore = {
    endpoints: [{ name: 'seoul', region: 'ap-northeast-2' }],
    counts: ({ query, fromMs, toMs, stepMs, by = [] }: CountsAsk) => {
      const startMs = fromMs % 60_000 === 0 ? fromMs : Math.floor(fromMs / stepMs) * stepMs;
      const buckets = Math.ceil((toMs - startMs) / stepMs);
      const series = new Map<string, { labels: Record<string, string>; counts: number[] }>();
      for (const line of found('counts', query, startMs, startMs + buckets * stepMs)) {
        const labels: Record<string, string> = Object.fromEntries(
          by
            .map((label) => [label, labelOf(line, label, query.stages ?? '')] as const)
            .filter(([, value]) => value !== '')
        );
        const key = JSON.stringify(labels);
        const one = series.get(key) ?? { labels, counts: new Array<number>(buckets).fill(0) };
        series.set(key, one);
        const bucket = Math.floor((line.at - startMs) / stepMs);
        one.counts[bucket] = (one.counts[bucket] ?? 0) + 1;
      }
      const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
      const sorted = [...series.values()].sort((a, b) => sum(b.counts) - sum(a.counts));
      return Promise.resolve({ data: { startMs, stepMs, buckets, series: sorted }, regions: regions(), bytesRead: 1 });
    },
    lines: ({ query, fromMs, toMs, maxLines }) => {
      const all = [...found('lines', query, fromMs, toMs)].sort((a, b) => b.at - a.at);
      const data = all.slice(0, maxLines).map((line): LogLine => ({
        ns: `${String(line.at)}000000`,
        line: line.line ?? 'it failed',
        labels: { service_name: line.service ?? 'checkout-api', level: line.level ?? 'error' },
        metadata: line.metadata ?? {},
        parsed: {},
        endpoint: 'seoul',
        region: line.region ?? 'ap-northeast-2',
      }));
      const cut = all.length > maxLines;
      const answers = regions().map((each): EndpointAnswer =>
        cut && each.name === 'seoul'
          ? {
              ...each,
              truncated: true,
              notices: [{ code: 'moreLines', severity: 'warning', values: { lines: maxLines } }],
            }
          : each
      );
      return Promise.resolve({ data, regions: answers, bytesRead: 1 });
    },
    labelValues: () => Promise.resolve({ data: [], regions: regions(), bytesRead: 0 }),
    patterns: () => Promise.resolve({ data: [], regions: regions(), bytesRead: 0 }),
    health: () => Promise.resolve([]),
    dispose: () => undefined,
  };
  const access: LogAccess = { store, settings: logsSettings.parse({}) };
  return { access, asked };
}

function failure(code: LogErrorCode | undefined): Pick<EndpointAnswer, 'failed'> {
  return code === undefined
    ? {}
    : { failed: new LogError(code, { seconds: 30, reason: 'refused', host: 'loki' }).problem };
}
