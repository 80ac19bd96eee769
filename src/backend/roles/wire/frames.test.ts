import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader, writeFrame } from './frames';

test('frames are found wherever the stream is divided', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.integer({ min: 1, max: 50 })), (values, steps) => {
      const bytes = Buffer.concat(values.map(writeFrame));
      const reader = new FrameReader();
      const found: unknown[] = [];
      let at = 0;
      for (const step of steps) {
        found.push(...reader.read(bytes.subarray(at, at + step)));
        at += step;
      }
      found.push(...reader.read(bytes.subarray(at)));
      expect(found).toEqual(values);
    })
  );
});

test('what is no frame is said', () => {
  expect(() => [...new FrameReader().read(Buffer.from('1|2|unix|/tmp/plugin|grpc\n'))]).toThrow('not of this protocol');
});
