/** Where SQLite stopped reading a statement, and what it read there. */
export interface Place {
  /** Characters before it. */
  readonly at: number;
  readonly length: number;
}

/** Of a name that is longer, the beginning is looked for. */
const longest = 100;

/** What SQLite's messages name: a sign or word near which it stopped, or something that it doesn't know. */
const naming = [
  /near "([^]+?)": syntax error/,
  /unrecognized token: "([^]+?)"/,
  /no such (?:column|table|function|collation sequence|window|index): ([^\s,]+)/,
  /ambiguous column name: (\S+)/,
  /(?:wrong number of arguments to|misuse of (?:aggregate|window)(?: function)?:?|not authorized to use)(?: function)? "?(\w+)/,
  /no tables specified|near "/,
];

/**
 * The place that a message of SQLite is about. `fails` tells the message that the beginning of a text gives: a text is
 * wrong at the first place up to which it alone is wrong in the same way.
 */
export function placeOf(
  sql: string,
  message: string,
  fails: (beginning: string) => string | undefined
): Place | undefined {
  if (message.includes('incomplete input')) {
    return { at: sql.trimEnd().length, length: 0 };
  }
  const name = naming
    .map((pattern) => pattern.exec(message)?.[1]?.slice(0, longest))
    .find((found) => found !== undefined);
  if (name === undefined) {
    return undefined;
  }
  const isSyntax = message.includes('syntax error');
  const places = occurrences(sql, name);
  if (!isSyntax || places.length < 2) {
    return places[0];
  }
  return places.slice(0, 50).find(({ at, length }) => fails(sql.slice(0, at + length)) === message) ?? places[0];
}

function occurrences(sql: string, name: string): Place[] {
  const last =
    name
      .split('.')
      .at(-1)
      ?.replaceAll(/["'`[\]()]/g, '') ?? '';
  return [name, last].reduce<Place[]>(
    (found, text) => (found.length > 0 || text === '' ? found : everyPlace(sql, text)),
    []
  );
}

function everyPlace(sql: string, text: string): Place[] {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const word = /^\w+$/.test(text) ? `(?<![\\w$])${escaped}(?![\\w$])` : escaped;
  const skipped = String.raw`--[^\n]*|/\*[^]*?(?:\*/|$)`;
  return [...sql.matchAll(new RegExp(`${skipped}|(${word})`, 'gi'))].flatMap(({ 1: found, index }) =>
    found === undefined ? [] : [{ at: index, length: found.length }]
  );
}
