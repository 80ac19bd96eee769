/**
 * How a connection is sized. Shopify's documentation only says "sized by first and last".
 * `logarithmic`: 2 + round(1 + log2 n) × item, which reproduces every cost of recorded answers of 2026 that we have.
 * `linear`: 2 + n × item, as older descriptions and the thousand-point examples have it.
 */
export type CostFormula = 'logarithmic' | 'linear';

/** Points of a connection of `count` nodes, each costing `item`. */
export function connectionCost(formula: CostFormula, count: number, item: number): number {
  if (count <= 0) {
    return 2;
  }
  return 2 + (formula === 'linear' ? count : Math.round(1 + Math.log2(count))) * item;
}

/** Objects that cost nothing themselves: recorded answers price documents full of money and page info without them. */
export const freeTypes: ReadonlySet<string> = new Set(['MoneyBag', 'MoneyV2', 'PageInfo']);

/** Points of a `*Count` field. */
export const countCost = 10;

/** Points of any mutation. */
export const mutationCost = 10;
