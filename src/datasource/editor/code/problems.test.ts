import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place, saysWhere } from './problems';

describe('the place of a problem', () => {
  it.each([
    [
      'its own, to the end of the word',
      { message: 'x', line: 2, column: 6 },
      { line: 2, column: 6, endLine: 2, endColumn: 16 },
    ],
    [
      'of a word that the message quotes',
      { message: "no column 'total_sale' here" },
      { line: 2, column: 6, endColumn: 16 },
    ],
    ['the first line where nothing is known', { message: 'Shopify: try again' }, { line: 1, column: 1, endColumn: 11 }],
    ['the last line where the text has become shorter', { message: 'x', line: 9 }, { line: 2 }],
  ])('is %s', (_, problem, expected) => {
    expect(place({ severity: 'error', ...problem }, 'FROM sales\nSHOW total_sale')).toMatchObject(expected);
  });

  it('lies inside the text and is not empty, whatever the backend says', () => {
    const number = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.string(), number, number, (text, message, line, column) => {
        const at = place(
          { severity: 'error', message, ...(line ? { line } : {}), ...(column ? { column } : {}) },
          text
        );
        expect(at.line).toBeLessThanOrEqual(text.split('\n').length);
        expect(at.endColumn).toBeGreaterThan(at.column);
      })
    );
  });
});

describe('a message that says itself where it is', () => {
  const at = { severity: 'error' as const, line: 5, column: 7, endLine: 5, endColumn: 9 };

  it.each([
    ['Query: line 5, column 7: no such field', true],
    ['쿼리: 5행 7열: 필드가 없습니다', true],
    ['Query: line 15, column 70: no such field', false],
    ['no such field', false],
  ])('%s: %s', (message, says) => {
    expect(saysWhere({ ...at, message })).toBe(says);
  });
});
