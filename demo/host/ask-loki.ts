import { z } from 'zod';
import type { QueryResult } from './ask';
import { lokiAnswer, lokiFrames } from './loki-frames';

/** A Loki that the preview shows as a data source of Grafana's. */
export interface LogSource {
  readonly uid: string;
  readonly name: string;
  /** Without `/loki/api/v1`. */
  readonly url: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
}

const lokiQuery = z.object({
  refId: z.string(),
  expr: z.string(),
  legendFormat: z.string().default(''),
  maxLines: z.number().int().positive().default(1000),
  intervalMs: z.number().positive(),
});

export interface LokiQuestion {
  readonly queries: readonly unknown[];
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
}

/** Points that Loki gives at most. */
const mostPoints = 11_000;

async function one(source: LogSource, query: z.output<typeof lokiQuery>, question: LokiQuestion): Promise<QueryResult> {
  const { from, to, signal } = question;
  const stepMs = Math.max(1000, Math.round(query.intervalMs), Math.ceil((to - from) / mostPoints));
  const step = `${Math.ceil(stepMs / 1000)}s`;
  const range = `${Math.max(1, Math.ceil((to - from) / 1000))}s`;
  const expr = query.expr.replaceAll(/\$__(auto|interval|range)\b/g, (_, name) => (name === 'range' ? range : step));
  const response = await fetch(`${source.url}/loki/api/v1/query_range`, {
    method: 'POST',
    headers: { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' },
    body: new URLSearchParams({
      query: expr,
      start: `${from}000000`,
      end: `${to}000000`,
      step,
      limit: String(query.maxLines),
      direction: 'backward',
    }),
    signal,
  });
  if (!response.ok) {
    return { status: response.status, error: (await response.text()).trim(), errorSource: 'downstream' };
  }
  const answer = lokiAnswer.parse(await response.json());
  return { status: 200, frames: lokiFrames(answer, { ...query, expr, stepMs }) };
}

/** Asks a Loki as Grafana's own data source does; answers by refId, and nothing is thrown but a cancellation. */
export async function askLoki(
  source: LogSource,
  question: LokiQuestion
): Promise<Readonly<Record<string, QueryResult>>> {
  const queries = z.array(lokiQuery).parse(question.queries);
  const results = await Promise.all(
    queries.map(async (query): Promise<[string, QueryResult]> => {
      try {
        return [query.refId, await one(source, query, question)];
      } catch (error) {
        question.signal.throwIfAborted();
        return [
          query.refId,
          { status: 502, error: `Loki can’t be asked: ${String(error)}`, errorSource: 'downstream' },
        ];
      }
    })
  );
  return Object.fromEntries(results);
}
