import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOwnPlaces } from './places';
import { withCondition, withTimezone } from './text';

const zone = 'Asia/Seoul';
const zoned = (text: string) => withTimezone(text, zone).text;

describe('a place in what was sent', () => {
  it.each([
    ['FROM sales\nSHOW total_sale', 'line 2, column 6', 'line 2, column 6'],
    ['FROM sales\nSHOW total_sales', 'line 3, column 1', 'line 2, column 17'],
    ['FROM sales\nSHOW total_sales', 'line 3, column 16', 'line 2, column 17'],
    ['FROM sales\nSHOW total_sales\n\n', 'line 9, column 40', 'line 2, column 17'],
    ['FROM sales SHOW a,', 'line 2, column 1', 'line 1, column 19'],
    ['FROM sales SHOW a\nVISUALIZE b TYPE lin', 'line 3, column 18', 'line 2, column 18'],
    ['FROM sales SHOW a\nVISUALIZE b TYPE lin', 'line 2, column 6', 'line 1, column 18'],
    ['FROM sales SHOW a\nWITH TOTALZ', 'line 2, column 29', 'line 2, column 6'],
    ['FROM sales SHOW a\nVISUALIZE b', 'line 3', 'line 2'],
    ['FROM sales SHOW a', 'line 2', 'line 1'],
  ])('of %j at %s is at %s', (own, theirs, ours) => {
    expect(inOwnPlaces(`Syntax Error: x at ${theirs}.`, zoned(own), own)).toBe(`Syntax Error: x at ${ours}.`);
  });

  it('behind a filter of ours is where its author wrote it', () => {
    const own = "FROM sales SHOW a WHERE b = 'x' OR b = 'y' GROUP BYE c";
    const sent = zoned(withCondition(own, "b = 'x'"));
    const column = sent.indexOf('BYE') + 1;
    expect(column).not.toBe(own.indexOf('BYE') + 1);
    expect(inOwnPlaces(`at line 1, column ${column}`, sent, own)).toBe(`at line 1, column ${own.indexOf('BYE') + 1}`);
  });

  it('inside a macro’s value is at the macro', () => {
    const own = 'FROM sales SHOW a SINCE $__timeFrom LIMITS 3';
    const sent = zoned(own.replace('$__timeFrom', '2026-11-17T00:00:00'));
    expect(inOwnPlaces('at line 1, column 30', sent, own)).toBe('at line 1, column 25');
    expect(inOwnPlaces(`at line 1, column ${sent.indexOf('LIMITS') + 1}`, sent, own)).toBe('at line 1, column 37');
  });

  it('lies in the author’s text, and is the same for words before anything of ours', () => {
    const word = fc.constantFrom(
      'FROM',
      'SHOW',
      'a',
      'b',
      ',',
      'WHERE',
      'GROUP BY',
      'VISUALIZE',
      "'x y'",
      '\n',
      '(',
      ')',
      'WITH',
      '$__timeTo'
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.nat(12), fc.nat(90), (words, line, column) => {
        const own = words.join(' ');
        const sent = zoned(withCondition(own, 'c = 1')).replaceAll('$__timeTo', 'now');
        const [, l = '', c = ''] =
          /line (\d+), column (\d+)/.exec(inOwnPlaces(`line ${line + 1}, column ${column + 1}`, sent, own)) ?? [];
        const lines = own.split('\n');
        expect(Number(l)).toBeGreaterThan(0);
        expect(Number(l)).toBeLessThanOrEqual(lines.length);
        expect(Number(c)).toBeLessThanOrEqual((lines[Number(l) - 1] ?? '').length + 1);
      })
    );
  });

  it('leaves messages without places alone', () => {
    const message = "Column Not Found: Column 'total_sale' not found";
    expect(inOwnPlaces(message, 'x', 'y')).toBe(message);
  });
});
