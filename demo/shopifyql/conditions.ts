import type { Comparison, Condition, Literal } from './ast';
import type { Reader } from './reader';

function literal(read: Reader): Literal {
  const negative = read.symbol('-');
  const token = read.peek();
  if (token.kind === 'number') {
    read.next();
    return Number(token.text) * (negative ? -1 : 1);
  }
  if (token.kind === 'string' || token.kind === 'date') {
    read.next();
    return token.text;
  }
  if (read.take('TRUE')) {
    return true;
  }
  if (read.take('FALSE')) {
    return false;
  }
  return read.fail('Expected a value in single quotes, a number, true or false');
}

function list(read: Reader): Literal[] {
  read.expectSymbol('(');
  const values = [literal(read)];
  while (read.symbol(',')) {
    values.push(literal(read));
  }
  read.expectSymbol(')');
  return values;
}

const signs: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};

function single(read: Reader): Condition {
  if (read.symbol('(')) {
    const inner = condition(read);
    read.expectSymbol(')');
    return inner;
  }
  if (read.take('NOT')) {
    return { kind: 'not', of: single(read) };
  }
  const { text, place } = read.name('a column name');
  const column = text.toLowerCase();
  if (read.take('IS')) {
    const negated = read.take('NOT');
    return read.take('NULL') ? { kind: 'null', column, negated, place } : read.fail('Expected NULL');
  }
  const negated = read.take('NOT');
  if (read.take('IN')) {
    return { kind: 'in', column, values: list(read), negated, place };
  }
  const words: Comparison | undefined = read.take('CONTAINS')
    ? 'CONTAINS'
    : read.take('STARTS', 'WITH')
      ? 'STARTS WITH'
      : read.take('ENDS', 'WITH')
        ? 'ENDS WITH'
        : undefined;
  const sign = words ?? (negated ? undefined : signs[read.peek().kind === 'symbol' ? read.peek().text : '']);
  if (sign === undefined) {
    return read.fail('Expected a comparison');
  }
  if (words === undefined) {
    read.next();
  }
  const compare: Condition = { kind: 'compare', column, operator: sign, value: literal(read), place };
  return negated ? { kind: 'not', of: compare } : compare;
}

function conjunction(read: Reader): Condition {
  let left = single(read);
  while (read.take('AND')) {
    left = { kind: 'and', left, right: single(read) };
  }
  return left;
}

/** `a = 'x' AND (b > 2 OR NOT c IN ('y'))`; AND binds more tightly than OR. */
export function condition(read: Reader): Condition {
  let left = conjunction(read);
  while (read.take('OR')) {
    left = { kind: 'or', left, right: conjunction(read) };
  }
  return left;
}

export function columnsOf(tree: Condition): string[] {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return [...columnsOf(tree.left), ...columnsOf(tree.right)];
    case 'not':
      return columnsOf(tree.of);
    default:
      return [tree.column];
  }
}

type Value = string | number | boolean | null;

function compared(value: Value, operator: Comparison, wanted: Literal): boolean {
  if (value === null) {
    return operator === '!=';
  }
  const bothNumbers = !Number.isNaN(Number(value)) && !Number.isNaN(Number(wanted)) && typeof value !== 'boolean';
  const a = bothNumbers ? Number(value) : String(value);
  const b = bothNumbers ? Number(wanted) : String(wanted);
  switch (operator) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case 'CONTAINS':
      return String(value).toLowerCase().includes(String(wanted).toLowerCase());
    case 'STARTS WITH':
      return String(value).toLowerCase().startsWith(String(wanted).toLowerCase());
    case 'ENDS WITH':
      return String(value).toLowerCase().endsWith(String(wanted).toLowerCase());
  }
}

/** Whether a condition holds for a row, given how to read its columns. */
export function holds(tree: Condition, read: (column: string) => Value): boolean {
  switch (tree.kind) {
    case 'and':
      return holds(tree.left, read) && holds(tree.right, read);
    case 'or':
      return holds(tree.left, read) || holds(tree.right, read);
    case 'not':
      return !holds(tree.of, read);
    case 'null':
      return (read(tree.column) === null) !== tree.negated;
    case 'in':
      return tree.values.some((value) => compared(read(tree.column), '=', value)) !== tree.negated;
    case 'compare':
      return compared(read(tree.column), tree.operator, tree.value);
  }
}
