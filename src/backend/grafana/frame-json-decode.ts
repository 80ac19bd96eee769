import { z } from 'zod';
import type { Field, FieldType, Frame } from './frame';

const fieldTypes = [
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
] as const;

const known = new Map<string, FieldType>(fieldTypes.map((type) => [type, type]));
known.set('time.Time', 'time');
known.set('json.RawMessage', 'json');

const entities = z.object({
  NaN: z.array(z.number()).default([]),
  Inf: z.array(z.number()).default([]),
  NegInf: z.array(z.number()).default([]),
});
const object = z.record(z.string(), z.unknown());

const frameSchema = z.object({
  schema: z.object({
    name: z.string().optional(),
    refId: z.string().optional(),
    meta: object.optional(),
    fields: z.array(
      z.object({
        name: z.string().default(''),
        typeInfo: z.object({ frame: z.string(), nullable: z.boolean().default(false) }),
        labels: z.record(z.string(), z.string()).optional(),
        config: object.optional(),
      })
    ),
  }),
  data: z.object({
    values: z.array(z.array(z.unknown())),
    nanos: z.array(z.array(z.number()).nullable()).optional(),
    entities: z.array(entities.nullable()).optional(),
  }),
});

type Column = readonly unknown[];

/** Times are milliseconds, with what is below them beside; JSON's numbers lack the three that `entities` has. */
function cells(type: FieldType, column: Column, nanos: readonly number[], beside: z.infer<typeof entities>): Column {
  const special = new Map<number, number>([
    ...beside.NaN.map((row) => [row, Number.NaN] as const),
    ...beside.Inf.map((row) => [row, Number.POSITIVE_INFINITY] as const),
    ...beside.NegInf.map((row) => [row, Number.NEGATIVE_INFINITY] as const),
  ]);
  return column.map((value, row) => {
    if (value === null) {
      return special.get(row) ?? null;
    }
    if (type === 'time') {
      return BigInt(Number(value)) * 1_000_000n + BigInt(nanos[row] ?? 0);
    }
    return type === 'int64' || type === 'uint64' ? BigInt(z.union([z.number(), z.string()]).parse(value)) : value;
  });
}

/** Puts whole numbers that a double can't hold into quotes, outside of strings, so that parsing keeps every digit. */
function quoteLongIntegers(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (match) =>
    match.startsWith('"') ? match : `"${match}"`
  );
}

/** Reads Grafana's JSON frame, as streams carry it. Throws where the text is none. */
export function decodeFrameJson(text: string): Frame {
  const { schema, data } = frameSchema.parse(JSON.parse(quoteLongIntegers(text)));
  const fields = schema.fields.map(({ name, typeInfo, labels, config }, index): Field => {
    const type = known.get(typeInfo.frame);
    if (type === undefined) {
      throw new TypeError(`Field "${name}" is a ${typeInfo.frame}, which frames don't have.`);
    }
    const beside = data.entities?.[index] ?? { NaN: [], Inf: [], NegInf: [] };
    return {
      name,
      type,
      nullable: typeInfo.nullable,
      values: cells(type, data.values[index] ?? [], data.nanos?.[index] ?? [], beside),
      ...(labels && { labels }),
      ...(config && { config }),
    };
  });
  return {
    fields,
    ...(schema.name !== undefined && { name: schema.name }),
    ...(schema.refId !== undefined && { refId: schema.refId }),
    ...(schema.meta && { meta: schema.meta }),
  };
}
