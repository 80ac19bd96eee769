import type { Field, FieldType, Frame } from './frame';

/** Names of field types in Grafana's JSON frames. */
const typeNames: Readonly<Record<FieldType, 'string' | 'number' | 'boolean' | 'time' | 'enum' | 'other'>> = {
  string: 'string',
  bool: 'boolean',
  time: 'time',
  json: 'other',
  enum: 'enum',
  int8: 'number',
  int16: 'number',
  int32: 'number',
  int64: 'number',
  uint8: 'number',
  uint16: 'number',
  uint32: 'number',
  uint64: 'number',
  float32: 'number',
  float64: 'number',
};

/** Rows whose number JSON can't hold. */
interface Entities {
  NaN?: number[];
  Inf?: number[];
  NegInf?: number[];
}

interface Column {
  readonly values: unknown[];
  readonly nanos?: number[];
  readonly entities?: Entities;
}

function entityName(value: number): keyof Entities | undefined {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  return Number.isFinite(value) ? undefined : value > 0 ? 'Inf' : 'NegInf';
}

function numberColumn(field: Field): Column {
  const entities: Entities = {};
  const values = Array.from<unknown, unknown>(field.values, (value, row) => {
    const name = typeof value === 'number' ? entityName(value) : undefined;
    if (name === undefined) {
      return value;
    }
    (entities[name] ??= []).push(row);
    return null;
  });
  return Object.keys(entities).length === 0 ? { values } : { values, entities };
}

/** Epoch milliseconds, and the nanoseconds below them where there are any. */
function timeColumn(field: Field): Column {
  const nanoseconds = Array.from<unknown, bigint | null>(field.values, (value) =>
    typeof value === 'bigint' ? value : null
  );
  const nanos = nanoseconds.map((value) =>
    value === null ? 0 : Number(((value % 1_000_000n) + 1_000_000n) % 1_000_000n)
  );
  const values = nanoseconds.map((value, row) =>
    value === null ? null : Number((value - BigInt(nanos[row] ?? 0)) / 1_000_000n)
  );
  return nanos.some((nano) => nano !== 0) ? { values, nanos } : { values };
}

function column(field: Field): Column {
  switch (field.type) {
    case 'time':
      return timeColumn(field);
    case 'float32':
    case 'float64':
      return numberColumn(field);
    default:
      return { values: Array.from<unknown>(field.values) };
  }
}

/** JSON with whole bigints: `JSON.stringify` refuses them, and a number would round them. */
function stringify(value: unknown): string {
  const marked = JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `\u0000${each}\u0000` : each));
  return marked.replaceAll(/"\\u0000(-?\d+)\\u0000"/g, '$1');
}

/** Encodes a frame as Grafana's JSON frame, which streams carry instead of Arrow. */
export function encodeFrameJson(frame: Frame, refId = ''): string {
  const columns = frame.fields.map(column);
  const fields = frame.fields.map(({ name, type, nullable, labels, config }) => ({
    name,
    type: typeNames[type],
    typeInfo: { frame: type === 'json' ? 'json.RawMessage' : type === 'time' ? 'time.Time' : type, nullable },
    labels,
    config,
  }));
  const nanos = columns.map((each) => each.nanos ?? null);
  const entities = columns.map((each) => each.entities ?? null);
  return stringify({
    schema: { name: frame.name, refId: frame.refId ?? refId, meta: frame.meta, fields },
    data: {
      values: columns.map(({ values }) => values),
      ...(nanos.some((each) => each !== null) ? { nanos } : {}),
      ...(entities.some((each) => each !== null) ? { entities } : {}),
    },
  });
}
