import type { AskedMetrics } from '../../../query';
import type { FrameCustom } from '../../../query/resources';
import type { Run } from '../common/ask';
import { withMeta } from '../common/meta';
import { horizonNotice, notice, zoneNotice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import { answerOf } from './answer';
import { settled } from './bucket';
import { filtersOf } from './filters';
import { metricsFrame } from './frame';
import { dimensionsOf } from './from-copy';
import { misfit, titles } from './lanes';
import { stretchesOf } from './stretch';

/** Figures from the copy or by ShopifyQL, whichever was asked for or can; or worked out from orders where neither can. */
export const runMetrics: Run<AskedMetrics> = async (asked) => {
  const ask = { ...asked, query: settled(asked.query, asked.range, asked.now, asked.zone) };
  const { query, t, facts, now, zone, copy } = ask;
  const wrong = misfit(ask);
  if (wrong !== undefined) {
    throw new QueryProblem(wrong.key, wrong.values);
  }
  const stretches = stretchesOf(query, ask.range, now, zone);
  const { filters, left } = filtersOf(query);
  const answer = await answerOf(ask, stretches, filters);
  const { source, hindered } = answer;
  const both = answer.before === undefined ? [answer.now] : [answer.now, answer.before];
  const since = (stretches.before ?? stretches.now).range.from;
  const local = query.bucket !== 'none' || query.period !== 'dashboard';
  const unheard = source === 'orders' ? (query.filters ?? []).map(({ key }) => key) : left;
  const dimensions = dimensionsOf(query, query.metrics);
  const place = {
    ...ask,
    dimensions,
    sourceUid: ask.options.caller ?? '',
    links: copy !== undefined && copy.state !== 'off',
  };
  const custom: FrameCustom = {
    source,
    ...(source === 'copy' ? { lane: 'owned', ...(copy?.freshAt === undefined ? {} : { freshAt: copy.freshAt }) } : {}),
    ...(stretches.openFrom === undefined ? {} : { openFrom: stretches.openFrom }),
    ...(stretches.holiday === undefined ? {} : { holiday: stretches.holiday }),
  };
  return withMeta([metricsFrame(place, stretches, answer)], ask, {
    answers: both.flatMap(({ answers }) => answers),
    sent: both.flatMap(({ sent }) => sent).join('\n\n'),
    custom,
    notices: [
      ...(source === 'orders' ? [notice(t, 'warning', 'queries:notice.fromOrders')] : []),
      ...(source === 'orders'
        ? []
        : hindered.map(({ key, values }) => notice(t, query.lane === 'auto' ? 'info' : 'warning', key, values))),
      ...(answer.others === undefined
        ? []
        : [
            notice(t, 'info', 'queries:notice.mixedLanes', {
              metrics: titles(ask, answer.others.names),
              source: t(answer.others.source === 'copy' ? 'queries:source.copy' : 'queries:source.shopifyql'),
              first: t(answer.others.source === 'copy' ? 'queries:source.shopifyql' : 'queries:source.copy'),
            }),
          ]),
      ...(both.some(({ incomplete }) => incomplete) ? [notice(t, 'warning', 'queries:notice.figuresLow')] : []),
      ...(source === 'orders' ? horizonNotice(t, facts, since, now) : []),
      ...(unheard.length > 0
        ? [notice(t, 'info', 'queries:notice.filtersMetrics', { keys: [...new Set(unheard)].join(', ') })]
        : []),
      ...(answer.now.more > 0
        ? [
            notice(t, 'info', 'queries:notice.moreGroups', {
              shown: answer.now.groups.length,
              all: answer.now.groups.length + answer.now.more,
            }),
          ]
        : []),
      ...(stretches.openFrom === undefined ? [] : [notice(t, 'info', 'queries:notice.openPeriod')]),
      ...(query.compare === 'same_holiday_last_year' && stretches.holiday === undefined
        ? [notice(t, 'info', 'queries:notice.noHoliday')]
        : []),
      ...(local ? zoneNotice(t, { zone, viewer: query.viewerTimezone, now }) : []),
    ],
  });
};
