import { z } from 'zod';
import { askBackend, type QueryResult } from './ask';
import { askLoki, type LogSource } from './ask-loki';
import type { DataSources } from './data-sources';
import { HttpError, readJson, sendJson, type Exchange } from './http';
import type { PluginClient, WireQuery } from './plugin-client';
import { pluginContext } from './plugin-context';

const epoch = z.string().regex(/^\d+$/, 'epoch milliseconds').transform(Number);

const queryRequest = z.object({
  from: epoch,
  to: epoch,
  queries: z
    .array(
      z.looseObject({
        refId: z.string().min(1),
        datasource: z.object({ uid: z.string() }),
        queryType: z.string().default(''),
        maxDataPoints: z.number().int().positive().default(100),
        intervalMs: z.number().positive().default(1_000),
      })
    )
    .min(1),
});
type QueryRequest = z.infer<typeof queryRequest>;

/** Headers of the page that Grafana passes on to a backend. */
const forwarded = ['x-dashboard-uid', 'x-panel-id', 'x-query-group-id', 'x-datasource-uid', 'x-plugin-id'];

function headersFor({ request }: Exchange): Record<string, string> {
  const passed = forwarded.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[`http_${name}`, value] as const] : [];
  });
  return { 'X-Grafana-Org-Id': '1', ...Object.fromEntries(passed) };
}

function wireQuery(query: QueryRequest['queries'][number], { from, to }: QueryRequest): WireQuery {
  return {
    refId: query.refId,
    queryType: query.queryType,
    maxDataPoints: query.maxDataPoints,
    intervalMS: Math.round(query.intervalMs),
    timeRange: { fromEpochMS: from, toEpochMS: to },
    json: Buffer.from(JSON.stringify(query)),
  };
}

function statusOf(results: readonly QueryResult[]): number {
  const failed = results.filter(({ error }) => error !== undefined);
  return failed.length === 0 ? 200 : results.length === 1 ? (failed[0]?.status ?? 500) : 400;
}

type Queries = QueryRequest['queries'];

function grouped(queries: Queries): ReadonlyMap<string, Queries> {
  const bySource = new Map<string, Queries>();
  for (const query of queries) {
    bySource.set(query.datasource.uid, [...(bySource.get(query.datasource.uid) ?? []), query]);
  }
  return bySource;
}

/** `POST /api/ds/query`: sends each data source its queries and answers their frames as JSON. */
export function queryRoute(
  client: PluginClient,
  dataSources: DataSources,
  appUrl: string,
  logs: readonly LogSource[] = []
) {
  return async (exchange: Exchange): Promise<void> => {
    const parsed = queryRequest.safeParse(await readJson(exchange.request));
    if (!parsed.success) {
      throw new HttpError(400, `Bad query request: ${z.prettifyError(parsed.error)}`);
    }
    const bySource = grouped(parsed.data.queries);
    const answers = await Promise.all(
      [...bySource].map(async ([uid, queries]) => {
        const loki = logs.find((each) => each.uid === uid);
        if (loki !== undefined) {
          const { from, to } = parsed.data;
          return askLoki(loki, { queries, from, to, signal: exchange.signal });
        }
        const dataSource = dataSources.byUid(uid);
        if (dataSource === undefined) {
          throw new HttpError(404, `Data source ${uid} not found`);
        }
        return askBackend(client, {
          pluginContext: pluginContext(dataSource, appUrl),
          headers: headersFor(exchange),
          queries: queries.map((query) => wireQuery(query, parsed.data)),
          signal: exchange.signal,
        });
      })
    );
    const results: Record<string, QueryResult> = Object.fromEntries(
      answers.flatMap((answer) => Object.entries(answer))
    );
    sendJson(exchange.response, statusOf(Object.values(results)), { results });
  };
}
