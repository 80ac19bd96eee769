import type { Call } from '../api/call';
import { LogError } from '../errors';
import { restrictCounts, restrictLines } from '../logql/restrict';
import type { Source } from './source';
import { nanoseconds } from './windows';

const hour = 3_600_000;

export interface Looked {
  readonly version?: string;
  readonly labels: readonly string[];
  readonly lines: number;
}

/** A real query: lines of the last hour, and their labels. */
export async function lookAt({ loki, base }: Source, now: number, call: Call): Promise<Looked> {
  const stretch = { startNs: nanoseconds(now - hour), endNs: nanoseconds(now) };
  const { data } = await loki.vector(restrictCounts({}, base, { seconds: hour / 1000 }), stretch.endNs, call);
  const lines = Number(data.result[0]?.value[1] ?? 0);
  const labels = await loki.labels(restrictLines({}, base), stretch, call);
  const version = await versionOf(loki.version(call));
  return { lines, labels: [...labels].sort(), ...(version === undefined ? {} : { version }) };
}

/** Gateways often let only queries through. */
async function versionOf(asked: Promise<string>): Promise<string | undefined> {
  try {
    const version = await asked;
    return version === '' ? undefined : version;
  } catch (error) {
    if (error instanceof LogError && error.code !== 'cancelled') {
      return undefined;
    }
    throw error;
  }
}
