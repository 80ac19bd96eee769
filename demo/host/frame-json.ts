import { DataType, Precision, RecordBatchFileReader, Type, type Field, type Vector } from 'apache-arrow';
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

type Kind = readonly [type: FrameField['type'], frame: string];

function kindOf(name: string, type: DataType): Kind {
  if (DataType.isTimestamp(type)) {
    return ['time', 'time.Time'];
  }
  if (DataType.isUtf8(type)) {
    return ['string', 'string'];
  }
  if (DataType.isBool(type)) {
    return ['boolean', 'bool'];
  }
  if (DataType.isInt(type)) {
    return ['number', `${type.isSigned ? 'int' : 'uint'}${type.bitWidth}`];
  }
  if (DataType.isFloat(type)) {
    return ['number', type.precision === Precision.DOUBLE ? 'float64' : 'float32'];
  }
  if (DataType.isBinary(type)) {
    return ['other', 'json.RawMessage'];
  }
  throw new Error(`Column ${name} has an Arrow type that Grafana doesn't read`);
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
  const entities = new Map<string, readonly number[]>();
  let offset = 0;
  for (const column of columns) {
    const marked: ReadonlyArray<readonly [string, readonly number[]]> = Object.entries(column.entities ?? {});
    for (const [kind, rows] of marked) {
      entities.set(kind, [...(entities.get(kind) ?? []), ...rows.map((row) => row + offset)]);
    }
    offset += column.values.length;
  }
  const withNanos = columns.some((column) => column.nanos !== undefined);
  return {
    values: columns.flatMap((column) => column.values),
    ...(withNanos ? { nanos: columns.flatMap((column) => column.nanos ?? column.values.map(() => 0)) } : {}),
    ...(entities.size > 0 ? { entities: Object.fromEntries(entities) } : {}),
  };
}

/** Reads a frame from the Arrow file that a backend answers. Throws when the bytes are no frame. */
export function frameJson(arrow: Uint8Array): FrameJson {
  const reader = RecordBatchFileReader.from(arrow).open();
  const { schema } = reader;
  const columnsIn: ReadonlyArray<Field<DataType>> = schema.fields;
  const batches = [...reader];
  const name = schema.metadata.get('name');
  const refId = schema.metadata.get('refId');
  const meta = parsed(jsonObject, schema.metadata.get('meta'));
  const columns = columnsIn.map((field, index) =>
    joined(
      batches.flatMap((batch) => {
        const vector = batch.getChildAt(index);
        return vector === null ? [] : [columnOf(field.type, vector)];
      })
    )
  );
  const fields = columnsIn.map((field): FrameField => {
    const isEnum = field.metadata.get('tstype') === 'enum';
    const [type, frame]: Kind = isEnum ? ['enum', 'enum'] : kindOf(field.name, field.type);
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
