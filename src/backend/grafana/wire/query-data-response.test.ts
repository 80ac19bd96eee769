import { fromBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueryDataResponseSchema } from '../gen/backend_pb';
import { encodeQueryDataResponse, type QueryAnswer } from './query-data-response';

const answers: fc.Arbitrary<QueryAnswer[]> = fc.uniqueArray(
  fc.record(
    {
      refId: fc.string({ unit: 'grapheme' }).filter((refId) => refId !== '__proto__'),
      frames: fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 3 }),
      status: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      error: fc.string({ unit: 'grapheme', maxLength: 300 }),
      source: fc.constantFrom('plugin' as const, 'downstream' as const),
    },
    { requiredKeys: ['refId', 'frames', 'status'] }
  ),
  { selector: ({ refId }) => refId, maxLength: 5 }
);

describe('the encoder of answers', () => {
  it('writes what the generated codec reads', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const { responses } = fromBinary(QueryDataResponseSchema, encodeQueryDataResponse(all));
        expect(Object.keys(responses).sort()).toEqual(all.map(({ refId }) => refId).sort());
        for (const { refId, frames, status, error = '', source = '' as const } of all) {
          expect(responses[refId]).toMatchObject({ status, error, errorSource: source });
          expect(responses[refId]?.frames.map((frame) => [...frame])).toEqual(frames.map((frame) => [...frame]));
        }
      }),
      { numRuns: 300, seed: 7 }
    );
  });

  it('writes frames of many megabytes', () => {
    const frame = new Uint8Array(20 * 1024 * 1024).fill(7);
    const { responses } = fromBinary(
      QueryDataResponseSchema,
      encodeQueryDataResponse([{ refId: 'A', frames: [frame, frame], status: 200 }])
    );
    expect(responses['A']?.frames.map((each) => Buffer.compare(each, frame))).toEqual([0, 0]);
  });
});
