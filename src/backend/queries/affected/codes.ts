import type { AffectedQuery } from '../../../query';
import type { Counts, LogAnswer } from '../../loki';
import type { Ask } from '../common/ask';
import { errorLines, type LogAccess } from '../common/logs';
import type { CodeRow } from './frame';
import type { CodeSeen } from './hits';

const minute = 60_000;
const week = 7 * 86_400_000;

/** Buckets that first and last occurrences are told by, at most. */
const mostBuckets = 500;

export interface CodesRead {
  readonly rows: readonly CodeRow[];
  readonly answers: ReadonlyArray<LogAnswer<Counts>>;
}

/** Codes of the range by service, most lines first: counted by the log store, named ones in lines beside. */
export async function readCodes(
  { query, options }: Pick<Ask<AffectedQuery>, 'query' | 'options'>,
  logs: LogAccess,
  { from, to }: { readonly from: number; readonly to: number },
  seen: readonly CodeSeen[]
): Promise<CodesRead> {
  const { signal } = options;
  const pipeline = errorLines(logs, query);
  const stepMs = Math.max(minute, Math.ceil((to - from) / mostBuckets / minute) * minute);
  const before = { fromMs: Math.floor((from - week) / minute) * minute, toMs: Math.floor(from / minute) * minute };
  const [range, past] = await Promise.all([
    logs.store.counts({ query: pipeline, fromMs: from, toMs: to, stepMs, by: ['service_name', 'error_code'], signal }),
    logs.store.counts({ query: pipeline, ...before, stepMs: week, by: ['error_code'], signal }),
  ]);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const known = new Set(
    past.data.series.flatMap(({ labels, counts }) => (sum(counts) > 0 ? [labels['error_code'] ?? ''] : []))
  );
  const rows = new Map<string, CodeRow>();
  for (const { labels, counts, rest } of range.data.series) {
    const code = labels['error_code'] ?? '';
    const service = labels['service_name'] ?? '';
    const errors = sum(counts);
    if (code === '' || rest === true || errors === 0) {
      continue;
    }
    const at = (bucket: number) => Math.max(from, range.data.startMs + bucket * stepMs);
    const own = seen.find((each) => each.code === code && each.service === service);
    rows.set(`${service} ${code}`, {
      code,
      service,
      errors,
      keys: own?.keys.size ?? 0,
      firstAt: at(counts.findIndex((count) => count > 0)),
      lastAt: own?.lastAt ?? Math.min(to, at(counts.findLastIndex((count) => count > 0) + 1)),
      isNew: !known.has(code),
    });
  }
  // Services that write the code into the line alone: counted in the lines that were read.
  for (const { code, service, lines, keys, firstAt, lastAt } of seen) {
    const id = `${service} ${code}`;
    if (!rows.has(id)) {
      rows.set(id, { code, service, errors: lines, keys: keys.size, firstAt, lastAt, isNew: false });
    }
  }
  return { rows: [...rows.values()].sort((a, b) => b.errors - a.errors), answers: [range, past] };
}
