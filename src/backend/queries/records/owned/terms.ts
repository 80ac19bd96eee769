import type { ParsedQuery, RecordKind } from '../../../../query';
import { ownedKinds } from './queries';
import { comparable, hasWords } from './words';

/** A condition that both lanes understand: a field's value, or a word that any of the record's texts may have. */
export type Term =
  | { readonly key: string; readonly values: readonly string[]; readonly isNot: boolean }
  | { readonly word: string; readonly isNot: boolean };

type Filter = NonNullable<ParsedQuery['filters']>[number];

const bareWord = /^(-?)(?:'([^']*)'|"([^"]*)"|([^\s()<>:'"*]+)\*?)$/;
const operators = new Set(['OR', 'NOT']);
const written = /^(-?)(\w+):(?:'([^']*)'|"([^"]*)"|([^\s()*<>:'"]+))$/;

/** Shopify's search as far as the copy understands it: `key:value` and words, joined by spaces or AND; undefined for more. */
export function termsOf(kind: RecordKind, search: string): readonly Term[] | undefined {
  const parts = (search.match(/(?:'[^']*'|"[^"]*"|\S)+/g) ?? []).filter((part) => part !== 'AND');
  const terms = parts.map((part) => {
    if (bareWord.test(part)) {
      return wordOf(kind, part);
    }
    const [, minus, key = '', single, double, bare] = written.exec(part) ?? [];
    const value = single ?? double ?? bare;
    return value === undefined || !knows(kind, key) ? undefined : { key, values: [value], isNot: minus === '-' };
  });
  return terms.every((term) => term !== undefined) ? terms : undefined;
}

function wordOf(kind: RecordKind, part: string): Term | undefined {
  const [, minus, single, double, bare = ''] = bareWord.exec(part) ?? [];
  const word = single ?? double ?? bare;
  return operators.has(part) || !hasWords(kind) || comparable(word) === '' ? undefined : { word, isNot: minus === '-' };
}

/** An ad-hoc filter as the copy understands it; undefined for others. */
export function filterTerm(kind: RecordKind, { key, operator, value, values = [] }: Filter): Term | undefined {
  const every = operator.endsWith('|') && values.length > 0 ? values : [value];
  return knows(kind, key) && ['=', '!=', '=|', '!=|'].includes(operator)
    ? { key, values: every, isNot: operator.startsWith('!') }
    : undefined;
}

function knows(kind: RecordKind, key: string): boolean {
  return Object.hasOwn(ownedKinds[kind].terms, key);
}
