import type { ShopifyqlQuery } from '../../../query';
import { ShopifyError } from '../../shopify';
import type { Run } from '../common/ask';
import { isForOther } from '../common/filter-keys';
import { fillMacros, shopifyqlInterval } from '../common/macros';
import { withMeta } from '../common/meta';
import { notice, zoneNotice } from '../common/notices';
import { localTime } from '../common/zone';
import { conditionOf } from './filters';
import { shopifyqlFrames } from './frame';
import { inOwnPlaces } from './places';
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
  const answer = await ask.shopify.shopifyql(sent, ask.options).catch((error: unknown) => {
    throw inOwnWords(error, sent.trim(), query.text);
  });
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

/** A syntax error's places are those of the query's own text, as nobody can correct what we have put in. */
function inOwnWords(error: unknown, sent: string, own: string): unknown {
  if (!(error instanceof ShopifyError) || error.code !== 'shopifyqlSyntax') {
    return error;
  }
  const { code, fault, status, values } = error;
  const message = inOwnPlaces(String(values['message']), sent, own);
  return new ShopifyError(code, { fault, status, values: { ...values, message }, cause: error });
}

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
