import type { Place } from './ast';
import { syntaxError } from './errors';

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'date' | 'symbol' | 'end';
  readonly text: string;
  readonly place: Place;
}

/** In this order: the first that matches at a place wins. */
const patterns: ReadonlyArray<readonly [Token['kind'] | 'space', RegExp]> = [
  ['space', /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y],
  ['date', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['string', /'(?:[^'\\]|''|\\.)*'/y],
  ['symbol', /!=|<=|>=|<>|[=<>(),+\-*/]/y],
];

function unquote(text: string): string {
  return text.slice(1, -1).replace(/''|\\(.)/g, (whole, escaped: string | undefined) => escaped ?? whole[0] ?? '');
}

/** Words, numbers and signs of a query with their places; comments are dropped. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  const place = (): Place => ({ line, column: offset - lineStart + 1 });
  while (offset < source.length) {
    let found: readonly [Token['kind'] | 'space', string] | undefined;
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = offset;
      const text = pattern.exec(source)?.[0];
      if (text !== undefined) {
        found = [kind, text];
        break;
      }
    }
    if (!found) {
      const what = source[offset] === "'" ? 'a string that is not closed' : `'${source[offset] ?? ''}'`;
      throw syntaxError(place(), `Unexpected ${what}`);
    }
    const [kind, text] = found;
    if (kind !== 'space') {
      tokens.push({ kind, text: kind === 'string' ? unquote(text) : text, place: place() });
    }
    for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) {
      line += 1;
      lineStart = offset + index + 1;
    }
    offset += text.length;
  }
  tokens.push({ kind: 'end', text: '', place: place() });
  return tokens;
}
