import type { SyntaxNode } from '@lezer/common';
import { LogError } from '../errors';
import { quote, shown, unquote } from './strings';
import type { Parsed } from './tree';

/** Everything but strings: what no lexer takes for a string, a comment, a selector or an escape. */
const plainToken = /^[^"'`#{}\\\s]+$/;
/** Between tokens that the tree names. */
const plainGap = /^[\s()[\],]*$/;

/**
 * Writes a piece of a tree anew: strings quoted in one way, comments left out. What is sent is so what was understood,
 * also where Loki's lexer would read the original otherwise. `selector` writes the selectors. Throws `notMergeable`.
 */
export function print({ text }: Parsed, top: SyntaxNode, selector: (node: SyntaxNode) => string): string {
  let out = '';
  let at = top.from;
  const gap = (to: number) => {
    const between = text.slice(at, to);
    if (!plainGap.test(between)) {
      throw new LogError('notMergeable', { near: shown(between) });
    }
    out += between.replaceAll(/\s+/g, ' ');
  };
  top.cursor().iterate((node) => {
    if (node.from === node.to || node.to <= at) {
      return node.from !== node.to;
    }
    const taken = leafText(text, node.node, selector);
    if (taken === undefined) {
      return true;
    }
    gap(node.from);
    out += taken;
    at = node.to;
    return false;
  });
  gap(top.to);
  return out.trim();
}

/** Undefined for nodes that have parts. */
function leafText(text: string, node: SyntaxNode, selector: (node: SyntaxNode) => string): string | undefined {
  if (node.name === 'Selector') {
    return selector(node);
  }
  if (node.name === 'LineComment') {
    return ' ';
  }
  if (node.firstChild !== null) {
    return undefined;
  }
  const token = text.slice(node.from, node.to);
  if (node.name === 'String') {
    return quote(unquote(token));
  }
  if (!plainToken.test(token)) {
    throw new LogError('notMergeable', { near: shown(token) });
  }
  return token;
}

/** The matchers of a selector, each written anew. */
export function matchersOf({ text }: Parsed, selector: SyntaxNode): readonly string[] {
  const found: string[] = [];
  selector.cursor().iterate((node) => {
    if (node.name === 'Matcher') {
      found.push(matcherText(text, node.node));
      return false;
    }
    return true;
  });
  return found;
}

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const operators = new Set(['=', '!=', '=~', '!~']);

/** Whether a text is a name that a label can have. */
export function isLabel(name: string): boolean {
  return labelName.test(name);
}

function matcherText(text: string, matcher: SyntaxNode): string {
  const parts: string[] = [];
  for (let child = matcher.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment') {
      parts.push(text.slice(child.from, child.to));
    }
  }
  const [name = '', operator = '', value = ''] = parts;
  if (parts.length !== 3 || !isLabel(name) || !operators.has(operator)) {
    throw new LogError('notMergeable', { near: shown(parts.join(' ')) });
  }
  return `${name}${operator}${quote(unquote(value))}`;
}
