import type { ShopifyqlQuery } from '../../../query';
import type { Run } from '../common/ask';
import { isForOther } from '../common/filter-keys';
import { fillMacros, shopifyqlInterval } from '../common/macros';
import { withMeta } from '../common/meta';
import { notice, zoneNotice } from '../common/notices';
import { localTime } from '../common/zone';
import { conditionOf } from './filters';
import { shopifyqlFrames } from './frame';
import { withCondition, withTimezone } from './text';

/** Asks Shopify's own engine. */
export const runShopifyql: Run<ShopifyqlQuery> = async (ask) => {
  const { query, range, t } = ask;
  const filtered = applyFilters(query);
  const zoned = withTimezone(filtered.text, ask.zone);
  const sent = fillMacros(
    zoned.text,
    {
      timeFrom: localTime(range.from, zoned.zone),
      timeTo: localTime(range.to, zoned.zone),
      interval: shopifyqlInterval(ask.intervalMs, range),
      intervalMs: ask.intervalMs,
      range,
    },
    (value) => value
  );
  const answer = await ask.shopify.shopifyql(sent, ask.options);
  const { frames, notices } = shopifyqlFrames(answer, sent, { ...ask, zone: zoned.zone });
  return withMeta(frames, ask, {
    answers: [answer],
    sent,
    notices: [
      ...filtered.ignored.map((filter) => notice(t, 'warning', 'queries:notice.filterIgnored', { filter })),
      ...notices,
      ...zoneNotice(t, { zone: zoned.zone, viewer: query.viewerTimezone, now: ask.now }),
    ],
  });
};

function applyFilters({ text, filters = [] }: ShopifyqlQuery): { readonly text: string; readonly ignored: string[] } {
  const ignored: string[] = [];
  const filled = filters.reduce((before, filter) => {
    const condition = isForOther(filter.key, 'shopifyql') ? undefined : conditionOf(filter);
    if (condition === undefined) {
      ignored.push(`${filter.key} ${filter.operator}`);
      return before;
    }
    return withCondition(before, condition);
  }, text);
  return { text: filled, ignored };
}
