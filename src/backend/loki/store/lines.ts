import type { StreamsAnswer } from '../api/answers';
import type { Call } from '../api/call';
import { LogError } from '../errors';
import { restrictLines, type RestrictedQuery } from '../logql/restrict';
import type { LogLine, LogNotice, LogPipeline } from '../types';
import type { Source } from './source';
import { nanoseconds, windowsOf, type Window } from './windows';

export interface EndpointLines {
  readonly lines: readonly LogLine[];
  readonly truncated: boolean;
  readonly notices: readonly LogNotice[];
}

interface Asked extends Window {
  readonly query: LogPipeline;
  readonly maxLines: number;
}

/** Newest lines of one endpoint, page by page backwards. */
export async function linesAt(
  source: Source,
  { query, maxLines, ...range }: Asked,
  call: Call
): Promise<EndpointLines> {
  const paging = new Paging(source, restrictLines(query, source.base), maxLines, call);
  let pending = [...windowsOf(range, source.limits.rangeMs)];
  for (let window = pending.pop(); window !== undefined && !paging.isFull; window = pending.pop()) {
    try {
      await paging.read(window);
    } catch (error) {
      if (!(error instanceof LogError) || !source.limits.learn(error)) {
        throw error;
      }
      // Less is allowed than was asked for; lines taken of this window are read again and left out as known.
      pending = [...pending, ...windowsOf(window, source.limits.rangeMs)];
    }
  }
  return paging.result(pending.length > 0);
}

/** Newest first; digits are compared by their number first, as `9` comes before `10`. */
export function newestFirst({ ns: one }: LogLine, { ns: other }: LogLine): number {
  return one.length === other.length ? (one < other ? 1 : one > other ? -1 : 0) : other.length - one.length;
}

class Paging {
  readonly #source: Source;
  readonly #query: RestrictedQuery;
  readonly #maxLines: number;
  readonly #call: Call;
  readonly #lines: LogLine[] = [];
  readonly #notices = new Map<string, LogNotice>();
  #limit = Number.POSITIVE_INFINITY;
  #more = false;

  constructor(source: Source, query: RestrictedQuery, maxLines: number, call: Call) {
    this.#source = source;
    this.#query = query;
    this.#maxLines = maxLines;
    this.#call = call;
  }

  get isFull(): boolean {
    return this.#lines.length >= this.#maxLines || this.#more;
  }

  result(windowsLeft: boolean): EndpointLines {
    const truncated = this.#more || (windowsLeft && this.isFull);
    if (truncated) {
      this.#notices.set('moreLines', {
        code: 'moreLines',
        severity: 'info',
        values: { lines: Math.min(this.#lines.length, this.#maxLines) },
      });
    }
    return { lines: this.#lines.slice(0, this.#maxLines), truncated, notices: [...this.#notices.values()] };
  }

  /** Pages backwards through one window: each page ends where the one before began, lines of that nanosecond included. */
  async read({ fromMs, toMs }: Window): Promise<void> {
    const startNs = nanoseconds(fromMs);
    let endNs = nanoseconds(toMs);
    let known = new Map<string, number>();
    while (endNs > startNs && !this.isFull) {
      const room = this.#maxLines - this.#lines.length;
      const limit = Math.min(this.#source.limits.entries, this.#limit, room + sum(known));
      const page = await this.#page(startNs, endNs, limit);
      if (page === undefined) {
        continue;
      }
      const { lines, isWhole } = page;
      const unknown = without(lines, known);
      this.#lines.push(...unknown);
      if (isWhole) {
        return;
      }
      const oldest = lines.at(-1);
      if (oldest === undefined || this.#lines.length >= this.#maxLines) {
        this.#more = true;
        return;
      }
      const oldestNs = BigInt(oldest.ns);
      if (unknown.length === 0 || oldestNs + 1n === endNs) {
        // A whole page of one nanosecond: what else is in it can't be had.
        this.#notices.set('sameNanosecond', { code: 'sameNanosecond', severity: 'warning', values: { limit } });
        endNs = oldestNs;
        known = new Map();
      } else {
        endNs = oldestNs + 1n;
        known = keysAt(lines, oldest.ns);
      }
    }
  }

  /** Undefined where the page was too large and a smaller one is to be tried. */
  async #page(
    startNs: bigint,
    endNs: bigint,
    limit: number
  ): Promise<{ lines: readonly LogLine[]; isWhole: boolean } | undefined> {
    try {
      const answer = await this.#source.loki.streams(this.#query, { startNs, endNs }, limit, this.#call);
      for (const message of answer.warnings ?? []) {
        this.#notices.set(message, {
          code: 'lokiWarning',
          severity: 'warning',
          values: { message: message.slice(0, 300) },
        });
      }
      const all = linesOf(answer, this.#source);
      const inside = all.filter(({ ns }) => BigInt(ns) >= startNs && BigInt(ns) < endNs).sort(newestFirst);
      return { lines: inside, isWhole: all.length < limit };
    } catch (error) {
      if (!(error instanceof LogError) || error.code !== 'answerTooLarge') {
        throw error;
      }
      if (limit > 8 && this.#call.bytesLeft > 0) {
        this.#limit = Math.floor(limit / 8);
        return undefined;
      }
      if (this.#lines.length === 0) {
        throw error;
      }
      this.#more = true;
      return undefined;
    }
  }
}

function linesOf({ data: { result, encodingFlags = [] } }: StreamsAnswer, { endpoint }: Source): readonly LogLine[] {
  const categorized = encodingFlags.includes('categorize-labels');
  const place = { endpoint: endpoint.name, ...(endpoint.region === undefined ? {} : { region: endpoint.region }) };
  return result.flatMap(({ stream, values }) =>
    values.map(([ns, line, own]) => ({
      ns,
      line,
      labels: stream,
      // Where something on the way drops the header that tells them apart, metadata are among the labels.
      metadata: categorized ? (own?.structuredMetadata ?? {}) : stream,
      parsed: own?.parsed ?? {},
      ...place,
    }))
  );
}

function keyOf({ ns, line, labels, metadata }: LogLine): string {
  return JSON.stringify([ns, line, labels, metadata]);
}

/** How many of each line there are at a nanosecond. */
function keysAt(lines: readonly LogLine[], ns: string): Map<string, number> {
  const keys = new Map<string, number>();
  for (const line of lines.filter((each) => each.ns === ns)) {
    const key = keyOf(line);
    keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  return keys;
}

/** Lines that were not taken with the page before. */
function without(lines: readonly LogLine[], known: ReadonlyMap<string, number>): readonly LogLine[] {
  if (known.size === 0) {
    return lines;
  }
  const left = new Map(known);
  return lines.filter((line) => {
    const key = keyOf(line);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function sum(known: ReadonlyMap<string, number>): number {
  return [...known.values()].reduce((total, count) => total + count, 0);
}
