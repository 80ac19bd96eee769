import type { Translate } from '../locales/core';
import { LogError, readStages, type EndpointHealth } from './loki';
import type { LogAccess } from './queries/common/logs';

/** How the log store of a data source does, asked with a real query of each endpoint. */
export interface LogsHealth {
  readonly sentences: readonly string[];
  readonly endpoints: readonly EndpointHealth[];
}

/** Never throws for a log store's faults: they are findings. */
export async function logsHealth(
  logs: LogAccess | undefined,
  t: Translate,
  signal: AbortSignal
): Promise<LogsHealth | undefined> {
  if (logs === undefined) {
    return undefined;
  }
  const endpoints = await logs.store.health(signal);
  return {
    sentences: [...endpoints.map((each) => sentenceOf(t, each)), ...ofFilter(t, logs.settings.errors)],
    endpoints,
  };
}

function sentenceOf(t: Translate, { name, region, failed, lines = 0, milliseconds }: EndpointHealth): string {
  const place = region === undefined || region === name ? name : `${name} (${region})`;
  if (failed !== undefined) {
    return t('loki:health.failed', { place, reason: t(`loki:error.${failed.code}`, failed.values) });
  }
  return t(lines === 0 ? 'loki:health.empty' : 'loki:health.ok', { place, lines, milliseconds });
}

/** The filter for errors is set once for all endpoints, so it is checked once. */
function ofFilter(t: Translate, filter: string): readonly string[] {
  try {
    readStages(filter);
    return [];
  } catch (error) {
    if (error instanceof LogError) {
      return [t(`loki:error.${error.code}`, error.values)];
    }
    throw error;
  }
}
