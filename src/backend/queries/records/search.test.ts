import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTerms, quoted, termOf } from './search';

describe('termOf', () => {
  it.each([
    [{ key: 'tag', operator: '=', value: "o'clock" }, `tag:"o'clock"`],
    [{ key: 'tag', operator: '=', value: `6" o'clock` }, `tag:'6" o\\'clock'`],
    [{ key: 'tag', operator: '!=', value: 'a' }, "-tag:'a'"],
    [{ key: 'created_at', operator: '>', value: '2026-11-01' }, "created_at:>'2026-11-01'"],
    [{ key: 'tag', operator: '=|', value: 'a', values: ['a', 'b'] }, "(tag:'a' OR tag:'b')"],
    [{ key: 'tag', operator: '!=|', value: 'a', values: ['a', 'b'] }, "-tag:'a' AND -tag:'b'"],
    [{ key: 'tag', operator: '=~', value: '.*' }, undefined],
    [{ key: 'tag:x OR y', operator: '=', value: 'a' }, undefined],
  ])('%j', (filter, term) => {
    expect(termOf(filter)).toBe(term);
  });

  it('never lets a value out of its quotes', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const text = quoted(value);
        const inside = text.slice(1, -1);
        expect(inside.replace(/\\[\\'"]/g, '')).not.toMatch(text.startsWith("'") ? /[\\']/ : /[\\"]/);
        expect(inside.replace(/\\([\\'"])/g, '$1')).toBe(value);
      })
    );
  });
});

describe('joinTerms', () => {
  it('puts a person’s OR in brackets beside other terms', () => {
    expect(joinTerms('a:1 OR b:2', ['c:3'])).toBe('(a:1 OR b:2) AND c:3');
    expect(joinTerms(' a:1 OR b:2 ', [])).toBe('a:1 OR b:2');
    expect(joinTerms('', ['c:3'])).toBe('c:3');
  });
});
