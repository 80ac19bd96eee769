import type { Field, FieldType, FieldValues, Frame } from '../../../src/backend/grafana';

type Columns = { readonly [Type in FieldType]: ReadonlyArray<FieldValues[Type]> };

/** Two values of every field type, at the ends of its range where it has ends. */
const columns: Columns = {
  string: ['', '한국어 🛒'],
  bool: [true, false],
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
  uint64: [0n, 2n ** 64n - 1n],
  float32: [-1.5, Number.POSITIVE_INFINITY],
  float64: [Number.NaN, Number.NEGATIVE_INFINITY],
  time: [-1n, 1_763_800_000_123_456_789n],
  json: [{ a: [1, null] }, 'text'],
  enum: [0, 1],
};

function column<Type extends FieldType>(type: Type, nullable: boolean): Field<Type> {
  const values: ReadonlyArray<FieldValues[Type] | null> = nullable ? [columns[type][0] ?? null, null] : columns[type];
  const enumeration = type === 'enum' ? { config: { type: { enum: { text: ['red', 'green'] } } } } : {};
  return { name: nullable ? `${type}?` : type, type, nullable, values, ...enumeration };
}

const types: readonly FieldType[] = [
  'string',
  'bool',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'time',
  'json',
  'enum',
];

/** A frame with a column of every type, with and without nulls. */
export const allTypes: Frame = {
  name: 'all types',
  fields: types.flatMap((type) => [column(type, false), column(type, true)]),
};
