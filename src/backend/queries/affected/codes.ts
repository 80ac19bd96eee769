import type { AffectedQuery } from '../../../query';
import { quoteLogql, type Counts, type CountSeries, type LogAnswer, type LogPipeline } from '../../loki';
import type { Ask } from '../common/ask';
import { answered, errorLines, type LogAccess } from '../common/logs';
import type { CodeRow } from './frame';
import type { CodeSeen } from './hits';
import { codeNames, codeOf } from './keys';

const minute = 60_000;
/** The stretch before a range that tells what is new. */
export const week = 7 * 86_400_000;

/** Buckets that first and last occurrences are told by, at most. */
const mostBuckets = 500;

export interface CodesRead {
  readonly rows: readonly CodeRow[];
  readonly answers: ReadonlyArray<LogAnswer<Counts>>;
}

/** What the log store calls codes that it reads from lines. */
const inLine = codeNames.map((path, at) => ({ name: `line_code_${at}`, path }));
/** In the order in which they are believed; metadata have no dots in their names. */
export const codeLabels = inLine.flatMap(({ name, path }) => (path.includes('.') ? [name] : [path, name]));

/**
 * Lines with their codes as labels, also where a service writes them into the line's JSON alone. A line that is no JSON bears
 * an error label then, over which Loki refuses to count at all: it is dropped, the line stays.
 */
export function withCodes({ selector = '', stages = '' }: LogPipeline): LogPipeline {
  const read = inLine.map(({ name, path }) => `${name}=${quoteLogql(path)}`).join(', ');
  return { selector, stages: `${stages} | json ${read} | drop __error__, __error_details__`.trim() };
}

/** Objects and lists are no codes. */
const isCode = (value: string | undefined) => value !== undefined && value !== '' && !/^[[{]/.test(value);

function codeAt({ labels: values }: CountSeries): string {
  const name = codeLabels.find((each) => isCode(values[each]));
  return (name === undefined ? undefined : codeOf(values[name])) ?? '';
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Codes of the range by service, most lines first, counted by the log store; lines that were read tell keys and the last moment. */
export async function readCodes(
  { query, options }: Pick<Ask<AffectedQuery>, 'query' | 'options'>,
  logs: LogAccess,
  { from, to }: { readonly from: number; readonly to: number },
  seen: readonly CodeSeen[]
): Promise<CodesRead> {
  const { signal } = options;
  const pipeline = withCodes(errorLines(logs, query));
  const stepMs = Math.max(minute, Math.ceil((to - from) / mostBuckets / minute) * minute);
  const before = { fromMs: Math.floor((from - week) / minute) * minute, toMs: Math.floor(from / minute) * minute };
  const [range, past] = await Promise.all([
    logs.store.counts({ query: pipeline, fromMs: from, toMs: to, stepMs, by: ['service_name', ...codeLabels], signal }),
    logs.store.counts({ query: pipeline, ...before, stepMs: week, by: codeLabels, signal }),
  ]);
  const known = new Set(past.data.series.flatMap((each) => (sum(each.counts) > 0 ? [codeAt(each)] : [])));
  // Without an answer, or where codes were too many to be told apart, what is missing may have been there.
  const isPastWhole = answered(past) && !past.data.series.some(({ rest }) => rest === true);
  const rows = new Map<string, CodeRow>();
  for (const each of range.data.series) {
    const code = codeAt(each);
    const service = each.labels['service_name'] ?? '';
    const errors = sum(each.counts);
    if (code === '' || each.rest === true || errors === 0) {
      continue;
    }
    const id = `${service} ${code}`;
    const at = (bucket: number) => Math.max(from, range.data.startMs + bucket * stepMs);
    const own = seen.find((line) => line.code === code && line.service === service);
    const firstAt = at(each.counts.findIndex((count) => count > 0));
    const lastAt = own?.lastAt ?? Math.min(to, at(each.counts.findLastIndex((count) => count > 0) + 1));
    const same = rows.get(id);
    rows.set(id, {
      code,
      service,
      errors: errors + (same?.errors ?? 0),
      keys: own?.keys.size ?? 0,
      firstAt: Math.min(firstAt, same?.firstAt ?? firstAt),
      lastAt: Math.max(lastAt, same?.lastAt ?? lastAt),
      isNew: isPastWhole && !known.has(code),
    });
  }
  // Those that the log store did not tell apart: counted in the lines that were read.
  for (const { code, service, lines, keys, firstAt, lastAt } of seen) {
    const id = `${service} ${code}`;
    if (!rows.has(id)) {
      rows.set(id, { code, service, errors: lines, keys: keys.size, firstAt, lastAt, isNew: false });
    }
  }
  return { rows: [...rows.values()].sort((a, b) => b.errors - a.errors), answers: [range, past] };
}
