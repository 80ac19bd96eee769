import { LogError } from '../errors';
import { matchersOf } from './print';
import { unquote } from './strings';
import { nodesOf, parseLogql, topOf } from './tree';

/** Matchers of an admin, written anew, joined by commas, without braces: `service_name=~".+"`. */
export type BaseMatchers = string;

/** Reads a stream selector and nothing else. Throws `syntax`, `notMergeable`. */
export function readSelector(text: string): readonly string[] {
  const parsed = parseLogql(text);
  const [selector, ...more] = nodesOf(parsed, 'Selector');
  const top = topOf(parsed);
  if (selector === undefined || more.length > 0 || top?.name !== 'LogExpr' || top.to !== selector.to) {
    throw new LogError('notMergeable', { near: text.slice(0, 60) });
  }
  return matchersOf(parsed, selector);
}

/**
 * Reads the selector that an admin narrows every query by. Throws `selectorInvalid`, also for one that Loki takes for no
 * selector at all, as every matcher is met by a label that isn't there.
 */
export function readBase(selector: string): BaseMatchers {
  const matchers = read(selector);
  if (!matchers.some(needsValue)) {
    throw new LogError('selectorInvalid', { selector, reason: 'no matcher like name=~".+"' });
  }
  return matchers.join(', ');
}

function read(selector: string): readonly string[] {
  try {
    return readSelector(selector);
  } catch (cause) {
    const reason =
      cause instanceof LogError
        ? Object.entries(cause.values)
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')
        : String(cause);
    throw new LogError('selectorInvalid', { selector, reason }, cause);
  }
}

/** Whether a matcher can only be met by a label that is there. */
function needsValue(matcher: string): boolean {
  const [, operator = '', value = ''] = /^\w+(=~|=)(".*")$/s.exec(matcher) ?? [];
  if (operator === '') {
    return false;
  }
  const text = unquote(value);
  return operator === '=' ? text !== '' : !matchesEmpty(text);
}

/** Loki's regular expressions are anchored. Those that JavaScript can't read are left to Loki to judge. */
function matchesEmpty(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test('');
  } catch {
    return false;
  }
}
