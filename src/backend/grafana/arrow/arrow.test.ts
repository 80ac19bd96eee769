import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FieldType, FieldValues, Frame } from '../frame';
import { decodeFrame } from './decode';
import { encodeFrame } from './encode';

const big = (min: bigint, max: bigint) => fc.bigInt({ min, max });
const values: { readonly [Type in FieldType]: fc.Arbitrary<FieldValues[Type]> } = {
  string: fc.string({ unit: 'binary' }),
  bool: fc.boolean(),
  int8: fc.integer({ min: -128, max: 127 }),
  int16: fc.integer({ min: -32_768, max: 32_767 }),
  int32: fc.integer(),
  int64: big(-(2n ** 63n), 2n ** 63n - 1n),
  uint8: fc.integer({ min: 0, max: 255 }),
  uint16: fc.integer({ min: 0, max: 65_535 }),
  uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  uint64: big(0n, 2n ** 64n - 1n),
  float32: fc.float(),
  float64: fc.double(),
  time: big(-(2n ** 63n), 2n ** 63n - 1n),
  json: fc.jsonValue().filter((value) => value !== null && !JSON.stringify(value).includes('-0')),
  enum: fc.integer({ min: 0, max: 65_535 }),
};

function fieldArbitrary(type: FieldType, rows: number): fc.Arbitrary<Field> {
  return fc.boolean().chain((nullable) =>
    fc.record({
      name: fc.constantFrom('Value', 'time', '', '매출', 'a b'),
      type: fc.constant(type),
      nullable: fc.constant(nullable),
      values: fc.array<unknown>(nullable ? fc.option(values[type]) : values[type], {
        minLength: rows,
        maxLength: rows,
      }),
      labels: fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 3, noNullPrototype: true }),
    })
  );
}

const isType = (name: string): name is FieldType => name in values;
const types = Object.keys(values).filter(isType);
const frames: fc.Arbitrary<Frame> = fc.integer({ min: 0, max: 20 }).chain((rows) =>
  fc.record({
    name: fc.string(),
    refId: fc.constant('A'),
    fields: fc.array(
      fc.constantFrom(...types).chain((type) => fieldArbitrary(type, rows)),
      { maxLength: 6 }
    ),
  })
);

/** Values as plain lists, so that typed arrays and lists compare. */
const plain = ({ fields, ...frame }: Frame) => ({
  ...frame,
  fields: fields.map((field) => ({ ...field, values: Array.from<unknown>(field.values) })),
});

describe('Arrow files', () => {
  it('give back every frame that went in, fields of one name and nulls included', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(plain(decodeFrame(encodeFrame(frame)))).toEqual(plain(frame));
      }),
      { numRuns: 300, seed: 7 }
    );
  });

  it('carry the query’s refId where the frame names none', () => {
    expect(decodeFrame(encodeFrame({ fields: [] }, 'B')).refId).toBe('B');
    expect(decodeFrame(encodeFrame({ refId: 'C', fields: [] }, 'B')).refId).toBe('C');
  });

  it('refuse columns of different length by name', () => {
    const field = (name: string, rows: number): Field => ({
      name,
      type: 'float64',
      nullable: false,
      values: new Float64Array(rows),
    });
    expect(() => encodeFrame({ fields: [field('a', 1), field('b', 2)] })).toThrow(
      'Field "b" has 2 values where the first field has 1.'
    );
  });

  it('refuse bytes that are no Arrow file', () => {
    expect(() => decodeFrame(new TextEncoder().encode('<html>'))).toThrow();
  });
});
