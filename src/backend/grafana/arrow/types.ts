import {
  Binary,
  Bool,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  TimestampNanosecond,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  type DataType,
} from 'apache-arrow';
import type { FieldType, TypedValues } from '../frame';

/** How a field type is laid out: Arrow's type, Grafana's `tstype`, and the array its values lie in. */
export interface Layout {
  readonly arrow: DataType;
  readonly tsType: 'string' | 'number' | 'boolean' | 'time' | 'enum' | 'other';
  readonly array?: (length: number) => TypedValues;
}

/** Every field type that Grafana's frames have. */
export const layouts: Readonly<Record<FieldType, Layout>> = {
  string: { arrow: new Utf8(), tsType: 'string' },
  json: { arrow: new Binary(), tsType: 'other' },
  bool: { arrow: new Bool(), tsType: 'boolean' },
  int8: { arrow: new Int8(), tsType: 'number', array: (length) => new Int8Array(length) },
  int16: { arrow: new Int16(), tsType: 'number', array: (length) => new Int16Array(length) },
  int32: { arrow: new Int32(), tsType: 'number', array: (length) => new Int32Array(length) },
  int64: { arrow: new Int64(), tsType: 'number', array: (length) => new BigInt64Array(length) },
  uint8: { arrow: new Uint8(), tsType: 'number', array: (length) => new Uint8Array(length) },
  uint16: { arrow: new Uint16(), tsType: 'number', array: (length) => new Uint16Array(length) },
  uint32: { arrow: new Uint32(), tsType: 'number', array: (length) => new Uint32Array(length) },
  uint64: { arrow: new Uint64(), tsType: 'number', array: (length) => new BigUint64Array(length) },
  float32: { arrow: new Float32(), tsType: 'number', array: (length) => new Float32Array(length) },
  float64: { arrow: new Float64(), tsType: 'number', array: (length) => new Float64Array(length) },
  time: { arrow: new TimestampNanosecond(), tsType: 'time', array: (length) => new BigInt64Array(length) },
  enum: { arrow: new Uint16(), tsType: 'enum', array: (length) => new Uint16Array(length) },
};
