/** How a term compares. `range_*` as Shopify names them; `<` and `>` behave like `<=` and `>=`. */
export type Comparison = 'match_all' | 'match_phrase' | 'prefix' | 'exists' | 'range_gte' | 'range_lte';

/** One term: `field:value`, or free text under the field `default`. */
export interface SearchTerm {
  readonly kind: 'term';
  readonly field: string;
  readonly comparison: Comparison;
  readonly value: string;
}

export interface SearchNot {
  readonly kind: 'not';
  readonly inner: SearchNode;
}

export interface SearchList {
  readonly kind: 'and' | 'or';
  readonly items: readonly SearchNode[];
}

export type SearchNode = SearchTerm | SearchNot | SearchList;

/** The `parsed` part of `extensions.search`. */
export function describeSearch(node: SearchNode): Readonly<Record<string, unknown>> {
  switch (node.kind) {
    case 'term':
      return { field: node.field, [node.comparison]: node.value };
    case 'not':
      return { not: describeSearch(node.inner) };
    case 'and':
    case 'or':
      return { [node.kind]: node.items.map(describeSearch) };
  }
}

export function termsOf(node: SearchNode): SearchTerm[] {
  switch (node.kind) {
    case 'term':
      return [node];
    case 'not':
      return termsOf(node.inner);
    case 'and':
    case 'or':
      return node.items.flatMap(termsOf);
  }
}
