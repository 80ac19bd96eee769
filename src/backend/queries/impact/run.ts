import type { ImpactQuery } from '../../../query';
import type { FrameCustom } from '../../../query/resources';
import type { Frame } from '../../grafana';
import type { Run } from '../common/ask';
import { copyCustom } from '../common/copy-notices';
import { withMeta } from '../common/meta';
import { zoneNotice } from '../common/notices';
import { byDay, courseOf, trimmedMean } from './course';
import { alertFrame, courseFrame, verdictFrame } from './frame';
import { judge, type ImpactAsk, type Judged } from './judge';
import { figuresOf } from './now';
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
