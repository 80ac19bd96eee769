import { instantVector, matrix, patterns, streams } from './answers';
import { detectedFields, detectedLabels, detectedValues } from './detected';
import type { Line, LineSource, Passing } from './line';
import { selectorOf } from './matcher';
import { seriesOf, type Grid } from './metrics';
import { pipelineOf, run } from './pipeline';
import { LokiProblem } from './problem';
import { durationOf, parseQuery, type Node } from './tree';
import { volume, volumeRange } from './volume';

/** One question over HTTP, its parameters out of address or form. */
export interface Question {
  /** Behind `/loki/api/v1`. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly categorized: boolean;
  readonly source: LineSource;
  /** Epoch milliseconds. */
  readonly now: number;
}

const million = 1_000_000n;
const mostLines = 5000;
const mostPoints = 11_000;
const longest = 30 * 86_400_000 + 3_600_000;

/** Nanoseconds of a time given as such, as seconds, or as RFC 3339. */
function timeOf(text: string | null, otherwise: number): bigint {
  if (text === null || text === '') {
    return BigInt(otherwise) * million;
  }
  if (/^\d+$/.test(text)) {
    return text.length > 12 ? BigInt(text) : BigInt(text) * 1_000_000_000n;
  }
  const milliseconds = /^[\d.]+$/.test(text) ? Math.round(Number(text) * 1000) : Date.parse(text);
  if (Number.isNaN(milliseconds)) {
    throw new LokiProblem(400, `could not parse '${text}' as a time`);
  }
  return BigInt(milliseconds) * million;
}

function rangeOf({ parameters, now }: Question): { readonly from: bigint; readonly to: bigint } {
  const to = timeOf(parameters.get('end'), now);
  const from = timeOf(parameters.get('start'), Number(to / million) - 3_600_000);
  if (to < from) {
    throw new LokiProblem(400, 'end timestamp must not be before or equal to start time');
  }
  if (Number((to - from) / million) > longest) {
    const hours = Number((to - from) / million) / 3_600_000;
    throw new LokiProblem(
      400,
      `the query time range exceeds the limit (query length: ${Math.floor(hours)}h${Math.floor((hours % 1) * 60)}m0s, limit: 30d1h)`
    );
  }
  return { from, to };
}

/** A metric expression is one; anything else is a log query. */
function isMetric(expression: Node): boolean {
  return expression.child('MetricExpr') !== undefined;
}

function queryRange(question: Question): unknown {
  const { parameters, source, categorized } = question;
  const { from, to } = rangeOf(question);
  const expression = parseQuery(parameters.get('query') ?? '');
  if (!isMetric(expression)) {
    const limit = Number(parameters.get('limit') ?? 100);
    if (limit > mostLines) {
      throw new LokiProblem(
        400,
        `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${mostLines})`
      );
    }
    const forward = parameters.get('direction')?.toLowerCase() === 'forward';
    return streams(logLines(pipelineOf(expression), source, { from, to, limit, forward }), categorized);
  }
  const span = Number((to - from) / million);
  const step = stepOf(parameters.get('step'), span);
  if (span / step > mostPoints) {
    throw new LokiProblem(
      400,
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter'
    );
  }
  const grid: Grid = {
    first: Math.floor(Number(from / million) / step) * step,
    last: Math.ceil(Number(to / million) / step) * step,
    step,
  };
  return matrix(seriesOf(expression, { grid, source }), grid);
}

interface LinesAsked {
  readonly from: bigint;
  readonly to: bigint;
  readonly limit: number;
  readonly forward: boolean;
}

/** Lines of [from, to), as Loki counts them for log queries. */
function logLines(
  pipeline: ReturnType<typeof pipelineOf>,
  source: LineSource,
  { from, to, limit, forward }: LinesAsked
): readonly Passing[] {
  const all = [...run(pipeline, source, from - 1n, to - 1n)];
  return forward ? all.slice(0, limit) : all.slice(-limit).reverse();
}

function stepOf(text: string | null, span: number): number {
  const step =
    text === null || text === ''
      ? Math.max(1000, span / 250)
      : /^[\d.]+$/.test(text)
        ? Number(text) * 1000
        : durationOf(text);
  if (!(step > 0)) {
    throw new LokiProblem(
      400,
      `zero or negative query resolution step widths are not accepted. Try a positive integer`
    );
  }
  return Math.round(step);
}

function query({ parameters, source, now }: Question): unknown {
  const at = Number(timeOf(parameters.get('time'), now) / million);
  const expression = parseQuery(parameters.get('query') ?? '');
  if (!isMetric(expression)) {
    throw new LokiProblem(
      400,
      'log queries are not supported as an instant query type, please change your query to a range query type'
    );
  }
  return instantVector(seriesOf(expression, { grid: { first: at, last: at, step: 1 }, source }), at);
}

function selected(question: Question): readonly Line[] {
  const { parameters, source } = question;
  const { from, to } = rangeOf(question);
  const text = parameters.get('match[]') ?? parameters.get('match') ?? parameters.get('query') ?? '';
  const matchers = text === '' || text === '{}' ? [] : selectorOf(parseQuery(text));
  return source
    .between(from, to)
    .filter(({ labels }) => matchers.every(({ label, fits }) => fits(labels[label] ?? '')));
}

/** Lines that the whole query lets through, not its selector alone. */
function passed(question: Question): readonly Passing[] {
  const { from, to } = rangeOf(question);
  return [...run(pipelineOf(parseQuery(question.parameters.get('query') ?? '')), question.source, from, to)];
}

const labelAsked = (parameters: URLSearchParams): string =>
  (parameters.get('targetLabels') ?? 'service_name').split(',')[0] ?? 'service_name';
const limitAsked = (parameters: URLSearchParams): number => Number(parameters.get('limit') ?? 1000);

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();
const success = (data: unknown): unknown => ({ status: 'success', data });

/** Answers one question with a body for JSON; throws `LokiProblem` where Loki would answer with text. */
export function answer(question: Question): unknown {
  const { path, parameters } = question;
  const values = /^\/label\/([^/]+)\/values$/.exec(path)?.[1];
  if (values !== undefined) {
    return success(unique(selected(question).flatMap(({ labels }) => labels[values] ?? [])));
  }
  const field = /^\/detected_field\/([^/]+)\/values$/.exec(path)?.[1];
  if (field !== undefined) {
    return detectedValues(passed(question), decodeURIComponent(field), limitAsked(parameters));
  }
  switch (path) {
    case '/query_range':
      return queryRange(question);
    case '/query':
      return query(question);
    case '/labels':
    case '/label':
      return success(unique(selected(question).flatMap(({ labels }) => Object.keys(labels))));
    case '/series':
      return success([...new Set(selected(question).map(({ labels }) => labels))]);
    case '/index/stats': {
      const lines = selected(question);
      const bytes = lines.reduce((sum, { text }) => sum + text.length, 0);
      const streamCount = new Set(lines.map(({ labels }) => labels)).size;
      return { streams: streamCount, chunks: streamCount, bytes, entries: lines.length };
    }
    case '/index/volume':
      return volume(selected(question), labelAsked(parameters), rangeOf(question).to);
    case '/index/volume_range': {
      const { from, to } = rangeOf(question);
      const step = stepOf(parameters.get('step'), Number((to - from) / million));
      return volumeRange(selected(question), labelAsked(parameters), { to, step });
    }
    case '/detected_labels':
      return detectedLabels(selected(question));
    case '/detected_fields':
      return detectedFields(passed(question), limitAsked(parameters));
    case '/patterns':
      return patterns(selected(question), Math.max(10, stepOf(parameters.get('step'), 0) / 1000));
    case '/format_query':
      return success(parseQuery(parameters.get('query') ?? '').text.trim());
    case '/status/buildinfo':
      return { version: '3.7.6', revision: 'demo', branch: 'demo', buildUser: '', buildDate: '', goVersion: '' };
    default:
      throw new LokiProblem(404, '404 page not found');
  }
}
