import { distance } from 'fastest-levenshtein';
import { CopyError, views } from '../../copy';
import { QueryProblem } from '../common/problem';
import type { Filled } from './macros';
import { placeText } from './place';

/** What is wrong with SQL, where in the author's text, and what may have been meant. */
export interface SqlFailure {
  readonly code: CopyError['code'];
  readonly message: string;
  /** Characters before the place; left out where it is not known. */
  readonly at?: number;
  readonly length?: number;
  /** The nearest name that there is. */
  readonly nearest?: string;
}

export function failureOf(error: CopyError, filled: Filled): SqlFailure {
  const { at, length, message, ...rest } = error.values;
  const told = String(message ?? rest['column'] ?? rest['what'] ?? rest['word'] ?? '');
  const nearest = nearestName(told);
  return {
    code: error.code,
    message: told,
    ...(typeof at === 'number' ? { at: filled.origin(at), length: Number(length ?? 0) } : {}),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** The failure of a query, in the author's own lines and columns; others pass as they are. */
export function explained(error: unknown, text: string, filled: Filled): unknown {
  if (!(error instanceof CopyError) || error.code !== 'sqlWrong') {
    return error;
  }
  const { message, at, nearest } = failureOf(error, filled);
  const hint = nearest === undefined ? '' : 'Nearest';
  const values = { message, ...(nearest === undefined ? {} : { nearest }) };
  return at === undefined
    ? new QueryProblem(`queries:sql.wrong${hint}`, values)
    : new QueryProblem(`queries:sql.wrongAt${hint}`, { ...values, ...placeText(text, at) });
}

const unknown = /no such (column|table|function): (\S+)/;

function nearestName(message: string): string | undefined {
  const [, what, written = ''] = unknown.exec(message) ?? [];
  if (what === undefined || what === 'function') {
    return undefined;
  }
  const name =
    written
      .split('.')
      .at(-1)
      ?.replaceAll(/["`[\]]/g, '')
      .toLowerCase() ?? '';
  const known = views({ personal: false });
  const names =
    what === 'table' ? known.map((view) => view.name) : known.flatMap(({ columns }) => columns.map((c) => c.name));
  const [best] = [...new Set(names)].map((each) => ({ each, far: distance(each, name) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far > 0 && best.far <= Math.max(2, Math.floor(name.length / 3))
    ? best.each
    : undefined;
}
