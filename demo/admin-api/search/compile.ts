import { badRequest } from '../errors';
import { describeSearch, type SearchNode, type SearchTerm } from './ast';
import type { SearchField, SearchFields } from './fields';
import { matcherOf, type Matcher } from './match';
import { parseSearch } from './parse';

/** What the schema says of a filter. */
export interface FilterInfo {
  readonly name: string;
  readonly type: string;
  readonly values?: readonly string[];
}

export interface SearchWarning {
  readonly field: string;
  readonly message: string;
  readonly code: 'invalid_field' | 'invalid_value' | 'missing_named_field';
}

export interface CompiledSearch<T> {
  /** Undefined where every item passes. */
  readonly test: ((item: T) => boolean) | undefined;
  readonly warnings: readonly SearchWarning[];
  /** What the search says; undefined where it says nothing. */
  readonly root: SearchNode | undefined;
  /** For `extensions.search`. */
  readonly parsed: Readonly<Record<string, unknown>>;
}

export interface SearchContext {
  /** IANA zone of the shop. */
  readonly zone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Turns a search string into a test. A field that the schema does not list is ignored with a warning, a value that it does
 * not accept finds nothing with a warning, a bad timestamp is refused.
 */
export function compileSearch<T>(
  query: string,
  filters: readonly FilterInfo[],
  fields: SearchFields<T>,
  context: SearchContext
): CompiledSearch<T> {
  const root = parseSearch(query);
  if (root === undefined) {
    return { test: undefined, warnings: [], root, parsed: {} };
  }
  const known = new Map(filters.map((filter) => [filter.name, filter]));
  const warnings: SearchWarning[] = [];

  function compile(node: SearchNode): Matcher<T> | undefined {
    if (node.kind === 'term') {
      return compileTerm(node);
    }
    if (node.kind === 'not') {
      const inner = compile(node.inner);
      return inner === undefined ? undefined : (item) => !inner(item);
    }
    const parts = node.items.flatMap((item) => compile(item) ?? []);
    if (parts.length === 0) {
      return undefined;
    }
    return node.kind === 'and'
      ? (item) => parts.every((part) => part(item))
      : (item) => parts.some((part) => part(item));
  }

  function compileTerm(term: SearchTerm): Matcher<T> | undefined {
    const info = known.get(term.field) ?? placeholder(term.field, filters);
    if (info === undefined) {
      warnings.push(unknownField(term.field));
      return undefined;
    }
    const values = term.comparison === 'match_all' || term.comparison === 'match_phrase' ? term.value.split(',') : [];
    const wrong = values.filter((value) => info.values !== undefined && !accepts(info.values, value));
    warnings.push(...wrong.map((value) => invalidValue(term.field, value)));
    const field: SearchField<T> | undefined = fields[term.field];
    if (field === undefined || (values.length > 0 && wrong.length === values.length)) {
      return () => false;
    }
    const matcher = matcherOf(field, term, context);
    if (matcher === undefined) {
      throw badRequest(`Invalid timestamp for query filter \`${term.field}\`.`);
    }
    return matcher;
  }

  return { test: compile(root), warnings, root, parsed: describeSearch(root) };
}

function placeholder(field: string, filters: readonly FilterInfo[]): FilterInfo | undefined {
  return filters.find(({ name }) => {
    const open = name.indexOf('{');
    return open > 0 && field.startsWith(name.slice(0, open)) && field.split('.').length === name.split('.').length;
  });
}

function accepts(values: readonly string[], value: string): boolean {
  return value === '*' || values.some((accepted) => accepted.toLowerCase() === value.trim().toLowerCase());
}

function unknownField(field: string): SearchWarning {
  return field === 'default'
    ? { field, message: 'Input must use named search fields in this query.', code: 'missing_named_field' }
    : { field, message: 'Invalid search field for this query.', code: 'invalid_field' };
}

function invalidValue(field: string, value: string): SearchWarning {
  return { field, message: `Input \`${value}\` is not an accepted value.`, code: 'invalid_value' };
}
