/** A word, text literal, sign or bracket of ShopifyQL, with its place. Comments and blanks are no tokens. */
export interface Token {
  readonly kind: 'word' | 'text' | 'sign' | 'open' | 'close';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Brackets around it. */
  readonly depth: number;
}

const pattern =
  /(?<blank>\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<text>'(?:\\.|''|[^'\\])*(?:'|$)|"(?:\\.|[^"\\])*(?:"|$))|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<open>\()|(?<close>\))|(?<sign>[^])/gu;

/** The tokens of a text; comments and text literals hide what is inside them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const { groups = {}, index, 0: all } of text.matchAll(pattern)) {
    const kind = (['text', 'word', 'open', 'close', 'sign'] as const).find((each) => groups[each] !== undefined);
    if (kind === undefined) {
      continue;
    }
    depth -= kind === 'close' ? 1 : 0;
    tokens.push({ kind, text: all, start: index, end: index + all.length, depth });
    depth += kind === 'open' ? 1 : 0;
  }
  return tokens;
}

const starts = new Set(
  'FROM SHOW WHERE GROUP TIMESERIES SINCE UNTIL DURING COMPARE HAVING ORDER LIMIT WITH VISUALIZE ANNOTATE'.split(' ')
);

/** A clause: its first word in capitals, and its tokens. */
export interface Clause {
  readonly name: string;
  readonly tokens: readonly Token[];
}

/** The clauses of a text in the order in which they stand. UNTIL inside COMPARE TO counts as one of its own. */
export function clausesOf(text: string): Clause[] {
  const clauses: Array<{ name: string; tokens: Token[] }> = [];
  for (const token of tokensOf(text)) {
    const name = token.text.toUpperCase();
    if (token.kind === 'word' && token.depth === 0 && starts.has(name)) {
      clauses.push({ name, tokens: [token] });
    } else {
      clauses.at(-1)?.tokens.push(token);
    }
  }
  return clauses;
}
