import {
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  TimestampNanosecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { frameJson } from './frame-json';

const time = makeData({
  type: new TimestampNanosecond(),
  length: 3,
  nullCount: 1,
  nullBitmap: new Uint8Array([0b101]),
  data: new BigInt64Array([1_700_000_000_123_456_789n, 0n, -1n]),
});
const number = makeData({ type: new Float64(), length: 3, data: new Float64Array([1.5, NaN, Infinity]) });
const big = makeData({ type: new Int64(), length: 3, data: new BigInt64Array([1n, -2n, 3n]) });
const [text] = vectorFromArray(['a', null, '한'], new Utf8()).data;

function file(metadata: ReadonlyMap<string, string>): Uint8Array {
  if (text === undefined) {
    throw new Error('no text column');
  }
  const schema = new Schema(
    [
      new Field('time', new TimestampNanosecond(), true),
      new Field(
        'value',
        new Float64(),
        false,
        new Map([
          ['labels', '{"a":"b"}'],
          ['config', '{"unit":"s"}'],
        ])
      ),
      new Field('count', new Int64(), false),
      new Field('text', new Utf8(), true),
    ],
    new Map(metadata)
  );
  const children = [time, number, big, text];
  const batch = new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: 3, children }));
  const writer = new RecordBatchFileWriter();
  writer.reset(undefined, schema);
  writer.write(batch);
  writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}

describe('frameJson', () => {
  const frame = frameJson(
    file(
      new Map([
        ['name', 'f'],
        ['refId', 'A'],
        ['meta', '{"type":"table"}'],
      ])
    )
  );

  it('describes the frame and its fields', () => {
    expect(frame.schema).toEqual({
      name: 'f',
      refId: 'A',
      meta: { type: 'table' },
      fields: [
        { name: 'time', type: 'time', typeInfo: { frame: 'time.Time', nullable: true } },
        {
          name: 'value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels: { a: 'b' },
          config: { unit: 's' },
        },
        { name: 'count', type: 'number', typeInfo: { frame: 'int64' } },
        { name: 'text', type: 'string', typeInfo: { frame: 'string', nullable: true } },
      ],
    });
  });

  it('joins batches, keeps nanoseconds and marks what JSON has no word for', () => {
    const once = [1_700_000_000_123, null, -1];
    expect(frame.data.values[0]).toEqual([...once, ...once]);
    expect(frame.data.nanos?.[0]).toEqual([456_789, 0, 999_999, 456_789, 0, 999_999]);
    expect(frame.data.values[1]).toEqual([1.5, null, null, 1.5, null, null]);
    expect(frame.data.entities?.[1]).toEqual({ NaN: [1, 4], Inf: [2, 5] });
    expect(frame.data.values[2]).toEqual([1, -2, 3, 1, -2, 3]);
    expect(frame.data.values[3]).toEqual(['a', null, '한', 'a', null, '한']);
  });

  it('refuses what is no Arrow file', () => {
    expect(() => frameJson(new TextEncoder().encode('no arrow here at all'))).toThrow();
  });
});
