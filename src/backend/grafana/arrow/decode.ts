import {
  RecordBatchFileReader,
  Type,
  type Data,
  type DataType,
  type Field as ArrowField,
  type RecordBatch,
} from 'apache-arrow';
import { z } from 'zod';
import type { Field, FieldConfig, FieldType, FieldValues, Frame, FrameMeta, TypedValues } from '../frame';
import { layouts } from './types';

const labelsSchema = z.record(z.string(), z.string());
const objectSchema = z.record(z.string(), z.unknown());

function fieldTypeOf(field: ArrowField): FieldType {
  const type: DataType = field.type;
  switch (type.typeId) {
    case Type.Utf8:
      return 'string';
    case Type.Bool:
      return 'bool';
    case Type.Binary:
      return 'json';
    case Type.Timestamp:
      return 'time';
    case Type.Float:
      return String(type) === 'Float32' ? 'float32' : 'float64';
    case Type.Int:
      return integerType(String(type), field.metadata.get('tstype'));
    default:
      throw new TypeError(
        `Field "${field.name}" has the Arrow type ${String(type)}, which Grafana's frames don't have.`
      );
  }
}

function integerType(name: string, tsType: string | undefined): FieldType {
  switch (name) {
    case 'Int8':
      return 'int8';
    case 'Int16':
      return 'int16';
    case 'Int32':
      return 'int32';
    case 'Int64':
      return 'int64';
    case 'Uint8':
      return 'uint8';
    case 'Uint16':
      return tsType === 'enum' ? 'enum' : 'uint16';
    case 'Uint32':
      return 'uint32';
    case 'Uint64':
      return 'uint64';
    default:
      throw new TypeError(`Unknown Arrow integer ${name}.`);
  }
}

const decoder = new TextDecoder();

/** Reads one value of a column from its buffers; Arrow's own getters turn times into milliseconds. */
function valueReader(data: Data, type: FieldType): (row: number) => unknown {
  const { values, valueOffsets, offset } = data;
  if (type === 'string' || type === 'json') {
    const offsets: Int32Array = valueOffsets;
    return (row) => {
      const text = decoder.decode(values.subarray(offsets[row], offsets[row + 1]));
      return type === 'json' ? JSON.parse(text) : text;
    };
  }
  if (type === 'bool') {
    return (row) => (((values[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 1;
  }
  return (row) => values[row];
}

function isValid(data: Data, row: number): boolean {
  if (data.nullCount === 0 || data.nullBitmap === undefined || data.nullBitmap.length === 0) {
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

function cells(
  batches: readonly RecordBatch[],
  column: number,
  type: FieldType
): ReadonlyArray<FieldValues[FieldType] | null> {
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

function decodeField(field: ArrowField, batches: readonly RecordBatch[], column: number): Field {
  const type = fieldTypeOf(field);
  const labels = field.metadata.get('labels');
  const config = parseConfig(field.metadata.get('config'));
  // An empty name comes back as null, whatever the library's types say.
  const name: string | null = field.name;
  return {
    name: name ?? '',
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
