import { mostErrorLines, type AffectedQuery } from '../../../query';
import type { FrameCustom } from '../../../query/resources';
import { CopyError, type CopyAccess } from '../../copy';
import type { Frame, Notice } from '../../grafana';
import type { LogAnswer, LogLine, LogPipeline } from '../../loki';
import { ShopifyError, type GraphqlAnswer } from '../../shopify';
import type { Ask, Run } from '../common/ask';
import { copyCustom, copyNotices, readableCopy, seesAll } from '../common/copy-notices';
import { errorLines, ignoredFilters, logNotices } from '../common/logs';
import { withMeta } from '../common/meta';
import { notice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import { impactOf } from '../impact/words';
import { readCodes } from './codes';
import { codesFrame, rowsFrame, summaryFrame } from './frame';
import { countCheckouts, findInCopy } from './from-copy';
import { findAtShopify, mostLive } from './from-shopify';
import { gather, type Hits } from './hits';
import { readPatterns } from './patterns';
import { patternsFrame } from './patterns-frame';
import { resolve, type Found } from './resolve';
import { readServices } from './services';
import { summaryOf } from './summary';

type AffectedAsk = Ask<AffectedQuery>;

/** Orders, checkouts and customers that error lines of the range name, and what became of them. */
export const runAffected: Run<AffectedQuery> = async (ask) => {
  const { query, range, now, t, logs, options } = ask;
  const stretch = { from: range.from, to: Math.max(range.from + 1000, Math.min(range.to, now)) };
  if (logs === undefined) {
    throw new QueryProblem('affected:error.noLogs', {}, { fault: 'settings' });
  }
  const pipeline = errorLines(logs, query);
  const { signal } = options;
  if (query.show === 'services') {
    const { frame, answers } = await readServices(ask, logs, stretch);
    return withMeta([frame], ask, {
      answers: [],
      sent: sentOf(pipeline),
      notices: [...logNotices(t, answers), ...ignoredFilters(t, query.filters)],
    });
  }
  const answer = await logs.store.lines({
    query: pipeline,
    fromMs: stretch.from,
    toMs: stretch.to,
    maxLines: mostErrorLines,
    signal,
  });
  const gathered = gather(answer.data);
  const made =
    query.show === 'patterns'
      ? await patterns(ask, answer.data, stretch)
      : query.show === 'codes'
        ? await codes(ask, gathered, stretch)
        : await affected(ask, gathered, stretch);
  return withMeta([made.frame], ask, {
    answers: made.answers ?? [],
    sent: [sentOf(pipeline), ...(made.sent ?? [])].join('\n'),
    custom: { ...made.custom, ...freshness(answer, gathered, made.copy) },
    notices: [...logNotices(t, [answer, ...(made.logs ?? [])]), ...ignoredFilters(t, query.filters), ...made.notices],
  });
};

const sentOf = ({ selector = '', stages = '' }: LogPipeline) => `${selector} ${stages}`.trim();

interface Made {
  readonly frame: Frame;
  readonly notices: readonly Notice[];
  readonly copy?: CopyAccess;
  readonly custom?: FrameCustom;
  readonly answers?: readonly GraphqlAnswer[];
  readonly logs?: ReadonlyArray<Pick<LogAnswer<unknown>, 'regions'>>;
  readonly sent?: readonly string[];
}

function freshness({ data }: LogAnswer<readonly LogLine[]>, { lines, withKey }: Hits, copy: CopyAccess | undefined) {
  const [newest] = data;
  return {
    ordersFreshAt: copy?.freshAt ?? null,
    logsFreshAt: newest === undefined ? null : Math.floor(Number(newest.ns) / 1e6),
    lines,
    linesWithKey: withKey,
  };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

async function codes(ask: AffectedAsk, { codes: seen }: Hits, stretch: Stretch): Promise<Made> {
  const { query, logs, t } = ask;
  const { rows, answers } = logs === undefined ? { rows: [], answers: [] } : await readCodes(ask, logs, stretch, seen);
  return {
    frame: codesFrame({ ...ask, impact: impactOf(ask) }, rows.slice(0, query.limit)),
    logs: answers,
    notices: rows.length > query.limit ? [notice(t, 'info', 'queries:notice.rowsCut', { limit: query.limit })] : [],
  };
}

async function patterns(ask: AffectedAsk, lines: readonly LogLine[], stretch: Stretch): Promise<Made> {
  const { query, logs, t } = ask;
  const { rows, answers } =
    logs === undefined ? { rows: [], answers: [] } : await readPatterns(ask, logs, stretch, lines);
  const shown = rows.slice(0, query.limit);
  return {
    frame: patternsFrame({ ...ask, impact: impactOf(ask) }, shown),
    logs: answers,
    notices: [
      ...(shown.some(({ isNew }) => isNew === null) ? [notice(t, 'info', 'affected:notice.newUnknown')] : []),
      ...(rows.length > query.limit ? [notice(t, 'info', 'queries:notice.rowsCut', { limit: query.limit })] : []),
    ],
  };
}

async function affected(ask: AffectedAsk, gathered: Hits, stretch: Stretch): Promise<Made> {
  const { query, t } = ask;
  const place = { ...ask, impact: impactOf(ask) };
  const { found, copy, notices, answers = [], sent = [] } = await find(ask, gathered, stretch);
  const rows = resolve(gathered.hits, found);
  const shared = {
    ...(copy === undefined ? {} : { copy, custom: copyCustom(copy) }),
    answers,
    sent,
  };
  if (query.show === 'summary') {
    const all = copy === undefined ? undefined : await countCheckouts(ask, copy, stretch);
    const whole = copy !== undefined && seesAll(ask, copy, stretch);
    return { ...shared, frame: summaryFrame(place, summaryOf(ask, gathered, rows, all, whole)), notices };
  }
  const cut = rows.length > query.limit ? [notice(t, 'info', 'queries:notice.rowsCut', { limit: query.limit })] : [];
  return { ...shared, frame: rowsFrame(place, rows.slice(0, query.limit)), notices: [...notices, ...cut] };
}

interface Looked {
  readonly found: Found;
  readonly notices: readonly Notice[];
  readonly copy?: CopyAccess;
  readonly answers?: readonly GraphqlAnswer[];
  readonly sent?: readonly string[];
}

const nothing: Found = { orders: [], checkouts: [], customers: new Set() };

/** The copy where there is one, else Shopify itself; where neither answers the keys stand alone. */
async function find(ask: AffectedAsk, { hits }: Hits, stretch: Stretch): Promise<Looked> {
  const { t } = ask;
  try {
    const copy = readableCopy(ask);
    if (hits.length === 0) {
      return { found: nothing, notices: [], copy };
    }
    const [found, notices] = await Promise.all([findInCopy(ask, copy, hits), copyNotices(ask, copy, stretch)]);
    return { found, notices, copy };
  } catch (error) {
    if (!(error instanceof QueryProblem) && !(error instanceof CopyError)) {
      throw error;
    }
  }
  if (hits.length === 0) {
    return { found: nothing, notices: [] };
  }
  const live = notice(t, 'info', 'affected:notice.live', { most: mostLive });
  try {
    const { answers, sent, ...found } = await findAtShopify(ask, hits);
    return { found, notices: [live], answers, sent: [sent] };
  } catch (error) {
    if (!(error instanceof ShopifyError)) {
      throw error;
    }
    return { found: nothing, notices: [notice(t, 'warning', 'affected:notice.unresolved')] };
  }
}
