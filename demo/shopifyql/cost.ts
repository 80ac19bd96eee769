import type { Resolved } from './resolve';
import type { Range } from './ranges';

const dayLength = 86_400_000;

/** What grouping by this many dimensions multiplies the cost with. */
const widths = [1, 6, 20, 50, 74];

/**
 * Points of a query against ShopifyQL's window of 1,000 a minute. Shopify's formula is not public; this one meets what
 * was seen: 1 point for seven days, 3 for ninety, 220 to 260 for ninety days grouped by many dimensions.
 */
export function cost(resolved: Resolved, range: Range): number {
  const months = Math.max(1, Math.ceil((range.to - range.from) / dayLength / 31));
  const dimensions = resolved.groups.filter(({ time }) => !time).length;
  const width = widths[Math.min(dimensions, widths.length - 1)] ?? 1;
  const extra = Math.max(0, resolved.values.length - 3) * dimensions;
  const compared = resolved.query.compare ? 2 : 1;
  return (months * width + extra) * compared;
}
