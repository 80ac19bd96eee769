import type { BackendMessage } from '../../../locales/backend';
import type { MessageValues, Translate } from '../../../locales/core';
import type { Notice } from '../../grafana';
import type { ShopFacts, ShopifyNotice } from '../../shopify';
import { localTime, zonesDiffer } from './zone';

/** A notice of the Shopify room in the query's language. */
export function noticeOf({ code, severity, values }: ShopifyNotice, t: Translate): Notice {
  return { severity, text: t(`shopify:notice.${code}`, values) };
}

/** A notice of ours. */
export function notice(
  t: Translate<BackendMessage>,
  severity: Notice['severity'],
  key: BackendMessage,
  values: MessageValues = {}
): Notice {
  return { severity, text: t(key, values) };
}

/** Says which zone figures are in, where the viewer's clock shows another time. */
export function zoneNotice(
  t: Translate<BackendMessage>,
  { zone, viewer, now }: { readonly zone: string; readonly viewer: string | undefined; readonly now: number }
): Notice[] {
  return viewer !== undefined && zonesDiffer(zone, viewer, now)
    ? [notice(t, 'info', 'queries:notice.zone', { zone, viewer, time: localTime(now, zone).slice(11, 16) })]
    : [];
}

/** Days of orders that Shopify shows an app without `read_all_orders`. */
export const visibleDays = 60;
const day = 86_400_000;

/** The first moment of which orders can be seen; undefined where all of them can. */
export function horizonOf({ scopes }: Pick<ShopFacts, 'scopes'>, now: number): number | undefined {
  return scopes.includes('read_all_orders') || scopes.includes('write_all_orders')
    ? undefined
    : now - visibleDays * day;
}

/** Says that a stretch of time reaches back further than orders can be seen. */
export function horizonNotice(
  t: Translate<BackendMessage>,
  facts: Pick<ShopFacts, 'scopes'>,
  from: number,
  now: number
): Notice[] {
  const horizon = horizonOf(facts, now);
  return horizon !== undefined && from < horizon
    ? [notice(t, 'warning', 'queries:notice.horizon', { days: visibleDays })]
    : [];
}

/** Each text once, in the order of their first mention. */
export function distinct(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map((each) => [each.text, each])).values()];
}
