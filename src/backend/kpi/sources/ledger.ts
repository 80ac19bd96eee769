import { salesDimensions } from '../../../query/kpis';
import type { Scope, Source } from '../definition';
import { rolledUp, scanned } from './ledger-scan';
import { fromRollup, type RolledUp } from './sales-rollup';
import { addedUp } from './sql-parts';

/** The dimension by which the rollup answers a scope, and the values kept; undefined where it can't. */
function rollupOf({ dimensions, filters, definition, bucket }: Scope): RolledUp | undefined {
  const usual =
    definition.orderDate === 'processed' && definition.returnDate === 'returned' && definition.cancelled === 'counted';
  const names = new Set([...dimensions, ...filters.map(({ dimension }) => dimension)]);
  const [dimension = 'all'] = names;
  if (!usual || (bucket === 'hour' && dimension !== 'all') || names.size > 1 || filters.length > 1) {
    return undefined;
  }
  const [filter] = filters;
  if (filter === undefined) {
    return { dimension };
  }
  // Several values may belong to one order, which counts once: only the scan knows that.
  const once = dimensions.length > 0 || filter.values.length === 1;
  return filter.operator === '=' && once ? { dimension, only: filter.values } : undefined;
}

/**
 * Sales by the ledger. Whole days, months and hours come from rollups, by key; what is left at the edges of a range, two
 * dimensions at once and other definitions are added up from the ledger itself.
 */
export const ledger: Source = {
  name: 'ledger',
  async read(read, scope, asked) {
    const measures = [...asked];
    const rollup = rollupOf(scope);
    if (rollup === undefined) {
      return await scanned(read, scope, scope.buckets, measures);
    }
    const { rows, rest } = fromRollup(read, scope, rollup, measures);
    const both = await Promise.all([rows, ...(rest.length === 0 ? [] : [scanned(read, scope, rest, measures)])]);
    const [whole, ...edges] = both;
    return edges.length === 0 ? whole : addedUp([...whole, ...edges.flat()]);
  },
  records: {
    kind: 'orders',
    read: async (read, scope, asked) => await scanned(read, scope, scope.buckets, [...asked], true),
  },
};

export { rolledUp };
export const ledgerDimensions = salesDimensions;
