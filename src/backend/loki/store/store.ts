import { defaultCaps, type Caps } from '../api/call';
import { Loki } from '../api/loki';
import { LogError } from '../errors';
import { isLabel } from '../logql/print';
import { restrictLines } from '../logql/restrict';
import { readBase } from '../logql/selector';
import { placeOf, type HostList } from '../transport/place';
import { systemResolve, type Resolve } from '../transport/resolve';
import { wayTo } from '../transport/send';
import type {
  CountsAsk,
  EndpointAnswer,
  EndpointHealth,
  LabelValuesAsk,
  LinesAsk,
  LogPattern,
  LogStore,
  LokiEndpoint,
  PatternsAsk,
} from '../types';
import { askAll, type Place } from './ask';
import { countsAt } from './counts';
import { lookAt } from './health';
import { Limits } from './limits';
import { linesAt } from './lines';
import { mergeCounts, mergeLines, withCut } from './merge';
import { emptyBefore } from './retention';
import { checkRange, gridOf, nanoseconds } from './windows';

/** Lines that one call may ask for. */
export const mostLines = 50_000;

export interface LokiParts {
  /** Hosts that the Grafana server allows; see `hostList`. */
  readonly hosts?: HostList;
  readonly caps?: Partial<Caps>;
  readonly resolve?: Resolve;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** A log store made of Loki endpoints. Endpoints that are set up wrong are told with every answer, and harm no other. */
export function lokiStore(endpoints: readonly LokiEndpoint[], parts: LokiParts = {}): LogStore {
  const { hosts, resolve = systemResolve, now = Date.now } = parts;
  const caps = { ...defaultCaps, ...parts.caps };
  const places = endpoints.map((endpoint) => placed(endpoint, hosts, resolve));

  return {
    endpoints: endpoints.map(({ name, region }) => ({ name, ...(region === undefined ? {} : { region }) })),

    async counts({ query, by = [], signal, ...range }: CountsAsk) {
      const grid = gridOf(range);
      const { answers, regions, bytesRead } = await askAll(places, caps, signal, async (source, call) => {
        const { series, notices } = await countsAt(source, { query, by, grid }, call);
        return { data: series, notices: [...notices, ...(await emptyBefore(source, grid, series, now(), call))] };
      });
      return { data: mergeCounts(grid, [...answers.values()], by.length > 0), regions, bytesRead };
    },

    async lines({ query, maxLines: asked, signal, fromMs, toMs }: LinesAsk) {
      checkRange(fromMs, toMs);
      const maxLines = Math.max(1, Math.min(Math.floor(asked), mostLines));
      const { answers, regions, bytesRead } = await askAll(places, caps, signal, async (source, call) => {
        const data = await linesAt(source, { query, fromMs, toMs, maxLines }, call);
        return { data, notices: data.notices, truncated: data.truncated };
      });
      const { lines, cut } = mergeLines(answers, maxLines);
      return {
        data: lines,
        regions: regions.map((each) => (cut.has(each.name) ? withCut(each, maxLines) : each)),
        bytesRead,
      };
    },

    async labelValues({ label, fromMs, toMs, selector, signal }: LabelValuesAsk) {
      checkRange(fromMs, toMs);
      if (!isLabel(label)) {
        throw new LogError('labelInvalid', { label: label.slice(0, 60) });
      }
      const stretch = { startNs: nanoseconds(fromMs), endNs: nanoseconds(toMs) };
      const { answers, regions, bytesRead } = await askAll(places, caps, signal, async (source, call) => ({
        data: await source.loki.labelValues(label, restrictLines(selectorOnly(selector), source.base), stretch, call),
      }));
      return { data: [...new Set([...answers.values()].flat())].sort(), regions, bytesRead };
    },

    async patterns({ query, fromMs, toMs, stepMs = 60_000, signal }: PatternsAsk) {
      checkRange(fromMs, toMs);
      const stretch = { startNs: nanoseconds(fromMs), endNs: nanoseconds(toMs) };
      const { answers, regions, bytesRead } = await askAll(places, caps, signal, async (source, call) => {
        const selector = restrictLines(selectorOnly(query.selector), source.base);
        const seconds = Math.max(10, Math.round(stepMs / 1000));
        const { name, region } = source.endpoint;
        const found = await orNone(source.loki.patterns(selector, stretch, seconds, call));
        const data = found.map(({ pattern, level, samples }): LogPattern => ({
          pattern,
          ...(level === undefined ? {} : { level }),
          count: samples.reduce((sum, [, count]) => sum + count, 0),
          samples: samples.map(([time, count]) => [time * 1000, count]),
          endpoint: name,
          ...(region === undefined ? {} : { region }),
        }));
        return { data };
      });
      const all = [...answers.values()].flat().sort((one, other) => other.count - one.count);
      return { data: all, regions, bytesRead };
    },

    async health(signal) {
      return await Promise.all(
        places.map(async (place): Promise<EndpointHealth> => {
          const started = performance.now();
          const { answers, regions } = await askAll([place], caps, signal, async (source, call) => ({
            data: await lookAt(source, now(), call),
          })).catch(toldApart(place));
          const looked = answers.get(place.endpoint.name);
          return {
            name: place.endpoint.name,
            notices: [],
            ...regions[0],
            labels: looked?.labels ?? [],
            ...(looked?.version === undefined ? {} : { version: looked.version }),
            ...(looked === undefined ? {} : { lines: looked.lines }),
            milliseconds: Math.round(performance.now() - started),
          };
        })
      );
    },

    dispose() {
      for (const { source } of places) {
        if (!(source instanceof LogError)) {
          source.loki.dispose();
        }
      }
    },
  };
}

function placed(endpoint: LokiEndpoint, hosts: HostList, resolve: Resolve): Place {
  try {
    const place = placeOf(endpoint.url, hosts);
    checkSecrets(endpoint);
    const base = readBase(endpoint.selector);
    const loki = new Loki(wayTo(endpoint, place, resolve), place);
    return { endpoint, source: { endpoint, base, loki, limits: new Limits() } };
  } catch (error) {
    if (error instanceof LogError) {
      return { endpoint, source: error };
    }
    throw error;
  }
}

/** Throws `secretMissing`: asking without would only be refused. */
function checkSecrets({ auth }: LokiEndpoint): void {
  const missing =
    (auth.kind === 'basic' && (auth.user === '' ? 'user' : auth.password === '' ? 'password' : '')) ||
    (auth.kind === 'bearer' && auth.token === '' ? 'token' : '');
  if (missing !== '') {
    throw new LogError('secretMissing', { what: missing });
  }
}

function selectorOnly(selector: string | undefined) {
  return selector === undefined ? {} : { selector };
}

/** Loki has no such path where the part that answers it is switched off. */
async function orNone<Item>(asked: Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof LogError && error.code === 'notFound') {
      return [];
    }
    throw error;
  }
}

/** For health, also what would be the query's fault is a finding about the endpoint. */
function toldApart({ endpoint }: Place) {
  return (error: unknown) => {
    if (!(error instanceof LogError) || error.code === 'cancelled') {
      throw error;
    }
    const failed: EndpointAnswer = { name: endpoint.name, notices: [], failed: error.problem };
    return { answers: new Map<string, never>(), regions: [failed], bytesRead: 0 };
  };
}
