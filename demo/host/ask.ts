import { frameJson, type FrameJson } from './frame-json';
import type { PluginClient, QueryDataAnswer, WireQuery } from './plugin-client';
import type { PluginContext } from './plugin-context';

/** One query's answer as Grafana's HTTP API words it. */
export interface QueryResult {
  readonly status: number;
  readonly frames?: readonly FrameJson[];
  readonly error?: string;
  readonly errorSource?: string;
}

export interface Question {
  readonly pluginContext: PluginContext;
  readonly headers: Readonly<Record<string, string>>;
  readonly queries: readonly WireQuery[];
  readonly signal: AbortSignal;
}

function resultOf(answer: QueryDataAnswer['responses'][string]): QueryResult {
  const frames = answer.frames.map(frameJson);
  return answer.error
    ? { status: answer.status, frames, error: answer.error, errorSource: answer.errorSource }
    : { status: answer.status, frames };
}

/** Asks the backend several queries of one data source; answers by refId. */
export async function askBackend(
  client: PluginClient,
  { pluginContext, headers, queries, signal }: Question
): Promise<Readonly<Record<string, QueryResult>>> {
  const { responses } = await client.queryData({ pluginContext, headers, queries }, signal);
  return Object.fromEntries(Object.entries(responses).map(([refId, answer]) => [refId, resultOf(answer)]));
}
