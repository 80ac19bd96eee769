import { backendTranslate } from '../../../locales/backend';
import type { ImpactQuery } from '../../../query';
import type { FrameCustom } from '../../../query/resources';
import type { Frame } from '../../grafana';
import type { CheckoutOutcomes } from '../../impact';
import type { Run } from '../common/ask';
import { copyCustom } from '../common/copy-notices';
import { withMeta } from '../common/meta';
import { zoneNotice } from '../common/notices';
import { byDay, courseOf, trimmedMean } from './course';
import { alertFrame, courseFrame, verdictFrame } from './frame';
import { checkoutOutcomes } from '../affected/outcomes';
import { whatHappened } from './happened';
import { judge, judgedWith, type ImpactAsk, type Judged } from './judge';
import { figuresOf, ongoing, windowOf } from './now';
import { verdictRow } from './verdict';

/** Orders against what was to be expected, beside error lines: a course, figures for rules, or a sentence. */
export const runImpact: Run<ImpactQuery> = async (given) => {
  const { textLanguage } = given.query;
  const ask = textLanguage === undefined ? given : { ...given, t: backendTranslate(textLanguage) };
  const judged = await withMore(ask, await judge(ask));
  const { query, t, now, facts } = ask;
  const zones = zoneNotice(t, { zone: facts.timezone, viewer: query.viewerTimezone, now });
  return withMeta([await frameFor(ask, judged)], ask, {
    answers: [],
    sent: judged.sent.join('\n'),
    custom: customOf(judged),
    notices: [...judged.notices, ...(judged.span.daily ? zones : [])],
  });
};

async function frameFor(ask: ImpactAsk, judged: Judged): Promise<Frame> {
  const { query, facts } = ask;
  const { span, series, orders, copy } = judged;
  if (query.format === 'alert') {
    return alertFrame(ask, figuresOf(judged));
  }
  if (query.format === 'verdict') {
    return verdictFrame(ask, await verdictRow(ask, judged));
  }
  const course = courseOf({
    series,
    revenue: orders?.revenue,
    orderValue: trimmedMean(orders?.values ?? []),
    ordersUntil: orders === undefined ? -Infinity : (copy?.freshAt ?? -Infinity),
  });
  return courseFrame(ask, span.daily ? byDay(course, facts.timezone) : course, span.daily ? 86_400_000 : span.bucketMs);
}

/** For a sentence, where something is wrong: what became of checkouts that met an error, and what else happened. */
async function withMore(ask: ImpactAsk, judged: Judged): Promise<Judged> {
  const { series, input, span } = judged;
  if (ask.query.format !== 'verdict' || series.verdict.state === 0) {
    return judged;
  }
  const since = ongoing(judged)?.start ?? windowOf(judged).from;
  const [checkouts, { events, notices }] = await Promise.all([
    checkoutsOf(ask, judged),
    whatHappened(ask, since, span.to),
  ]);
  const known = [...(input.events ?? []), ...events];
  const more = { ...(known.length === 0 ? {} : { events: known }), ...(checkouts === undefined ? {} : { checkouts }) };
  return { ...judgedWith(judged, more), notices: [...judged.notices, ...notices] };
}

/** While errors are above the usual: whether checkouts that met one become orders less often than others. */
async function checkoutsOf(ask: ImpactAsk, judged: Judged): Promise<CheckoutOutcomes | undefined> {
  const { copy, errors, series } = judged;
  const { logs, query } = ask;
  return copy === undefined || logs === undefined || errors === undefined || series.verdict.state < 3
    ? undefined
    : await checkoutOutcomes(ask, { copy, logs }, { ...query, ...windowOf(judged) });
}

/** Freshness of both lanes, and what the expectation rests on. */
function customOf({ copy, logsAt, input, series, span, errors, hasLogs }: Judged): FrameCustom {
  const { basis, episodes } = series;
  return {
    ...(copy === undefined ? { lane: 'owned', source: 'copy' } : copyCustom(copy)),
    ordersFreshAt: copy?.freshAt ?? null,
    logsFreshAt: logsAt ?? null,
    logs: !hasLogs ? 'none' : errors === undefined ? 'down' : 'on',
    completeUntil: input.completeUntil ?? null,
    bucketMs: span.bucketMs,
    weeks: basis.weeks,
    average: basis.average,
    flaggedDays: basis.flaggedDays,
    episodes: episodes.map(({ start, end, state }) => ({ start, end: end ?? null, state })),
  };
}
