import { BufferType, Data } from 'apache-arrow';
import type { Field, FieldType, TypedValues } from '../frame';
import { layouts } from './types';

/** It gives nothing for `undefined` and functions, whatever its type says. */
const stringify: (value: unknown) => string | undefined = JSON.stringify;

/** Arrow's buffers start and end on multiples of eight bytes. */
const padded = (bytes: number) => (bytes + 7) & ~7;

interface Nulls {
  readonly nullCount: number;
  readonly nullBitmap?: Uint8Array;
}

function isTyped(values: Field['values']): values is TypedValues {
  return ArrayBuffer.isView(values);
}

function nullsOf(values: readonly unknown[]): Nulls {
  let nullCount = 0;
  for (const value of values) {
    if (value === null || value === undefined) {
      nullCount++;
    }
  }
  if (nullCount === 0) {
    return { nullCount };
  }
  return { nullCount, nullBitmap: bits(values, (value) => value !== null && value !== undefined) };
}

function bits(values: readonly unknown[], isSet: (value: unknown) => boolean): Uint8Array {
  const bitmap = new Uint8Array(padded((values.length + 7) >> 3));
  for (let row = 0; row < values.length; row++) {
    if (isSet(values[row])) {
      const at = row >> 3;
      bitmap[at] = (bitmap[at] ?? 0) | (1 << (row & 7));
    }
  }
  return bitmap;
}

const encoder = new TextEncoder();

/** Text columns: one buffer of UTF-8 and where each value starts in it. */
function textBuffers(
  values: readonly unknown[],
  text: (value: unknown) => string
): { offsets: Int32Array; data: Uint8Array } {
  const offsets = new Int32Array(values.length + 1);
  let data = new Uint8Array(Math.max(64, values.length * 16));
  let end = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    const string = value === null || value === undefined ? '' : text(value);
    const needed = end + string.length * 3;
    if (needed > data.length) {
      const larger = new Uint8Array(Math.max(needed, data.length * 2));
      larger.set(data.subarray(0, end));
      data = larger;
    }
    end += encoder.encodeInto(string, data.subarray(end)).written;
    offsets[row + 1] = end;
  }
  return { offsets, data: data.subarray(0, end) };
}

function numbers(values: readonly unknown[], target: TypedValues): TypedValues {
  const isBig = target instanceof BigInt64Array || target instanceof BigUint64Array;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (isBig) {
      target[row] = typeof value === 'bigint' ? value : BigInt(typeof value === 'number' ? Math.trunc(value) : 0);
    } else {
      target[row] = Number(value ?? 0);
    }
  }
  return target;
}

/** Lays a field's values out as Arrow does. Typed arrays of the field's own type are taken as they are. */
export function columnData(field: Field): Data {
  const { values } = field;
  const layout = layouts[field.type];
  if (isTyped(values)) {
    return new Data(layout.arrow, 0, values.length, 0, { [BufferType.DATA]: sameType(values, field.type) });
  }
  const { length } = values;
  const { nullCount, nullBitmap } = field.nullable ? nullsOf(values) : { nullCount: 0 };
  const data = { ...dataBuffers(field, values), [BufferType.VALIDITY]: nullBitmap ?? new Uint8Array(0) };
  return new Data(layout.arrow, 0, length, nullCount, data);
}

function dataBuffers({ type }: Field, values: readonly unknown[]) {
  const { array } = layouts[type];
  if (type === 'string' || type === 'json') {
    const text = type === 'json' ? (value: unknown) => stringify(value) ?? 'null' : String;
    const { offsets, data } = textBuffers(values, text);
    return { [BufferType.OFFSET]: offsets, [BufferType.DATA]: data };
  }
  return {
    [BufferType.DATA]:
      array === undefined ? bits(values, (value) => value === true) : numbers(values, array(values.length)),
  };
}

/** Values in the array type of the field, converted where they came in another. */
function sameType(values: TypedValues, type: FieldType): TypedValues {
  const empty = layouts[type].array?.(0);
  if (empty === undefined) {
    throw new TypeError(`A field of type ${type} can't hold a ${values.constructor.name}.`);
  }
  return empty.constructor === values.constructor
    ? values
    : numbers(Array.from<number | bigint>(values), layouts[type].array?.(values.length) ?? empty);
}
