import { LRUCache } from 'lru-cache';
import type { LogAnswer, LogPipeline, LogStore, Counts } from '../../loki';
import { answered, selectorOf, type LogAccess } from '../common/logs';

const day = 86_400_000;
const hour = 3_600_000;

/** Lines come late: a day that is over for less than this is asked for anew. */
const settled = 2 * hour;
/** How long whole days are kept, and what still fills. */
const keptFor = { whole: 30 * 60_000, filling: 10_000 };

/** Counts of error lines by service, `counts[i]` of bucket `[startMs + i × stepMs, …)`. */
export interface ErrorSeries {
  readonly startMs: number;
  /** All services together. */
  readonly total: Float64Array;
  readonly services: ReadonlyMap<string, Float64Array>;
}

export interface ErrorsRead {
  /** Left out where no endpoint answered. */
  readonly series?: ErrorSeries;
  readonly answers: ReadonlyArray<Pick<LogAnswer<unknown>, 'regions'>>;
}

interface CountsAsked {
  readonly query: LogPipeline;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  readonly now: number;
  readonly signal: AbortSignal;
}

type Part = ReadonlyMap<string, readonly number[]>;

/** What stores have answered of late. Whole days of error counts don't change; a rule asks for them every minute. */
const kept = new WeakMap<LogStore, LRUCache<string, Part>>();

function keptBy(store: LogStore): LRUCache<string, Part> {
  const known = kept.get(store) ?? new LRUCache<string, Part>({ max: 400, ttl: keptFor.whole });
  kept.set(store, known);
  return known;
}

/** Error lines per bucket and service. Endpoints that fail leave their part out; where all do, there is no series. */
export async function readErrors({ store }: Pick<LogAccess, 'store'>, asked: CountsAsked): Promise<ErrorsRead> {
  const { query, fromMs, toMs, stepMs, now, signal } = asked;
  const cache = keptBy(store);
  const parts = new Map<number, Part>();
  const keyOf = (at: number, until: number) => JSON.stringify([query.selector, query.stages, stepMs, at, until]);
  let missing = fromMs;
  while (missing < toMs) {
    const until = Math.min(toMs, (Math.floor(missing / day) + 1) * day);
    const part = cache.get(keyOf(missing, until));
    if (part === undefined) {
      break;
    }
    parts.set(missing, part);
    missing = until;
  }
  const answers: Array<LogAnswer<Counts>> = [];
  if (missing < toMs) {
    const answer = await store.counts({ query, fromMs: missing, toMs, stepMs, by: ['service_name'], signal });
    answers.push(answer);
    if (!answered(answer)) {
      return { answers };
    }
    const isWhole = answer.regions.every(({ failed, notices }) => failed === undefined && notices.length === 0);
    for (let at = missing; at < toMs;) {
      const until = Math.min(toMs, (Math.floor(at / day) + 1) * day);
      const part = cut(answer.data, at, until);
      parts.set(at, part);
      if (isWhole) {
        cache.set(keyOf(at, until), part, { ttl: until <= now - settled ? keptFor.whole : keptFor.filling });
      }
      at = until;
    }
  }
  return { answers, series: joined(parts, fromMs, toMs, stepMs) };
}

function cut({ startMs, stepMs, series }: Counts, from: number, to: number): Part {
  const [first, last] = [(from - startMs) / stepMs, (to - startMs) / stepMs];
  return new Map(series.map(({ labels, counts }) => [labels['service_name'] ?? '', counts.slice(first, last)]));
}

function joined(parts: ReadonlyMap<number, Part>, startMs: number, toMs: number, stepMs: number): ErrorSeries {
  const length = Math.round((toMs - startMs) / stepMs);
  const total = new Float64Array(length);
  const services = new Map<string, Float64Array>();
  for (const [from, part] of parts) {
    const first = (from - startMs) / stepMs;
    for (const [service, counts] of part) {
      const into = services.get(service) ?? new Float64Array(length);
      services.set(service, into);
      for (let at = 0; at < counts.length; at += 1) {
        const count = counts[at] ?? 0;
        into[first + at] = (into[first + at] ?? 0) + count;
        total[first + at] = (total[first + at] ?? 0) + count;
      }
    }
  }
  return { startMs, total, services };
}

/** Logs that had no line for so long are told as silent. */
export const silentAfter = 6 * hour;
/** How far back the newest line is looked for once they are. */
const looked = 7 * day;
/** What lies further back than that changes no more, but for late lines. */
const olderLines = new WeakMap<LogStore, LRUCache<string, NewestLine>>();

/** The newest line of any level: when it was written, or, where there is none, since when none was. */
export interface NewestLine {
  readonly at?: number;
  readonly since: number;
}

/** Undefined where nobody answered. Looked for over six hours, then over seven days. */
export async function newestLine(
  { store }: Pick<LogAccess, 'store'>,
  {
    services,
    now,
    signal,
  }: { readonly services: readonly string[]; readonly now: number; readonly signal: AbortSignal }
): Promise<NewestLine | undefined> {
  const query = { selector: selectorOf(services) };
  const newest = async (since: number, toMs: number): Promise<NewestLine | undefined> => {
    const answer = await store.lines({ query, fromMs: since, toMs, maxLines: 1, signal });
    const [line] = answer.data;
    return line !== undefined
      ? { at: Number(BigInt(line.ns) / 1_000_000n), since }
      : answered(answer)
        ? { since }
        : undefined;
  };
  const recent = await newest(now - silentAfter, now);
  if (recent === undefined || recent.at !== undefined) {
    return recent;
  }
  const cache = olderLines.get(store) ?? new LRUCache<string, NewestLine>({ max: 100, ttl: keptFor.whole });
  olderLines.set(store, cache);
  const known = cache.get(query.selector) ?? (await newest(now - looked, now - silentAfter));
  if (known !== undefined) {
    cache.set(query.selector, known);
  }
  return known ?? recent;
}

/** The service with most error lines of a stretch; undefined where there are none. */
export function worstService({ startMs, services }: ErrorSeries, stepMs: number, from: number, to: number) {
  let worst: { readonly service: string; readonly errors: number } | undefined;
  const [first, last] = [Math.floor((from - startMs) / stepMs), Math.ceil((to - startMs) / stepMs)];
  for (const [service, counts] of services) {
    const errors = counts.subarray(Math.max(0, first), Math.max(0, last)).reduce((sum, count) => sum + count, 0);
    if (errors > (worst?.errors ?? 0)) {
      worst = { service, errors };
    }
  }
  return worst;
}
