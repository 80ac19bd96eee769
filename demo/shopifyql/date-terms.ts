import type { DateTerm, Unit } from './ast';
import type { Reader } from './reader';

const letters: Readonly<Record<string, Unit>> = {
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  m: 'month',
  q: 'quarter',
  y: 'year',
};

const units: readonly string[] = Object.values(letters);

/** Names that stand for a day or a span of days; `bfcm2025` and its like besides. */
export const named = [
  'now',
  'today',
  'yesterday',
  ...['this', 'last'].flatMap((word) => ['week', 'month', 'quarter', 'year'].map((unit) => `${word}_${unit}`)),
];

export const isNamed = (name: string): boolean => named.includes(name) || /^bfcm\d{4}$/.test(name);

function relative(read: Reader): DateTerm {
  const sign = read.symbol('-') ? -1 : 1;
  if (sign === 1) {
    read.symbol('+');
  }
  const count = read.integer('a number of days, weeks, months or years');
  const letter = read.name('one of s, min, h, d, w, m, q, y').text.toLowerCase();
  const unit = letters[letter];
  return unit ? { kind: 'relative', count: sign * count, unit } : read.fail(`Unknown unit '${letter}'`);
}

/** `2026-08-01`, `-30d`, `yesterday`, `startOfMonth(-1m)`. */
export function dateTerm(read: Reader): DateTerm {
  const token = read.peek();
  if (token.kind === 'date') {
    read.next();
    return { kind: 'absolute', text: token.text, hasTime: token.text.includes('T') };
  }
  if (token.kind === 'string' && /^\d{4}-\d{2}-\d{2}/.test(token.text)) {
    read.next();
    return { kind: 'absolute', text: token.text, hasTime: token.text.includes('T') };
  }
  if (token.kind === 'word') {
    const edge = /^(start|end)of([a-z]+)$/.exec(token.text.toLowerCase());
    const unit = edge?.[2];
    if (edge && unit !== undefined && units.includes(unit) && read.peek(1).text === '(') {
      read.next();
      read.expectSymbol('(');
      const of = dateTerm(read);
      read.expectSymbol(')');
      const found = Object.values(letters).find((each) => each === unit) ?? 'day';
      return { kind: 'edge', edge: edge[1] === 'end' ? 'end' : 'start', unit: found, of };
    }
    const name = token.text.toLowerCase();
    if (isNamed(name)) {
      read.next();
      return { kind: 'named', name };
    }
    return read.fail('Expected a date');
  }
  return relative(read);
}
