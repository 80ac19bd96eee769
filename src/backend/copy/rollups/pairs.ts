import type { LineFacts } from './family';

/** Pairs of different products in one order, gift cards left out: the lower id, a space, the higher one. */
export function pairsOf(lines: readonly LineFacts[]): string[] {
  if (lines.length < 2) {
    return [];
  }
  const products = [
    ...new Set(
      lines.flatMap(({ product_id, gift_card }) => (product_id === null || gift_card !== 0 ? [] : [product_id]))
    ),
  ].sort();
  return products.flatMap((one, at) => products.slice(at + 1).map((other) => `${one} ${other}`));
}
