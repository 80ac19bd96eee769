import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Assembler } from './assemble';
import { cut, type Piece } from './cut';

function cross(value: unknown, size: number): { readonly value: unknown; readonly pieces: readonly Piece[] } {
  const assembler = new Assembler();
  const pieces = [...cut(value, size)];
  const results = pieces.map(([step, data]) => {
    const sent: unknown = deserialize(serialize(data));
    return assembler.add(step, sent);
  });
  expect(results.slice(0, -1).every(({ done }) => !done)).toBe(true);
  const last = results.at(-1);
  return { value: last?.done === true ? last.value : 'unfinished', pieces };
}

const leaf = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.date(),
  fc.uint8Array({ maxLength: 60 }),
  fc.float64Array({ maxLength: 20 }),
  fc.bigInt64Array({ maxLength: 20 })
);
const column = fc.oneof(
  fc.array(fc.option(fc.string())),
  fc.array(fc.option(fc.double())),
  fc.array(fc.bigInt()),
  fc.array(leaf)
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    column,
    fc.array(tie('tree')),
    fc.dictionary(fc.string(), tie('tree'), { noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('tree'))).map((pairs) => new Map(pairs)),
    fc.array(fc.string()).map((values) => new Set(values))
  ),
}));

describe('a value cut into pieces', () => {
  test('is the same when it is put together, however small the pieces are', () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 16, max: 400 }), (value, size) => {
        expect(cross(value, size).value).toStrictEqual(value);
      }),
      { numRuns: 1_000 }
    );
  });

  test('has pieces of about the size asked for', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({ id: `order ${at}`, at, tags: ['a', 'b'] }));
    const value = {
      rows,
      names: rows.map(({ id }) => id),
      bytes: new Uint8Array(1_000_000),
      text: '긴 글 '.repeat(100_000),
    };
    const { pieces } = cross(value, 64 * 1024);
    expect(pieces.length).toBeGreaterThan(30);
    for (const [, data] of pieces) {
      expect(serialize(data).length).toBeLessThan(160 * 1024);
    }
  });

  test('keeps kinds of numbers apart in a long column', () => {
    const values = [NaN, -0, null, Infinity, 0, null, 1.5].flatMap((value) => Array.from({ length: 100 }, () => value));
    expect(cross(values, 64).value).toStrictEqual(values);
  });

  test('sends of a view only what it shows', () => {
    const view = new Uint8Array(1_000_000).fill(7).subarray(10, 20);
    const { value, pieces } = cross({ view }, 1_000);
    expect(value).toStrictEqual({ view: new Uint8Array(10).fill(7) });
    expect(serialize(pieces).length).toBeLessThan(1_000);
  });

  test('gives a Buffer as the bytes it is', () => {
    const { value } = cross(Buffer.from('x'.repeat(500)), 100);
    expect(value).toStrictEqual(new Uint8Array(500).fill('x'.charCodeAt(0)));
  });

  test('may be an object with any keys', () => {
    const value: unknown = JSON.parse(`{"__proto__":{"a":"${'x'.repeat(100)}"},"constructor":1}`);
    const crossed = cross(value, 40).value;
    expect(Object.getPrototypeOf(crossed)).toBe(Object.prototype);
    expect(JSON.stringify(crossed)).toBe(JSON.stringify(value));
  });

  test('may not go in circles', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => [...cut(circle)]).toThrow('in circles');
  });
});
