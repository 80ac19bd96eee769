import { labelOf, type Passing } from './line';
import { matcherOf, pattern } from './matcher';
import { unsupported } from './problem';
import { durationOf, unquoted, type Node } from './tree';

export type Test = (passing: Passing) => boolean;

const compare: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  Gtr: (a, b) => a > b,
  Gte: (a, b) => a >= b,
  Lss: (a, b) => a < b,
  Lte: (a, b) => a <= b,
  Eql: (a, b) => a === b,
  Eq: (a, b) => a === b,
  Neq: (a, b) => a !== b,
};

/** A label filter: matchers, numbers and durations, joined by `and`, `or`, a comma or nothing. */
export function labelFilter(node: Node): Test {
  const parts = node.children.filter(({ name }) => name === 'LabelFilter').map(labelFilter);
  const [left, right] = parts;
  if (left !== undefined && right !== undefined) {
    return node.child('Or') === undefined ? (each) => left(each) && right(each) : (each) => left(each) || right(each);
  }
  if (left !== undefined) {
    return left;
  }
  const matcher = node.child('Matcher');
  if (matcher !== undefined) {
    const { label, fits } = matcherOf(matcher);
    return (each) => fits(labelOf(each, label));
  }
  const number = node.child('NumberFilter', 'UnitFilter');
  if (number === undefined) {
    throw unsupported(`the label filter ${node.text}`);
  }
  return numberFilter(number.child('DurationFilter', 'BytesFilter') ?? number);
}

function numberFilter(node: Node): Test {
  const label = node.child('Identifier')?.text ?? '';
  const operator = node.children.map(({ name }) => compare[name]).find((each) => each !== undefined);
  const duration = node.child('Duration');
  const bound = duration === undefined ? Number(node.child('LiteralExpr', 'Number')?.text) : durationOf(duration.text);
  if (operator === undefined || Number.isNaN(bound)) {
    throw unsupported(`the label filter ${node.text}`);
  }
  return (each) => {
    const text = labelOf(each, label);
    const value = duration === undefined ? Number(text) : durationOf(text);
    return text !== '' && operator(value, bound);
  };
}

/** Line filters `|=`, `!=`, `|~`, `!~`, with `or` between texts. */
export function lineFilter(node: Node): Test {
  const operator = node.child('Filter')?.children[0]?.name ?? '';
  if (node.child('FilterOp') !== undefined) {
    throw unsupported(`the line filter ${node.text}`);
  }
  const texts = [node, ...node.all('OrFilter')].flatMap(({ children }) =>
    children.filter(({ name }) => name === 'String').map(({ text }) => unquoted(text))
  );
  const has = (text: string) =>
    texts.some((each) => (operator.endsWith('Match') ? pattern(each, false).test(text) : text.includes(each)));
  switch (operator) {
    case 'PipeExact':
    case 'PipeMatch':
      return ({ text }) => has(text);
    case 'Neq':
      return ({ text }) => !texts.some((each) => text.includes(each));
    case 'Nre':
      return ({ text }) => !texts.some((each) => pattern(each, false).test(text));
    default:
      throw unsupported(`the line filter ${node.text}`);
  }
}
