import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { copyQuery } from '../../../copy/query';
import { comparable, wordCondition } from './words';

const database = new DatabaseSync(':memory:');
afterAll(() => {
  database.close();
});

function finds(search: string, title: string): boolean {
  const { sql, parameters } = wordCondition('products', search).compile(copyQuery());
  const statement = database.prepare(
    `select ${sql} as found from (select ? as title, '' as vendor, '' as product_type, '[]' as tags) x`
  );
  const given = parameters.map(String);
  return statement.get(...given, title)?.['found'] === 1;
}

const word = fc.string({
  unit: fc.constantFrom('a', 'B', 'z', '7', '머', '그', 'É', '%', '☕️', '+'),
  minLength: 1,
  maxLength: 4,
});
const between = fc.constantFrom(' ', ' - ', '-', '/', ', ', '. ', ' (', "'s ", '  ', ' "');
const title = fc
  .tuple(word, fc.array(fc.tuple(between, word), { maxLength: 5 }))
  .map(([first, more]) => first + more.map(([sign, next]) => sign + next).join(''));

/** The same rule in other words: some word of the text, and those after it, begin as the search does. */
function follows(search: string, text: string): boolean {
  const words = comparable(text).split(' ');
  return words.some((_, at) => words.slice(at).join(' ').startsWith(comparable(search)));
}

test('a text is found by the beginnings of its words, and by nothing else', () => {
  fc.assert(
    fc.property(title, title, (text, other) => {
      expect([other, finds(other, text)]).toEqual([other, follows(other, text)]);
    }),
    { seed: 21, numRuns: 500 }
  );
});

test('every word of a text, cut anywhere, and every two words that follow each other find it', () => {
  fc.assert(
    fc.property(title, fc.nat(), fc.nat(), (text, which, cut) => {
      const words = text.split(/[\s\-/,.()'"]+/).filter((each) => each !== '');
      const at = which % words.length;
      const chosen = Array.from(words[at] ?? '');
      expect(finds(chosen.slice(0, 1 + (cut % chosen.length)).join(''), text)).toBe(true);
      expect(finds(words.slice(at, at + 2).join(' '), text)).toBe(true);
    }),
    { seed: 22, numRuns: 500 }
  );
});
