import { termsOf, type SearchNode, type SearchTerm } from './ast';
import type { SearchContext } from './compile';
import { parseTimeRange } from './time';

/** Inclusive bounds in epoch milliseconds. */
export interface Bounds {
  readonly from?: number;
  readonly to?: number;
}

/** Terms that every row must meet and that name one exact value. */
export function exactTerms(root: SearchNode): SearchTerm[] {
  return required(root).filter(({ comparison, value }) => comparison.startsWith('match') && !value.includes(','));
}

/** Time bounds that every row must meet, per order of the world. `orders` maps filter names to those orders. */
export function boundsOf(
  root: SearchNode,
  orders: Readonly<Record<string, string>>,
  { zone, now }: SearchContext
): Map<string, Bounds> {
  const found = new Map<string, Bounds>();
  for (const { field, comparison, value } of required(root)) {
    const order = orders[field];
    const range = order === undefined || comparison === 'exists' ? undefined : parseTimeRange(value, zone, now);
    if (order === undefined || range === undefined) {
      continue;
    }
    const { from, to } = found.get(order) ?? {};
    const low = comparison === 'range_lte' ? from : Math.max(from ?? range.from, range.from);
    const high =
      comparison === 'range_gte' ? to : Math.min(to ?? Infinity, comparison === 'range_lte' ? range.from : range.to);
    found.set(order, { ...(low === undefined ? {} : { from: low }), ...(high === undefined ? {} : { to: high }) });
  }
  return found;
}

/** The one order of the world whose bounds say all that a search says; undefined where it says more. */
export function onlyBounded(root: SearchNode, orders: Readonly<Record<string, string>>): string | undefined {
  const terms = required(root);
  const [order, ...others] = new Set(terms.map(({ field }) => orders[field]));
  const plain = terms.length === termsOf(root).length && terms.every(({ comparison }) => comparison !== 'exists');
  return plain && others.length === 0 ? order : undefined;
}

function required(root: SearchNode): SearchTerm[] {
  if (root.kind === 'term') {
    return [root];
  }
  return root.kind === 'and' ? root.items.flatMap(required) : [];
}
