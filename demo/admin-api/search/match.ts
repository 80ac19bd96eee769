import type { SearchTerm } from './ast';
import type { SearchContext } from './compile';
import { listOf, type SearchField } from './fields';
import { parseTimeRange } from './time';

export type Matcher<T> = (item: T) => boolean;

/** A test for one term; undefined where the value is no time for a time filter. */
export function matcherOf<T>(field: SearchField<T>, term: SearchTerm, context: SearchContext): Matcher<T> | undefined {
  switch (field.kind) {
    case 'keyword':
      return some(field.get, keywordTest(term));
    case 'text':
      return some(field.get, textTest(term));
    case 'number':
      return some(field.get, rangeTest(term, Number));
    case 'id':
      return some((item) => listOf(field.get(item)).map(numberOfId), rangeTest(term, numberOfId));
    case 'boolean':
      return some((item) => String(field.get(item)), keywordTest(term));
    case 'test': {
      const values = term.value.split(',').map((value) => value.trim());
      return (item) => values.some((value) => field.test(item, value));
    }
    case 'time':
      return timeMatcher(field.get, term, context);
  }
}

type Values<V> = V | readonly V[] | null | undefined;

function some<T, V>(get: (item: T) => Values<V>, test: (value: V) => boolean): Matcher<T> {
  return (item) => listOf(get(item)).some(test);
}

function keywordTest({ comparison, value }: SearchTerm): (candidate: string) => boolean {
  const wanted = value.toLowerCase();
  switch (comparison) {
    case 'exists':
      return () => true;
    case 'prefix':
      return (candidate) => candidate.toLowerCase().startsWith(wanted);
    case 'range_gte':
      return (candidate) => candidate.toLowerCase() >= wanted;
    case 'range_lte':
      return (candidate) => candidate.toLowerCase() <= wanted;
    case 'match_all':
    case 'match_phrase': {
      const options = new Set([wanted, ...wanted.split(',').map((option) => option.trim())]);
      return (candidate) => options.has(candidate.toLowerCase());
    }
  }
}

function textTest(term: SearchTerm): (candidate: string) => boolean {
  const wanted = term.value.toLowerCase();
  switch (term.comparison) {
    case 'match_phrase':
      return (candidate) => ` ${wordsOf(candidate).join(' ')} `.includes(` ${wordsOf(wanted).join(' ')} `);
    case 'match_all':
      return (candidate) => {
        const words = wordsOf(candidate);
        return wordsOf(wanted).every((word) => words.includes(word));
      };
    case 'prefix':
      return (candidate) =>
        candidate.toLowerCase().startsWith(wanted) || wordsOf(candidate).some((word) => word.startsWith(wanted));
    default:
      return keywordTest(term);
  }
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function rangeTest({ comparison, value }: SearchTerm, read: (text: string) => number): (candidate: number) => boolean {
  switch (comparison) {
    case 'exists':
      return () => true;
    case 'range_gte':
      return (candidate) => candidate >= read(value);
    case 'range_lte':
      return (candidate) => candidate <= read(value);
    default: {
      const wanted = value.split(',').map((part) => read(part.trim()));
      return (candidate) => wanted.includes(candidate);
    }
  }
}

function numberOfId(text: string): number {
  return Number(/(\d+)(?:\?.*)?$/.exec(text)?.[1] ?? Number.NaN);
}

function timeMatcher<T>(
  get: (item: T) => Values<string | number>,
  { comparison, value }: SearchTerm,
  { zone, now }: SearchContext
): Matcher<T> | undefined {
  if (comparison === 'exists') {
    return (item) => listOf(get(item)).length > 0;
  }
  const range = parseTimeRange(value, zone, now);
  if (range === undefined) {
    return undefined;
  }
  const from = comparison === 'range_lte' ? Number.NEGATIVE_INFINITY : range.from;
  const to = comparison === 'range_gte' ? Number.POSITIVE_INFINITY : comparison === 'range_lte' ? range.from : range.to;
  return some(get, (candidate) => {
    const at = typeof candidate === 'number' ? candidate : Date.parse(candidate);
    return at >= from && at <= to;
  });
}
