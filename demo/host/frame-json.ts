import { RecordBatchFileReader, Type, type DataType, type Field, type Vector } from 'apache-arrow';
import { z } from 'zod';

/** A field of a frame as Grafana's HTTP API describes it. */
export interface FrameField {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string' | 'boolean' | 'enum' | 'other';
  readonly typeInfo: { readonly frame: string; readonly nullable?: true };
  readonly labels?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Places of values that JSON has no word for. */
interface Entities {
  readonly NaN?: readonly number[];
  readonly Inf?: readonly number[];
  readonly NegInf?: readonly number[];
}

/** A data frame as `/api/ds/query` answers it: columns of equal length, times in epoch milliseconds. */
export interface FrameJson {
  readonly schema: {
    readonly name?: string;
    readonly refId?: string;
    readonly meta?: Readonly<Record<string, unknown>>;
    readonly fields: readonly FrameField[];
  };
  readonly data: {
    readonly values: ReadonlyArray<readonly unknown[]>;
    /** Nanoseconds beyond the millisecond, for time columns that have any. */
    readonly nanos?: ReadonlyArray<readonly number[] | null>;
    readonly entities?: ReadonlyArray<Entities | null>;
  };
}

interface Column {
  readonly values: readonly unknown[];
  readonly nanos?: readonly number[];
  readonly entities?: Entities;
}

const jsonObject = z.record(z.string(), z.unknown());
const labelMap = z.record(z.string(), z.string());
const jsonBytes = new TextDecoder();

function parsed<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  return text ? schema.parse(JSON.parse(text)) : undefined;
}

function typeOf(field: Field): Pick<FrameField, 'type'> & { readonly frame: string } {
  const id = field.type.typeId;
  if (field.metadata.get('tstype') === 'enum') {
    return { type: 'enum', frame: 'enum' };
  }
  switch (id) {
    case Type.Timestamp:
      return { type: 'time', frame: 'time.Time' };
    case Type.Utf8:
      return { type: 'string', frame: 'string' };
    case Type.Bool:
      return { type: 'boolean', frame: 'bool' };
    case Type.Int:
    case Type.Float:
      return { type: 'number', frame: field.type.toString().toLowerCase() };
    case Type.Binary:
      return { type: 'other', frame: 'json.RawMessage' };
    default:
      throw new Error(`Column ${field.name} has the Arrow type ${field.type.toString()}, which Grafana doesn't read`);
  }
}

/** Raw nanoseconds: `get` of a timestamp column would round them to milliseconds. */
function nanoseconds(vector: Vector): Array<bigint | null> {
  return vector.data.flatMap((chunk) => {
    const raw: unknown = chunk.values;
    if (!(raw instanceof BigInt64Array)) {
      throw new Error('A timestamp column without 64-bit values');
    }
    return Array.from({ length: chunk.length }, (_, row) => (chunk.getValid(row) ? (raw[row] ?? null) : null));
  });
}

function timeColumn(vector: Vector): Column {
  const raw = nanoseconds(vector);
  const inMillisecond = raw.map((ns) => (ns === null ? 0 : Number(((ns % 1_000_000n) + 1_000_000n) % 1_000_000n)));
  const values = raw.map((ns, row) =>
    ns === null ? null : Number((ns - BigInt(inMillisecond[row] ?? 0)) / 1_000_000n)
  );
  return inMillisecond.some((ns) => ns !== 0) ? { values, nanos: inMillisecond } : { values };
}

function places(values: readonly unknown[], wanted: number): readonly number[] {
  return values.flatMap((value, row) => (Object.is(value, wanted) ? [row] : []));
}

function numberColumn(vector: Vector): Column {
  const values = Array.from(vector, (value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
  const found = {
    NaN: places(values, Number.NaN),
    Inf: places(values, Number.POSITIVE_INFINITY),
    NegInf: places(values, Number.NEGATIVE_INFINITY),
  };
  const named = Object.fromEntries(Object.entries(found).filter(([, rows]) => rows.length > 0));
  const shown = values.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value));
  return Object.keys(named).length === 0 ? { values } : { values: shown, entities: named };
}

function columnOf(type: DataType, vector: Vector): Column {
  switch (type.typeId) {
    case Type.Timestamp:
      return timeColumn(vector);
    case Type.Int:
    case Type.Float:
      return numberColumn(vector);
    case Type.Binary:
      return {
        values: Array.from(vector, (value: unknown): unknown =>
          value instanceof Uint8Array ? JSON.parse(jsonBytes.decode(value)) : null
        ),
      };
    default:
      return { values: Array.from(vector, (value: unknown) => value) };
  }
}

function joined(columns: readonly Column[]): Column {
  const entities: Record<string, number[]> = {};
  let offset = 0;
  for (const column of columns) {
    for (const [kind, rows] of Object.entries(column.entities ?? {})) {
      entities[kind] = [...(entities[kind] ?? []), ...rows.map((row: number) => row + offset)];
    }
    offset += column.values.length;
  }
  const withNanos = columns.some((column) => column.nanos !== undefined);
  return {
    values: columns.flatMap((column) => column.values),
    ...(withNanos ? { nanos: columns.flatMap((column) => column.nanos ?? column.values.map(() => 0)) } : {}),
    ...(Object.keys(entities).length > 0 ? { entities } : {}),
  };
}

/** Reads a frame from the Arrow file that a backend answers. Throws when the bytes are no frame. */
export function frameJson(arrow: Uint8Array): FrameJson {
  const reader = RecordBatchFileReader.from(arrow).open();
  const { schema } = reader;
  const batches = [...reader];
  const name = schema.metadata.get('name');
  const refId = schema.metadata.get('refId');
  const meta = parsed(jsonObject, schema.metadata.get('meta'));
  const columns = schema.fields.map((field, index) =>
    joined(
      batches.flatMap((batch) => {
        const vector = batch.getChildAt(index);
        return vector === null ? [] : [columnOf(field.type, vector)];
      })
    )
  );
  const fields = schema.fields.map((field): FrameField => {
    const { type, frame } = typeOf(field);
    const labels = parsed(labelMap, field.metadata.get('labels'));
    const config = parsed(jsonObject, field.metadata.get('config'));
    return {
      name: field.name,
      type,
      typeInfo: { frame, ...(field.nullable ? { nullable: true } : {}) },
      ...(labels ? { labels } : {}),
      ...(config ? { config } : {}),
    };
  });
  return {
    schema: { ...(name ? { name } : {}), ...(refId ? { refId } : {}), ...(meta ? { meta } : {}), fields },
    data: {
      values: columns.map((column) => column.values),
      ...(columns.some((column) => column.nanos) ? { nanos: columns.map((column) => column.nanos ?? null) } : {}),
      ...(columns.some((column) => column.entities)
        ? { entities: columns.map((column) => column.entities ?? null) }
        : {}),
    },
  };
}
