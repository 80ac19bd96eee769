import type { SqlViews } from '../../../query/resources';
import type { Suggestion, SuggestionKind } from '../code/completion';

type View = SqlViews['views'][number];

const keywords = [
  'SELECT',
  'FROM',
  'JOIN',
  'LEFT JOIN',
  'ON',
  'WHERE',
  'AND',
  'OR',
  'NOT',
  'IN',
  'IS NULL',
  'IS NOT NULL',
  'LIKE',
  'BETWEEN',
  'GROUP BY',
  'HAVING',
  'ORDER BY',
  'ASC',
  'DESC',
  'LIMIT',
  'AS',
  'DISTINCT',
  'CASE',
  'WHEN',
  'THEN',
  'ELSE',
  'END',
  'WITH',
  'UNION ALL',
  'OVER',
  'PARTITION BY',
];
const functions = ['count', 'sum', 'avg', 'min', 'max', 'round', 'coalesce', 'lower', 'upper', 'substr', 'row_number'];

const all = (kind: SuggestionKind, words: readonly string[]): Suggestion[] => words.map((label) => ({ label, kind }));

/** Comments and texts without their content, so that no word in them is taken for a table. */
function bare(text: string): string {
  const blank = (found: string) => ' '.repeat(found.length);
  return text
    .replace(/--[^\n]*/g, blank)
    .replace(/\/\*[^]*?(\*\/|$)/g, blank)
    .replace(/'[^']*'?/g, blank);
}

const noAlias = new Set([
  'on',
  'where',
  'join',
  'left',
  'inner',
  'cross',
  'group',
  'order',
  'limit',
  'using',
  'having',
]);

/** The views that a statement reads, by the names that it gives them. */
export function viewsIn(text: string, views: readonly View[]): ReadonlyMap<string, View> {
  const found = new Map<string, View>();
  for (const [, name = '', alias = ''] of bare(text).matchAll(/\b(?:from|join|,)\s*(\w+)(?:\s+(?:as\s+)?(\w+))?/gi)) {
    const view = views.find((one) => one.name === name.toLowerCase());
    if (view !== undefined) {
      found.set(name.toLowerCase(), view);
      if (alias !== '' && !noAlias.has(alias.toLowerCase())) {
        found.set(alias.toLowerCase(), view);
      }
    }
  }
  return found;
}

function columns(views: Iterable<View>): Suggestion[] {
  const every = [...new Set(views)].flatMap((view) => view.columns.filter(({ allowed }) => allowed));
  return [...new Map(every.map((column) => [column.name, column])).values()].map(({ name, type, text }) => ({
    label: name,
    kind: 'field',
    detail: text === '' ? type : `${type} · ${text}`,
  }));
}

/** What may be written at a cursor. */
export function suggest(text: string, offset: number, { views, macros }: SqlViews): readonly Suggestion[] {
  const before = bare(text).slice(0, offset);
  const named = viewsIn(text, views);
  const qualifier = /(\w+)\.\w*$/.exec(before)?.[1];
  if (qualifier !== undefined) {
    const view = named.get(qualifier.toLowerCase());
    return view === undefined ? [] : columns([view]);
  }
  const tables = views.map(({ name, text: detail }): Suggestion => ({ label: name, kind: 'type', detail }));
  if (/\b(from|join)\s+\w*$/i.test(before)) {
    return tables;
  }
  return [
    ...columns(named.values()),
    ...macros.map(({ name, insert, text: detail }): Suggestion => ({ label: name, kind: 'variable', insert, detail })),
    ...all('keyword', keywords),
    ...functions.map((name): Suggestion => ({ label: name, kind: 'value' })),
    ...tables,
  ];
}
