import { syntaxError } from './errors';
import type { Token } from './tokens';

/** Walks over tokens; keywords are known in any case. */
export interface Reader {
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether these keywords come next. */
  at(...words: readonly string[]): boolean;
  /** Takes these keywords if they come next. */
  take(...words: readonly string[]): boolean;
  symbol(text: string): boolean;
  expectSymbol(text: string): void;
  /** A name that is no keyword at this place. */
  name(what: string): Token;
  integer(what: string): number;
  fail(message: string): never;
}

export function reader(tokens: readonly Token[]): Reader {
  let index = 0;
  const last = tokens[tokens.length - 1];
  const peek = (ahead = 0): Token => {
    const token = tokens[index + ahead] ?? last;
    if (!token) {
      throw new Error('a token list ends with an end token');
    }
    return token;
  };
  const next = (): Token => {
    const token = peek();
    index += 1;
    return token;
  };
  const found = (): string => (peek().kind === 'end' ? 'end of query' : `'${peek().text}'`);
  const at = (...words: readonly string[]): boolean =>
    words.every((word, ahead) => peek(ahead).kind === 'word' && peek(ahead).text.toUpperCase() === word);
  const take = (...words: readonly string[]): boolean => {
    if (!at(...words)) {
      return false;
    }
    index += words.length;
    return true;
  };
  const symbol = (text: string): boolean => {
    if (peek().kind === 'symbol' && peek().text === text) {
      index += 1;
      return true;
    }
    return false;
  };
  const fail = (message: string): never => {
    throw syntaxError(peek().place, `${message}, found ${found()}`);
  };
  return {
    peek,
    next,
    at,
    take,
    symbol,
    fail,
    expectSymbol: (text) => {
      if (!symbol(text)) {
        fail(`Expected '${text}'`);
      }
    },
    name: (what) => (peek().kind === 'word' ? next() : fail(`Expected ${what}`)),
    integer: (what) => {
      if (peek().kind !== 'number' || !/^\d+$/.test(peek().text)) {
        fail(`Expected ${what}`);
      }
      return Number(next().text);
    },
  };
}
