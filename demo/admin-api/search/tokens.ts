export type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  | {
      readonly kind: 'term';
      readonly field: string;
      readonly operator: '' | '>' | '>=' | '<' | '<=';
      readonly value: string;
      readonly quoted: boolean;
    };

const space = /\s*/y;
const field = /([A-Za-z0-9_.]+):/y;
const operator = /\s*(>=|<=|>|<)?\s*/y;
const quotedValue = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/y;
/** A colon ends an unquoted value: that is how Shopify loses the time of an unquoted timestamp. */
const bareValue = /(?:\\.|[^\s:()"'\\])+/y;

/** Splits a search string. A stray character is skipped, as Shopify never refuses a search for its syntax. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    at = found === null ? at : pattern.lastIndex;
    return found;
  };
  for (match(space); at < text.length; match(space)) {
    const punctuation = punctuationAt(text, at);
    if (punctuation !== undefined) {
      tokens.push({ kind: punctuation });
      at += 1;
      continue;
    }
    const name = match(field)?.[1];
    const compare = name === undefined ? '' : toOperator(match(operator)?.[1]);
    const quoted = match(quotedValue);
    const value = quoted === null ? match(bareValue)?.[0] : (quoted[1] ?? quoted[2]);
    if (value !== undefined) {
      tokens.push(toToken(name, compare, value.replace(/\\(.)/g, '$1'), quoted !== null));
    } else if (name === undefined) {
      at += 1;
    }
  }
  return tokens;
}

function punctuationAt(text: string, at: number): 'open' | 'close' | 'not' | undefined {
  const char = text[at];
  if (char === '(') {
    return 'open';
  }
  if (char === ')') {
    return 'close';
  }
  return char === '-' && /[^\s]/.test(text[at + 1] ?? ' ') ? 'not' : undefined;
}

function toOperator(text: string | undefined): '' | '>' | '>=' | '<' | '<=' {
  return text === '>' || text === '>=' || text === '<' || text === '<=' ? text : '';
}

function toToken(
  name: string | undefined,
  compare: '' | '>' | '>=' | '<' | '<=',
  value: string,
  quoted: boolean
): Token {
  if (name === undefined && !quoted) {
    if (value === 'AND' || value === 'OR' || value === 'NOT') {
      return { kind: value === 'AND' ? 'and' : value === 'OR' ? 'or' : 'not' };
    }
  }
  return { kind: 'term', field: name ?? 'default', operator: compare, value, quoted };
}
