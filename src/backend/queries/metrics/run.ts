import type { KpiName, MetricsQuery } from '../../../query';
import type { FrameCustom } from '../../../query/resources';
import { CopyError } from '../../copy';
import type { KpiFilter } from '../../kpi';
import { ShopifyError, type Shopify } from '../../shopify';
import type { Ask, Run } from '../common/ask';
import { withMeta } from '../common/meta';
import { horizonNotice, notice, zoneNotice } from '../common/notices';
import { QueryProblem } from '../common/problem';
import { filtersOf } from './filters';
import type { Figures, FigureSource } from './figures';
import { metricsFrame, type Both } from './frame';
import { dimensionsOf, figuresFromCopy, readOf } from './from-copy';
import { figuresFromOrders } from './from-orders';
import { figuresFromShopifyql } from './from-shopifyql';
import { copyHindrance, misfit, ordersCan, shopifyqlHindrance, type Hindrance } from './lanes';
import { withIds } from './names';
import { stretchesOf, type Stretch, type Stretches } from './stretch';

type MetricsAsk = Ask<MetricsQuery>;

interface Answer extends Both {
  readonly source: FigureSource;
  /** Why what was asked for first could not answer. */
  readonly hindered: readonly Hindrance[];
}

/** Figures from the copy or by ShopifyQL, whichever was asked for or can; or worked out from orders where neither can. */
export const runMetrics: Run<MetricsQuery> = async (ask) => {
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

/** Both stretches from one place: the first of those in the order of the lane that can answer. */
async function answerOf(ask: MetricsAsk, stretches: Stretches, filters: readonly KpiFilter[]): Promise<Answer> {
  const names: readonly KpiName[] = [...new Set(ask.query.metrics)];
  const { lane } = ask.query;
  const hindered: Hindrance[] = [];
  for (const source of lane === 'live' ? (['shopifyql', 'copy'] as const) : (['copy', 'shopifyql'] as const)) {
    const hindrance =
      source === 'copy' ? copyHindrance(ask, names, stretches) : shopifyqlHindrance(ask, names, filters, stretches);
    if (hindrance !== undefined) {
      hindered.push(hindrance);
    } else if (source === 'shopifyql' && isDenied(ask)) {
      hindered.push({ key: 'queries:lane.shopifyqlDenied', values: {} });
    } else {
      const answer =
        source === 'copy'
          ? await fromCopy(ask, names, stretches, filters)
          : await fromShopifyql(ask, names, stretches, filters, lane);
      if ('now' in answer) {
        // That there is no copy is nothing to tell where nobody asked for one.
        const told = hindered.filter(({ key }) => lane !== 'auto' || key !== 'queries:lane.copyOff');
        return { ...answer, source, hindered: told };
      }
      hindered.push(answer);
    }
  }
  if (!ordersCan(ask, names)) {
    throw new QueryProblem('queries:error.noLane', {
      reasons: hindered.map(({ key, values }) => ask.t(key, values)).join(' '),
    });
  }
  const [now, before] = await Promise.all([
    figuresFromOrders(ask, stretches.now),
    stretches.before && figuresFromOrders(ask, stretches.before),
  ]);
  return { now, before, source: 'orders', hindered };
}

type Compute = (stretch: Stretch, only?: Figures['groups']) => Promise<Figures>;

/** The earlier stretch's groups are those of the first. */
async function computeBoth(
  { now: current, before: earlier }: Stretches,
  hasGroups: boolean,
  compute: Compute
): Promise<Both> {
  if (earlier === undefined || hasGroups) {
    const now = await compute(current);
    return { now, before: earlier && (await compute(earlier, now.groups)) };
  }
  const [now, before] = await Promise.all([compute(current), compute(earlier)]);
  return { now, before };
}

async function fromCopy(
  ask: MetricsAsk,
  names: readonly KpiName[],
  stretches: Stretches,
  filters: readonly KpiFilter[]
): Promise<Both | Hindrance> {
  const { copy } = ask;
  if (copy === undefined) {
    return { key: 'queries:lane.copyOff', values: {} };
  }
  try {
    const { read } = readOf(copy, ask);
    const known = await Promise.all(filters.map(async (each) => await withIds(read, copy.shopId, each)));
    return await computeBoth(
      stretches,
      ask.query.dimensions.length > 0,
      async (stretch, only) => await figuresFromCopy(ask, copy, names, stretch, known, only)
    );
  } catch (error) {
    if (error instanceof CopyError) {
      return { key: 'queries:lane.copyFailed', values: {} };
    }
    throw error;
  }
}

async function fromShopifyql(
  ask: MetricsAsk,
  names: readonly KpiName[],
  stretches: Stretches,
  filters: readonly KpiFilter[],
  lane: MetricsQuery['lane']
): Promise<Both | Hindrance> {
  try {
    return await computeBoth(
      stretches,
      dimensionsOf(ask.query, names).length > 0,
      async (stretch, only) => await figuresFromShopifyql(ask, names, stretch, filters, only)
    );
  } catch (error) {
    if (!(error instanceof ShopifyError)) {
      throw error;
    }
    if (error.code === 'shopifyqlDenied') {
      denials.set(ask.shopify, ask.now + denialKept);
      return { key: 'queries:lane.shopifyqlDenied', values: {} };
    }
    if (lane === 'live' && copyHindrance(ask, names, stretches) === undefined) {
      return { key: 'queries:lane.shopifyqlFailed', values: {} };
    }
    throw error;
  }
}

/** A denial is remembered for a while, so that each refresh does not ask in vain first. */
const denialKept = 5 * 60_000;
const denials = new WeakMap<Shopify, number>();

function isDenied({ shopify, facts, now }: MetricsAsk): boolean {
  const reports = facts.scopes.includes('read_reports') || facts.scopes.includes('write_reports');
  return !reports || (denials.get(shopify) ?? 0) > now;
}
