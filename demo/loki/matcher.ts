import { LokiProblem } from './problem';
import { unquoted, type Node } from './tree';

export interface Matcher {
  readonly label: string;
  readonly fits: (value: string) => boolean;
}

/** Go's regular expressions as JavaScript's: what queries use of them is the same. */
export function pattern(text: string, whole: boolean): RegExp {
  try {
    const insensitive = text.startsWith('(?i)');
    const body = insensitive ? text.slice(4) : text;
    return new RegExp(whole ? `^(?:${body})$` : body, insensitive ? 'isu' : 'su');
  } catch {
    throw new LokiProblem(400, `parse error : error parsing regexp: ${text}`);
  }
}

/** `label="text"` and its three others. */
export function matcherOf(node: Node): Matcher {
  const label = node.child('Identifier')?.text ?? '';
  const value = unquoted(node.child('String')?.text ?? '""');
  const operator = node.child('Eq', 'Neq', 'Re', 'Nre')?.name;
  switch (operator) {
    case 'Eq':
      return { label, fits: (text) => text === value };
    case 'Neq':
      return { label, fits: (text) => text !== value };
    default: {
      const regex = pattern(value, true);
      return { label, fits: (text) => regex.test(text) === (operator === 'Re') };
    }
  }
}

/** Matchers of a stream selector; Loki wants one that no absent label fits. */
export function selectorOf(node: Node): readonly Matcher[] {
  const matchers = node.all('Matcher').map(matcherOf);
  if (matchers.every(({ fits }) => fits(''))) {
    throw new LokiProblem(
      400,
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will'
    );
  }
  return matchers;
}
