import {
  DataType,
  Precision,
  RecordBatchFileReader,
  TimeUnit,
  Type,
  type Data,
  type Field as ArrowField,
  type RecordBatch,
} from 'apache-arrow';
import { z } from 'zod';
import type { Field, FieldConfig, FieldType, Frame, FrameMeta, TypedValues } from '../frame';
import { layouts } from './types';

const labelsSchema = z.record(z.string(), z.string());
const objectSchema = z.record(z.string(), z.unknown());

/** Whole-number fields by signedness and width. */
const integers: Readonly<Record<string, FieldType>> = {
  i8: 'int8',
  i16: 'int16',
  i32: 'int32',
  i64: 'int64',
  u8: 'uint8',
  u16: 'uint16',
  u32: 'uint32',
  u64: 'uint64',
};

function numberType(type: DataType): FieldType | undefined {
  if (DataType.isFloat(type)) {
    return type.precision === Precision.SINGLE
      ? 'float32'
      : type.precision === Precision.DOUBLE
        ? 'float64'
        : undefined;
  }
  return DataType.isInt(type) ? integers[`${type.isSigned ? 'i' : 'u'}${type.bitWidth}`] : undefined;
}

const isDataType = (type: unknown): type is DataType => type instanceof DataType;

/** What is asked of a field of a schema; the library's own type leaves `type` open and forgets that names may be null. */
interface Described {
  readonly name: string | null;
  readonly type: unknown;
  readonly metadata: ReadonlyMap<string, string>;
}

function fieldTypeOf(field: Described): FieldType {
  const { type } = field;
  if (!isDataType(type)) {
    throw new TypeError(`Field "${nameOf(field)}" has no Arrow type.`);
  }
  if (DataType.isUtf8(type)) {
    return 'string';
  }
  if (DataType.isBool(type)) {
    return 'bool';
  }
  if (DataType.isBinary(type)) {
    return 'json';
  }
  if (DataType.isTimestamp(type) && type.unit === TimeUnit.NANOSECOND) {
    return 'time';
  }
  const number = numberType(type);
  if (number === undefined) {
    throw new TypeError(
      `Field "${nameOf(field)}" has the Arrow type ${Type[type.typeId]}, which Grafana's frames don't have.`
    );
  }
  return number === 'uint16' && field.metadata.get('tstype') === 'enum' ? 'enum' : number;
}

const decoder = new TextDecoder();
const noBytes = new Uint8Array(0);

/** Reads one value of a column from its buffers; Arrow's own getters turn times into milliseconds. */
function valueReader(data: Data, type: FieldType): (row: number) => unknown {
  const { offset } = data;
  const values: unknown = data.values;
  const bytes = values instanceof Uint8Array ? values : noBytes;
  if (type === 'string' || type === 'json') {
    const offsets: unknown = data.valueOffsets;
    return (row) => {
      const [from, to] = offsets instanceof Int32Array ? [offsets[row], offsets[row + 1]] : [0, 0];
      const text = decoder.decode(bytes.subarray(from, to));
      const value: unknown = type === 'json' ? JSON.parse(text) : text;
      return value;
    };
  }
  if (type === 'bool') {
    return (row) => (((bytes[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 1;
  }
  return (row) => (isWholeColumn(values, type) ? values[row] : null);
}

function isValid(data: Data, row: number): boolean {
  if (data.nullCount === 0 || data.nullBitmap.length === 0) {
    return true;
  }
  const at = data.offset + row;
  return (((data.nullBitmap[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
}

function isWholeColumn(values: unknown, type: FieldType): values is TypedValues {
  return ArrayBuffer.isView(values) && layouts[type].array !== undefined;
}

function columnValues(batches: readonly RecordBatch[], column: number, type: FieldType): Field['values'] {
  const only = batches.length === 1 ? batches[0]?.data.children[column] : undefined;
  if (only?.nullCount === 0 && only.offset === 0) {
    const values: unknown = only.values;
    if (isWholeColumn(values, type)) {
      return values.subarray(0, only.length);
    }
  }
  return cells(batches, column, type);
}

function cells(batches: readonly RecordBatch[], column: number, type: FieldType): Field['values'] {
  return batches.flatMap((batch) => {
    const data = batch.data.children[column];
    if (data === undefined) {
      throw new RangeError(`A batch lacks column ${column}.`);
    }
    const read = valueReader(data, type);
    return Array.from({ length: batch.numRows }, (_, row) => (isValid(data, row) ? read(row) : null));
  });
}

function parseConfig(text: string | undefined): FieldConfig | undefined {
  return text === undefined ? undefined : objectSchema.parse(JSON.parse(text));
}

function parseMeta(text: string | undefined): FrameMeta | undefined {
  return text === undefined ? undefined : objectSchema.parse(JSON.parse(text));
}

/** An empty name comes back as null, whatever the library's types say. */
function nameOf(field: Pick<Described, 'name'>): string {
  return field.name ?? '';
}

function decodeField(field: ArrowField, batches: readonly RecordBatch[], column: number): Field {
  const type = fieldTypeOf(field);
  const labels = field.metadata.get('labels');
  const config = parseConfig(field.metadata.get('config'));
  return {
    name: nameOf(field),
    type,
    nullable: field.nullable,
    values: columnValues(batches, column, type),
    ...(labels === undefined ? {} : { labels: labelsSchema.parse(JSON.parse(labels)) }),
    ...(config === undefined ? {} : { config }),
  };
}

/**
 * Decodes an Arrow IPC file made by Grafana or by `encodeFrame`.
 * @throws where the bytes are no Arrow file or hold a type that frames don't have
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = RecordBatchFileReader.from(bytes).open();
  const { schema } = reader;
  const batches = reader.readAll();
  const meta = parseMeta(schema.metadata.get('meta'));
  return {
    name: schema.metadata.get('name') ?? '',
    refId: schema.metadata.get('refId') ?? '',
    ...(meta === undefined ? {} : { meta }),
    fields: schema.fields.map((field, column) => decodeField(field, batches, column)),
  };
}
