import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal, withCondition, withTimezone } from './text';
import { tokensOf } from './tokens';

const zone = 'Asia/Seoul';

describe('withTimezone', () => {
  it.each([
    ['FROM sales SHOW orders SINCE -7d', "FROM sales SHOW orders SINCE -7d\nWITH TIMEZONE 'Asia/Seoul'"],
    [
      'FROM sales SHOW orders WITH TOTALS SINCE -7d',
      "FROM sales SHOW orders WITH TIMEZONE 'Asia/Seoul', TOTALS SINCE -7d",
    ],
    ['FROM sales SHOW orders with totals', "FROM sales SHOW orders with TIMEZONE 'Asia/Seoul', totals"],
    ['FROM sales SHOW orders -- WITH TOTALS', "FROM sales SHOW orders -- WITH TOTALS\nWITH TIMEZONE 'Asia/Seoul'"],
    [
      "FROM sales SHOW orders WHERE tag = 'WITH TIMEZONE'",
      "FROM sales SHOW orders WHERE tag = 'WITH TIMEZONE'\nWITH TIMEZONE 'Asia/Seoul'",
    ],
    [
      "FROM sales SHOW orders WHERE a = 'it\\'s WITH'",
      "FROM sales SHOW orders WHERE a = 'it\\'s WITH'\nWITH TIMEZONE 'Asia/Seoul'",
    ],
    [
      'FROM sales SHOW orders /* WITH */ VISUALIZE orders TYPE line',
      "FROM sales SHOW orders /* WITH */ WITH TIMEZONE 'Asia/Seoul'\nVISUALIZE orders TYPE line",
    ],
  ])('adds the zone to %j', (text, expected) => {
    expect(withTimezone(text, zone)).toEqual({ text: expected, zone });
  });

  it('keeps a zone that the text names', () => {
    const text = "FROM sales SHOW orders WITH TOTALS, timezone 'Europe/Paris' SINCE -7d";
    expect(withTimezone(text, zone)).toEqual({ text, zone: 'Europe/Paris' });
  });
});

describe('withCondition', () => {
  it.each([
    ['FROM sales SHOW orders GROUP BY day', "FROM sales SHOW orders\nWHERE a = 'b' GROUP BY day"],
    [
      "FROM sales SHOW orders WHERE x = 'y' OR z = 'GROUP' GROUP BY day",
      "FROM sales SHOW orders WHERE (x = 'y' OR z = 'GROUP') AND a = 'b' GROUP BY day",
    ],
  ])('limits %j', (text, expected) => {
    expect(withCondition(text, "a = 'b'")).toBe(expected);
  });
});

describe('tokensOf', () => {
  it('never loses its way: tokens lie in order inside the text, and a literal is one token whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (before, value) => {
        const text = `${before.replace(/['"/\\-]/g, '')} ${literal(value)} WITH`;
        const tokens = tokensOf(text);
        expect(tokens.every(({ start, end, text: part }) => text.slice(start, end) === part)).toBe(true);
        expect(tokens.at(-1)?.text).toBe('WITH');
        expect(tokens.at(-2)?.text).toBe(literal(value));
      })
    );
  });
});
