import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { CopyValue } from '../../copy';
import type { ExportColumn, ExportKind, ExportTable } from './columns';

/** Rows of one group: what is held in memory at once. */
const groupRows = 20_000;

/** Digits after the point that money has. */
const scale = 4;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type Element = Schema[number];

const elements: Readonly<Record<ExportKind, Omit<Element, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  integer: { type: 'INT64' },
  money: { type: 'INT64', converted_type: 'DECIMAL', scale, precision: 18 },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  flag: { type: 'BOOLEAN' },
};

/** Parquet, one row group at a time: money as DECIMAL(18,4), instants as TIMESTAMP in UTC. */
export async function* parquetOf({ columns, parts }: ExportTable): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema: Schema = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, kind }): Element => ({ name, repetition_type: 'OPTIONAL', ...elements[kind] })),
  ];
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'shopscope' });
  let waiting = columns.map((): unknown[] => []);
  const group = async () => {
    const columnData = columns.map(({ name }, at) => ({ name, data: waiting[at] ?? [], offsetIndex: false }));
    waiting = columns.map(() => []);
    await parquet.write({ columnData, rowGroupSize: groupRows });
    return taken(writer);
  };
  for await (const values of parts) {
    for (const [at, column] of columns.entries()) {
      for (const value of values[at] ?? []) {
        waiting[at]?.push(typed(column, value));
      }
    }
    if ((waiting[0]?.length ?? 0) >= groupRows) {
      yield await group();
    }
  }
  if ((waiting[0]?.length ?? 0) > 0) {
    yield await group();
  }
  await parquet.finish();
  yield taken(writer);
}

/** What was written so far; the writer begins anew but goes on counting bytes. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

/** A value as its column's type takes it; null for what none of the type is. */
function typed({ kind }: ExportColumn, value: CopyValue): unknown {
  if (value === null) {
    return null;
  }
  switch (kind) {
    case 'text':
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
    case 'flag':
      return value === 1 || value === 1n;
    case 'integer':
      return typeof value === 'bigint'
        ? value
        : typeof value === 'number' && Number.isInteger(value)
          ? BigInt(value)
          : null;
    case 'instant':
      return typeof value === 'number' && Math.abs(value) <= 8.64e15 ? new Date(value) : null;
    case 'money':
      return typeof value === 'number' ? BigInt(Math.round(value * 10 ** scale)) : null;
    default:
      return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : null;
  }
}
