import { parser } from '@grafana/lezer-logql';
import type { SyntaxNode, Tree } from '@lezer/common';
import { LogError } from '../errors';
import { shown } from './strings';

/** Characters of one query at most; five thousand order ids take 70,000. */
export const longestQuery = 200_000;

const strict = parser.configure({ strict: true });

/** A text of LogQL and its tree, which has no error in it. */
export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

/** Reads LogQL. Throws `syntax` with the first place that can't be read, `queryTooLong`. */
export function parseLogql(text: string): Parsed {
  if (text.length > longestQuery) {
    throw new LogError('queryTooLong', { length: text.length, limit: longestQuery });
  }
  try {
    return { text, tree: strict.parse(text) };
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw syntaxError(text, cause);
    }
    throw cause;
  }
}

/** Every node of a kind, in the order of the text, none inside another of that kind. */
export function nodesOf({ tree }: Parsed, name: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter(node) {
      if (node.name === name) {
        found.push(node.node);
        return false;
      }
      return true;
    },
  });
  return found;
}

/** The expression at the top: `LogExpr` (lines) or `MetricExpr` (numbers), with parentheses around it taken off. */
export function topOf({ tree }: Parsed): SyntaxNode | null {
  let node = tree.topNode.firstChild;
  while (node !== null && (node.name === 'LineComment' || node.name === 'Expr')) {
    node = node.name === 'Expr' ? node.firstChild : node.nextSibling;
  }
  return node;
}

function syntaxError(text: string, cause: SyntaxError): LogError {
  const at = Math.min(Number(/\d+$/.exec(cause.message)?.[0] ?? 0), text.length);
  const before = text.slice(0, at).split('\n');
  const near = shown(text.slice(at, at + 80));
  return new LogError(
    'syntax',
    { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, near: near === '' ? '…' : near },
    cause
  );
}
