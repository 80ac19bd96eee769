import type { ImpactQuery } from '../../../query';
import type { FrameCustom } from '../../../query/resources';
import type { Frame } from '../../grafana';
import type { Run } from '../common/ask';
import { copyCustom } from '../common/copy-notices';
import { withMeta } from '../common/meta';
import { zoneNotice } from '../common/notices';
import { byDay, courseOf, trimmedMean } from './course';
import { alertFrame, courseFrame, verdictFrame } from './frame';
import { checkoutOutcomes } from '../affected/outcomes';
import { judge, judgedWith, type ImpactAsk, type Judged } from './judge';
import { figuresOf, windowOf } from './now';
import { verdictRow } from './verdict';

/** Orders against what was to be expected, beside error lines: a course, figures for rules, or a sentence. */
export const runImpact: Run<ImpactQuery> = async (ask) => {
  const judged = await judge(ask);
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
    return verdictFrame(ask, await verdictRow(ask, await withCheckouts(ask, judged)));
  }
  const course = courseOf({
    series,
    revenue: orders?.revenue,
    orderValue: trimmedMean(orders?.values ?? []),
    ordersUntil: orders === undefined ? -Infinity : (copy?.freshAt ?? -Infinity),
  });
  return courseFrame(ask, span.daily ? byDay(course, facts.timezone) : course, span.daily ? 86_400_000 : span.bucketMs);
}

/** While errors are above the usual: whether checkouts that met one become orders less often than others. */
async function withCheckouts(ask: ImpactAsk, judged: Judged): Promise<Judged> {
  const { copy, errors, series } = judged;
  const { logs, query } = ask;
  if (copy === undefined || logs === undefined || errors === undefined || series.verdict.state < 3) {
    return judged;
  }
  const checkouts = await checkoutOutcomes(ask, { copy, logs }, { ...query, ...windowOf(judged) });
  return checkouts === undefined ? judged : judgedWith(judged, checkouts);
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
