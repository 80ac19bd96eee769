import type { ShopifyqlReference } from '../../../query/resources';
import type { Suggestion, SuggestionKind } from '../code/completion';
import {
  clauses,
  comparisons,
  dates,
  namedPeriods,
  operators,
  timeBuckets,
  withOptions,
  type Clause,
} from './vocabulary';

const all = (kind: SuggestionKind, words: readonly string[]): Suggestion[] => words.map((label) => ({ label, kind }));

/** Comments and texts without their content, so that no word in them is taken for a clause. */
function bare(text: string): string {
  return text
    .replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length))
    .replace(/'[^']*'?/g, (quoted) => `'${' '.repeat(quoted.length - 1)}`);
}

const clauseWord = new RegExp(`\\b(${clauses.map((clause) => clause.replace(' ', '\\s+')).join('|')})\\b`, 'gi');

/** The clause that a cursor stands in: the last clause word before it, that being followed by a space. */
export function clauseAt(text: string, offset: number): Clause | undefined {
  const found = [...bare(text).slice(0, offset).matchAll(clauseWord)].filter(
    ({ index, 0: word }) => index + word.length < offset
  );
  const last = found.at(-1)?.[1]?.toUpperCase().replace(/\s+/g, ' ');
  return clauses.find((clause) => clause === last);
}

/** Schemas that the query's FROM names. */
export function schemasIn(text: string): readonly string[] {
  const from =
    /\bFROM\s+(?:ORGANIZATION\s+)?([\w\s,]+?)(?=\s+(?:SHOW|VISUALIZE|WHERE|GROUP|TIMESERIES|SINCE|DURING)\b|$)/i;
  return (from.exec(bare(text))?.[1] ?? '').split(',').map((name) => name.trim());
}

function columns(
  reference: ShopifyqlReference,
  text: string,
  of: ReadonlyArray<'metrics' | 'dimensions'>
): Suggestion[] {
  const named = schemasIn(text);
  const chosen = reference.schemas.filter(({ name }) => named.includes(name));
  const schemas = chosen.length > 0 ? chosen : reference.schemas;
  const found = schemas.flatMap((schema) => of.flatMap((part) => schema[part]));
  return [...new Map(found.map(({ name, text: detail }) => [name, detail]))].map(([label, detail]) => ({
    label,
    kind: 'field',
    detail,
  }));
}

/** What may be written at a cursor. */
export function suggest(text: string, offset: number, reference: ShopifyqlReference): readonly Suggestion[] {
  const keywords = all('keyword', clauses);
  const more = all('keyword', operators);
  switch (clauseAt(text, offset)) {
    case undefined:
      return keywords;
    case 'FROM':
      return [
        ...reference.schemas.map(({ name, text: detail }) => ({ label: name, kind: 'type' as const, detail })),
        ...keywords,
      ];
    case 'SHOW':
    case 'ORDER BY':
    case 'VISUALIZE':
      return [...columns(reference, text, ['metrics', 'dimensions']), ...keywords, ...more];
    case 'HAVING':
      return [...columns(reference, text, ['metrics']), ...keywords, ...more];
    case 'WHERE':
      return [...columns(reference, text, ['dimensions']), ...keywords, ...more];
    case 'GROUP BY':
      return [...columns(reference, text, ['dimensions']), ...all('value', timeBuckets), ...keywords, ...more];
    case 'TIMESERIES':
      return [...all('value', timeBuckets), ...all('variable', ['$__interval']), ...keywords];
    case 'SINCE':
    case 'UNTIL':
      return [...all('value', dates), ...keywords];
    case 'DURING':
      return [...all('value', namedPeriods), ...keywords];
    case 'COMPARE TO':
      return [...all('value', comparisons), ...keywords];
    case 'WITH':
      return [...all('value', withOptions), ...keywords];
    case 'LIMIT':
    case 'OFFSET':
      return keywords;
  }
}
