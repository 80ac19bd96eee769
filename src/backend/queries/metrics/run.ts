import type { MetricsQuery } from '../../../query';
import { ShopifyError, type Shopify } from '../../shopify';
import type { Ask, Run } from '../common/ask';
import { withMeta } from '../common/meta';
import { horizonNotice, notice, zoneNotice } from '../common/notices';
import type { Figures } from './figures';
import { metricsFrame } from './frame';
import { figuresFromOrders } from './from-orders';
import { figuresFromShopifyql } from './from-shopifyql';
import { stretchesOf, type Stretches } from './stretch';

interface Both {
  readonly now: Figures;
  readonly before: Figures | undefined;
  readonly source: 'shopifyql' | 'orders';
}

/** Figures by ShopifyQL, or worked out from orders where Shopify denies this app ShopifyQL. */
export const runMetrics: Run<MetricsQuery> = async (ask) => {
  const { query, t, facts, now, zone } = ask;
  const stretches = stretchesOf(query, ask.range, now, zone);
  const figures = await figuresOf(ask, stretches);
  const both = figures.before === undefined ? [figures.now] : [figures.now, figures.before];
  const fromOrders = figures.source === 'orders';
  const since = (stretches.before ?? stretches.now).range.from;
  const local = query.bucket !== 'none' || query.period === 'today';
  return withMeta([metricsFrame(ask, stretches, figures)], ask, {
    answers: both.map(({ answer }) => answer),
    sent: both.map(({ sent }) => sent).join('\n\n'),
    custom: { source: figures.source },
    notices: [
      ...(fromOrders ? [notice(t, 'warning', 'queries:notice.fromOrders')] : []),
      ...(both.some(({ incomplete }) => incomplete) ? [notice(t, 'warning', 'queries:notice.figuresLow')] : []),
      ...(fromOrders ? horizonNotice(t, facts, since, now) : []),
      ...((query.filters?.length ?? 0) > 0 ? [notice(t, 'info', 'queries:notice.filtersMetrics')] : []),
      ...(local ? zoneNotice(t, { zone, viewer: query.viewerTimezone, now }) : []),
    ],
  });
};

async function figuresOf(ask: Ask<MetricsQuery>, stretches: Stretches): Promise<Both> {
  if (!isDenied(ask)) {
    try {
      const [now, before] = await Promise.all([
        figuresFromShopifyql(ask, stretches.now, false),
        stretches.before && figuresFromShopifyql(ask, stretches.before, true),
      ]);
      return { now, before, source: 'shopifyql' };
    } catch (error) {
      if (!(error instanceof ShopifyError) || error.code !== 'shopifyqlDenied') {
        throw error;
      }
      denials.set(ask.shopify, ask.now + denialKept);
    }
  }
  const [now, before] = await Promise.all([
    figuresFromOrders(ask, stretches.now),
    stretches.before && figuresFromOrders(ask, stretches.before),
  ]);
  return { now, before, source: 'orders' };
}

/** A denial is remembered for a while, so that each refresh does not ask in vain first. */
const denialKept = 5 * 60_000;
const denials = new WeakMap<Shopify, number>();

function isDenied({ shopify, facts, now }: Ask<MetricsQuery>): boolean {
  const reports = facts.scopes.includes('read_reports') || facts.scopes.includes('write_reports');
  return !reports || (denials.get(shopify) ?? 0) > now;
}
