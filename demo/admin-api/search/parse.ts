import type { Comparison, SearchNode } from './ast';
import { tokenise, type Token } from './tokens';

type TermToken = Extract<Token, { kind: 'term' }>;

/**
 * Reads Shopify's search language: terms side by side mean AND, `OR` binds weaker than AND, `NOT` and `-` negate,
 * parentheses group. Undefined for an empty search.
 */
export function parseSearch(text: string): SearchNode | undefined {
  const reader = new Reader(tokenise(text));
  const parts: SearchNode[] = [];
  while (!reader.done) {
    parts.push(...reader.alternatives());
    reader.skip('close');
  }
  return joined('and', parts);
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  skip(kind: Token['kind']): boolean {
    const found = this.#tokens[this.#at]?.kind === kind;
    this.#at += found ? 1 : 0;
    return found;
  }

  /** `a OR b OR c`: none or one node. */
  alternatives(): SearchNode[] {
    const items: SearchNode[] = [];
    do {
      items.push(...this.#sequence());
    } while (this.skip('or'));
    return listed(joined('or', items));
  }

  #sequence(): SearchNode[] {
    const items: SearchNode[] = [];
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      if (token.kind === 'or' || token.kind === 'close') {
        break;
      }
      items.push(...this.#unary());
    }
    return listed(joined('and', items));
  }

  #unary(): SearchNode[] {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    switch (token?.kind) {
      case 'term':
        return [toTerm(token)];
      case 'not':
        return this.#unary().map((inner) => ({ kind: 'not', inner }));
      case 'open': {
        const inner = this.alternatives();
        this.skip('close');
        return inner;
      }
      default:
        return [];
    }
  }
}

function joined(kind: 'and' | 'or', items: readonly SearchNode[]): SearchNode | undefined {
  return items.length > 1 ? { kind, items } : items[0];
}

function listed(node: SearchNode | undefined): SearchNode[] {
  return node === undefined ? [] : [node];
}

function toTerm(token: TermToken): SearchNode {
  return { kind: 'term', field: token.field, ...comparisonOf(token) };
}

function comparisonOf({ operator, value, quoted }: TermToken): { comparison: Comparison; value: string } {
  if (operator !== '') {
    return { comparison: operator.startsWith('>') ? 'range_gte' : 'range_lte', value };
  }
  if (quoted) {
    return { comparison: 'match_phrase', value };
  }
  if (value === '*') {
    return { comparison: 'exists', value };
  }
  return value.endsWith('*') ? { comparison: 'prefix', value: value.slice(0, -1) } : { comparison: 'match_all', value };
}
