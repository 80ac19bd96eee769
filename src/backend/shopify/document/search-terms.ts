/** A term of Shopify's search language: `field:value`, or a value that is searched everywhere. */
export interface SearchTerm {
  /** Lower case; undefined where no field is named. */
  readonly field: string | undefined;
  /** The term's number in the text, from 1; connectives and brackets don't count. */
  readonly number: number;
}

const blank = /[\s\p{C}]/u;
const field = /^([\p{L}_$][\p{L}\p{N}_.$-]*):/u;
const connectives = new Set(['AND', 'OR', 'NOT', '-', '*']);

/**
 * The terms of a search. Where a text can be read in two ways the one is taken that leaves more of it without a field: a
 * blank ends a value, so does a quote or a bracket, and `field: value` names its field for nothing.
 *
 * @param escapes whether a backslash hides the sign after it; nobody but Shopify knows, so ask both ways.
 */
export function searchTerms(text: string, escapes: boolean): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let at = 0;

  /** Moves behind a word, as far as the sign that ends it. */
  function skipWord(): string {
    const from = at;
    while (at < text.length && !blank.test(text.charAt(at)) && !/["'()]/.test(text.charAt(at))) {
      at += escapes && text.charAt(at) === '\\' ? 2 : 1;
    }
    return text.slice(from, at);
  }

  /** Moves behind a quoted value; false where its quote is never closed. */
  function skipQuoted(): boolean {
    const quote = text.charAt(at);
    for (at += 1; at < text.length; at += 1) {
      const sign = text.charAt(at);
      if (sign === quote) {
        at += 1;
        return true;
      }
      at += escapes && sign === '\\' ? 1 : 0;
    }
    return false;
  }

  while (at < text.length) {
    const sign = text.charAt(at);
    const number = terms.length + 1;
    if (blank.test(sign) || sign === '(' || sign === ')') {
      at += 1;
    } else if (sign === '"' || sign === "'") {
      skipQuoted();
      terms.push({ field: undefined, number });
    } else {
      at += sign === '-' ? 1 : 0;
      const name = field.exec(text.slice(at))?.[1];
      if (name === undefined) {
        const word = skipWord();
        if (!connectives.has(word) && !(word === '' && sign === '-')) {
          terms.push({ field: undefined, number });
        }
        continue;
      }
      at += name.length + 1;
      terms.push({ field: name.toLowerCase(), number });
      at += /^(?:>=|<=|>|<|=|!=)?/.exec(text.slice(at))?.[0].length ?? 0;
      const quote = text.charAt(at) === '"' || text.charAt(at) === "'";
      const closed = quote ? skipQuoted() : skipWord() !== '';
      if (quote && !closed) {
        terms.push({ field: undefined, number });
      }
    }
  }
  return terms;
}
