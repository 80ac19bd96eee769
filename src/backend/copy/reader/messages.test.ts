import { deserialize, serialize } from 'node:v8';
import {
  assert,
  constant,
  double,
  array,
  bigInt,
  oneof,
  property,
  string,
  uint8Array,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunk, packColumns, type CopyValue } from './messages';

const across = (columns: Parameters<typeof packColumns>[0]) =>
  chunk.parse(deserialize(serialize({ columns: packColumns(columns), rows: 1 }))).columns;

/** Few and short: it is the kinds of values that matter. */
const cells = (value: Arbitrary<CopyValue>) => array(array(value, { maxLength: 4 }), { maxLength: 3 });

describe('columns that cross from the reading process', () => {
  it('arrive as they were, whatever SQLite can hold', () => {
    const plain = oneof(constant(null), string({ unit: 'binary' }), double({ noNaN: true }));
    const odd = oneof(plain, bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), uint8Array());
    assert(
      property(oneof(cells(plain), cells(odd)), (columns) => {
        expect(across(columns)).toEqual(columns);
      })
    );
  });

  it('are one text where that tells them exactly, and only there', () => {
    expect(
      packColumns([
        ['a', null],
        [1.5, 2],
      ])
    ).toBe('[["a",null],[1.5,2]]');
    for (const value of [-0, Infinity, 2n ** 60n, Uint8Array.of(1)]) {
      expect(packColumns([[value]])).toEqual([[value]]);
    }
  });

  it('are refused where they are no columns', () => {
    expect(chunk.safeParse({ columns: '{"a":1}', rows: 1 }).success).toBe(false);
    expect(chunk.safeParse({ columns: '[1]', rows: 1 }).success).toBe(false);
  });
});
