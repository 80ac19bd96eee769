import type { ParsedQuery } from '../../../query';

type Filter = NonNullable<ParsedQuery['filters']>[number];

const name = /^[A-Za-z_][\w.-]*$/;

/** A value in quotes of Shopify's search language: in those that it does not hold itself, so that few need a backslash. */
export function quoted(value: string): string {
  return value.includes("'") && !value.includes('"')
    ? `"${value.replaceAll('\\', '\\\\')}"`
    : `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/** An ad-hoc filter as a search term; undefined where the search language has no such thing (regular expressions). */
export function termOf({ key, operator, value, values = [] }: Filter): string | undefined {
  if (!name.test(key)) {
    return undefined;
  }
  const every = values.length > 0 ? values : [value];
  switch (operator) {
    case '=':
      return `${key}:${quoted(value)}`;
    case '!=':
      return `-${key}:${quoted(value)}`;
    case '<':
    case '>':
    case '<=':
    case '>=':
      return `${key}:${operator}${quoted(value)}`;
    case '=|':
      return `(${every.map((each) => `${key}:${quoted(each)}`).join(' OR ')})`;
    case '!=|':
      return every.map((each) => `-${key}:${quoted(each)}`).join(' AND ');
    default:
      return undefined;
  }
}

/** Terms that all have to be met. A person's own search may hold an OR, so it is put in brackets beside others. */
export function joinTerms(own: string, terms: readonly string[]): string {
  const search = own.trim();
  return [...(search === '' ? [] : [terms.length > 0 ? `(${search})` : search]), ...terms].join(' AND ');
}
