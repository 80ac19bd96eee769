import { LogError } from '../errors';
import type { LogPipeline } from '../types';
import { isLabel, matchersOf, print } from './print';
import { readSelector, type BaseMatchers } from './selector';
import { shown } from './strings';
import { nodesOf, parseLogql, topOf } from './tree';

/** LogQL in which every selector begins with an admin's matchers. Made here alone; nothing else is ever sent. */
export class RestrictedQuery {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** Checks once more, without the tree, that no selector lacks the base. Throws `notMergeable`. */
  static checked(text: string, base: BaseMatchers): RestrictedQuery {
    const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (string) => '·'.repeat(string.length));
    const stray = /["'`#\\]/.exec(bare);
    if (stray !== null) {
      throw new LogError('notMergeable', { near: stray[0] });
    }
    let open = false;
    for (const { 0: brace, index } of bare.matchAll(/[{}]/g)) {
      const rest = text.slice(index + 1);
      const isGood = brace === '{' ? !open && startsWithBase(rest, base) : open;
      if (!isGood) {
        throw new LogError('notMergeable', { near: shown(text.slice(index)) });
      }
      open = brace === '{';
    }
    if (open) {
      throw new LogError('notMergeable', { near: shown(text.slice(-60)) });
    }
    return new RestrictedQuery(text);
  }
}

function startsWithBase(rest: string, base: BaseMatchers): boolean {
  return rest.startsWith(`${base}}`) || rest.startsWith(`${base}, `);
}

/** Any LogQL with the admin's matchers ANDed into each of its selectors. Throws `syntax`, `notMergeable`, `queryTooLong`. */
export function restrict(query: string, base: BaseMatchers): RestrictedQuery {
  const parsed = parseLogql(query);
  const text = print(parsed, parsed.tree.topNode, (selector) => selectorWith(matchersOf(parsed, selector), base));
  return RestrictedQuery.checked(text, base);
}

function selectorWith(matchers: readonly string[], base: BaseMatchers): string {
  const own = matchers.filter((matcher) => matcher !== base);
  return `{${[base, ...own].join(', ')}}`;
}

/** A pipeline of lines. Throws as `restrict`, also where `stages` are more than stages. */
export function restrictLines(pipeline: LogPipeline, base: BaseMatchers): RestrictedQuery {
  return RestrictedQuery.checked(linesText(pipeline, base), base);
}

function linesText({ selector = '', stages = '' }: LogPipeline, base: BaseMatchers): string {
  const matchers = /^\s*(\{\s*\})?\s*$/.test(selector) ? [] : readSelector(selector);
  const streams = selectorWith(matchers, base);
  const written = withPipe(stages);
  if (written === '') {
    return streams;
  }
  const parsed = parseLogql(`${streams} ${written}`);
  if (topOf(parsed)?.name !== 'LogExpr' || nodesOf(parsed, 'Selector').length !== 1) {
    throw new LogError('notMergeable', { near: shown(stages) });
  }
  return print(parsed, parsed.tree.topNode, () => streams);
}

/** Checks the admin's filter for errors: a label filter or any stages. Throws `filterInvalid`. */
export function readStages(filter: string): string {
  try {
    linesText({ stages: filter }, 'a="b"');
    return withPipe(filter);
  } catch (cause) {
    const reason = cause instanceof LogError ? String(cause.values['near'] ?? '-') : String(cause);
    throw new LogError('filterInvalid', { filter, reason }, cause);
  }
}

/** A label filter alone is a stage that lacks its pipe. */
function withPipe(stages: string): string {
  const text = stages.trim();
  return text === '' || /^[|!#]/.test(text) ? text : `| ${text}`;
}

/**
 * Counts of a pipeline's lines over a range of seconds, by labels. Loki counts `(T − range, T]`; the offset of a
 * millisecond makes it `[T − range, T)` for times of whole milliseconds, which nearly all logs have. (One of a nanosecond
 * would be exact, but Loki 3.7 answers with nothing then.) Throws also `labelInvalid`.
 */
export function restrictCounts(
  pipeline: LogPipeline,
  base: BaseMatchers,
  { seconds, by = [] }: { readonly seconds: number; readonly by?: readonly string[] }
): RestrictedQuery {
  const wrong = by.find((label) => !isLabel(label));
  if (wrong !== undefined) {
    throw new LogError('labelInvalid', { label: shown(wrong) });
  }
  const counted = `count_over_time(${linesText(pipeline, base)} [${seconds}s] offset 1ms)`;
  const sum = by.length === 0 ? `sum(${counted})` : `sum by (${by.join(', ')}) (${counted})`;
  return RestrictedQuery.checked(sum, base);
}
