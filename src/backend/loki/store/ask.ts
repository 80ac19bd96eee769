import { Call, type Caps } from '../api/call';
import { LogError } from '../errors';
import type { EndpointAnswer, LogNotice, LokiEndpoint } from '../types';
import type { Source } from './source';

/** An endpoint as it was set up, and the source it makes or what is wrong with it. */
export interface Place {
  readonly endpoint: LokiEndpoint;
  readonly source: Source | LogError;
}

/** What one endpoint gave. */
export interface Part<Data> {
  readonly data: Data;
  readonly notices?: readonly LogNotice[];
  readonly truncated?: boolean;
}

export interface Asked<Data> {
  readonly answers: ReadonlyMap<string, Data>;
  readonly regions: readonly EndpointAnswer[];
  readonly bytesRead: number;
}

/**
 * Asks all endpoints at once. Failures of endpoints are told beside the answers of others; thrown are a cancelled call and
 * what is the query's fault where no endpoint answered.
 */
export async function askAll<Data>(
  places: readonly Place[],
  caps: Caps,
  signal: AbortSignal | undefined,
  ask: (source: Source, call: Call) => Promise<Part<Data>>
): Promise<Asked<Data>> {
  if (signal?.aborted === true) {
    throw new LogError('cancelled', {}, signal.reason);
  }
  const answers = new Map<string, Data>();
  const failures: LogError[] = [];
  let bytesRead = 0;
  const one = async ({ endpoint, source }: Place): Promise<EndpointAnswer> => {
    const about = { name: endpoint.name, ...(endpoint.region === undefined ? {} : { region: endpoint.region }) };
    const call = new Call(caps, signal);
    try {
      if (source instanceof LogError) {
        throw source;
      }
      const { data, notices = [], truncated = false } = await ask(source, call);
      answers.set(endpoint.name, data);
      return { ...about, notices, ...(truncated ? { truncated } : {}) };
    } catch (error) {
      if (!(error instanceof LogError)) {
        throw error;
      }
      failures.push(error);
      return { ...about, notices: [], failed: error.problem };
    } finally {
      bytesRead += call.bytesRead;
    }
  };
  const regions = await Promise.all(places.map(one));
  const thrown =
    failures.find(({ code }) => code === 'cancelled') ??
    (answers.size === 0 ? failures.find(({ fault }) => fault === 'query') : undefined);
  if (thrown !== undefined) {
    throw thrown;
  }
  return { answers, regions, bytesRead };
}
