import type { ImpactQuery } from '../../../query';
import { CopyError, type CopyAccess } from '../../copy';
import type { Notice } from '../../grafana';
import { assess, type ImpactInput, type ImpactSeries } from '../../impact';
import type { Ask } from '../common/ask';
import { copyNotices, readableCopy } from '../common/copy-notices';
import { errorLines, ignoredFilters, logNotices } from '../common/logs';
import { notice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import { specialDays } from './calendar';
import { newestLine, readErrors, silentAfter, type ErrorSeries } from './errors';
import { knownIncidents, stockOuts } from './known';
import { readOrders, type OrdersRead } from './orders';
import { readSignals, signalsFrom } from './signals';
import { spanOf, type Span } from './span';
import { impactOf } from './words';

const day = 86_400_000;
const hour = 3_600_000;

/** Errors are judged against the week before the day before the range. */
const errorHistory = 8 * day;

export type ImpactAsk = Ask<ImpactQuery>;

/** Everything that was read, and what it comes to. */
export interface Judged {
  readonly span: Span;
  readonly input: ImpactInput;
  readonly series: ImpactSeries;
  readonly orders: OrdersRead | undefined;
  readonly copy: CopyAccess | undefined;
  readonly errors: ErrorSeries | undefined;
  readonly hasLogs: boolean;
  /** When the newest log line was written; undefined where none was found, or nobody told. */
  readonly logsAt: number | undefined;
  /** Milliseconds since the newest log line, at least; undefined where nobody told. */
  readonly quietFor: number | undefined;
  readonly notices: readonly Notice[];
  readonly sent: readonly string[];
}

/** Reads orders, errors and what else counts, and judges them. A part that is missing leaves its columns empty. */
export async function judge(ask: ImpactAsk): Promise<Judged> {
  const wanted = spanOf(ask);
  const [shop, logs] = await Promise.all([readShop(ask, wanted), readLogs(ask, wanted)]);
  if (shop.problem !== undefined && ask.logs === undefined) {
    throw shop.problem;
  }
  const { orders, copy } = shop;
  const span = { ...wanted, start: orders?.start ?? wanted.start };
  const input = inputOf(ask, span, shop, logs.errors);
  return {
    span,
    input,
    series: assess(input),
    orders: orders?.read,
    copy,
    errors: logs.errors,
    hasLogs: ask.logs !== undefined,
    logsAt: logs.newest,
    quietFor: logs.quietFor,
    notices: [...shop.notices, ...logs.notices],
    sent: [...(orders === undefined ? [] : [orders.read.sent]), ...logs.sent],
  };
}

/** The same with what came to be known because something is wrong. */
export function judgedWith(judged: Judged, more: Pick<ImpactInput, 'checkouts' | 'events'>): Judged {
  const input = { ...judged.input, ...more };
  return { ...judged, input, series: assess(input) };
}

type ShopPart = Pick<ImpactInput, 'signals' | 'days' | 'incidents' | 'events'> & {
  readonly copy?: CopyAccess;
  readonly orders?: { readonly read: OrdersRead; readonly start: number };
  readonly notices: readonly Notice[];
  readonly problem?: QueryProblem;
};

async function readShop(ask: ImpactAsk, span: Span): Promise<ShopPart> {
  const { t } = ask;
  try {
    const copy = readableCopy(ask);
    if (copy.freshAt === undefined) {
      // Still filling: what is there of orders is no count. Errors are judged all the same.
      return { copy, notices: await copyNotices(ask, copy, { from: span.from, to: span.to }) };
    }
    const language = t('kpis:language').slice(0, 2);
    const [read, days, incidents, events, notices] = await Promise.all([
      readOrders(ask, copy, span),
      specialDays(impactOf(ask), ask.facts, { from: span.start, to: span.to, language }),
      knownIncidents(ask, copy, span),
      stockOuts(ask, copy, span),
      copyNotices(ask, copy, { from: span.from, to: span.to }),
    ]);
    const signals = await readSignals(ask, copy, span, read);
    const start = beginOf(span, copy, read);
    const cut = Math.round((start - span.start) / span.bucketMs);
    return {
      copy,
      notices,
      days,
      incidents,
      events,
      orders: { start, read: { ...read, counts: read.counts.subarray(cut) } },
      ...(signals === undefined ? {} : { signals: signalsFrom(signals, cut) }),
    };
  } catch (error) {
    if (!(error instanceof QueryProblem) && !(error instanceof CopyError)) {
      throw error;
    }
    const problem = copyProblem(error);
    return {
      problem,
      notices: [notice(t, 'warning', 'impact-query:copy.missing', { reason: t(problem.key, problem.values) })],
    };
  }
}

/** What is missing without a copy, in this query's words. */
export function copyProblem(error: QueryProblem | CopyError): QueryProblem {
  const { values, status } = error;
  switch (error instanceof QueryProblem ? error.key : undefined) {
    case 'queries:sql.copyOff':
      return new QueryProblem('impact-query:copy.off', values, { fault: 'settings' });
    case 'queries:sql.copyNotReady':
      return new QueryProblem('impact-query:copy.notReady', values, { fault: 'settings', status });
    default:
      return new QueryProblem('queries:lane.copyFailed', values, { fault: 'shopscope', status });
  }
}

/** History begins where the copy is whole and the shop had its first order: what lies before is not zero, but unknown. */
function beginOf({ start, from }: Span, { completeFrom = 0 }: CopyAccess, { firstAt = 0 }: OrdersRead): number {
  const known = Math.ceil(Math.max(start, completeFrom, firstAt) / hour) * hour;
  return known <= start ? start : Math.min(known, Math.floor(from / hour) * hour);
}

interface LogPart {
  readonly errors: ErrorSeries | undefined;
  readonly newest: number | undefined;
  readonly quietFor: number | undefined;
  readonly notices: readonly Notice[];
  readonly sent: readonly string[];
}

async function readLogs(ask: ImpactAsk, { start, from, to, bucketMs }: Span): Promise<LogPart> {
  const { logs, query, now, options, t } = ask;
  if (logs === undefined) {
    return {
      errors: undefined,
      newest: undefined,
      quietFor: undefined,
      sent: [],
      notices: [notice(t, 'info', 'impact-query:logs.none')],
    };
  }
  const pipeline = errorLines(logs, query);
  const { signal } = options;
  const fromMs = Math.max(start, Math.floor((from - errorHistory) / hour) * hour);
  const [{ series, answers }, newest] = await Promise.all([
    readErrors(logs, { query: pipeline, fromMs, toMs: to, stepMs: bucketMs, now, signal }),
    newestLine(logs, { services: query.services, now, signal }),
  ]);
  const at = newest === undefined ? undefined : Math.min(now, newest.at ?? newest.since);
  const quietFor = at === undefined ? undefined : now - at;
  return {
    errors: series,
    newest: newest?.at,
    quietFor,
    sent: [`${pipeline.selector ?? ''} ${pipeline.stages ?? ''}`.trim()],
    notices: [
      ...logNotices(t, answers),
      ...ignoredFilters(t, query.filters),
      ...((quietFor ?? 0) >= silentAfter ? [notice(t, 'warning', 'impact-query:logs.silent')] : []),
    ],
  };
}

function inputOf(ask: ImpactAsk, span: Span, shop: ShopPart, errors: ErrorSeries | undefined): ImpactInput {
  const { facts, now, logs } = ask;
  const { orders, copy, signals, days, incidents, events } = shop;
  const { bucketMs, from, to, start } = span;
  const lag = logs === undefined || errors === undefined ? 0 : logs.settings.lagSeconds * 1000;
  const fresh = copy?.freshAt ?? now;
  return {
    now,
    zone: facts.timezone,
    bucketMs,
    from,
    to,
    start,
    orders: orders?.read.counts ?? new Float64Array(Math.round((to - start) / bucketMs)).fill(NaN),
    completeUntil: Math.min(fresh, now - lag),
    baselineWeeks: impactOf(ask).baselineWeeks,
    ...(errors === undefined ? {} : { errors: { start: errors.startMs, counts: errors.total } }),
    ...(orders === undefined ? {} : { orderValues: orders.read.values, leftOut: orders.read.leftOut }),
    ...(signals === undefined ? {} : { signals }),
    ...(days === undefined ? {} : { days }),
    ...(incidents === undefined ? {} : { incidents }),
    ...(events === undefined ? {} : { events }),
  };
}
