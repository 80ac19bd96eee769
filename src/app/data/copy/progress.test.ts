import { describe, expect, it } from 'vitest';
import { readProgress } from './progress';

const fields = ['entity', 'title', 'rows', 'total', 'rowsPerSecond', 'secondsLeft'].map((name) => ({ name }));
const packet = {
  schema: { fields, meta: { custom: { state: 'backfill', progress: 0.5, secondsLeft: 12 } } },
  data: {
    values: [
      ['orders', 'stock'],
      ['Orders', 'Stock'],
      [50, 7],
      [100, null],
      [25, 1],
      [2, null],
    ],
  },
};

describe('a packet of the progress stream', () => {
  it('is read, nulls left out', () => {
    expect(readProgress(packet)).toEqual({
      state: 'backfill',
      progress: 0.5,
      secondsLeft: 12,
      jobs: [
        { entity: 'orders', title: 'Orders', rows: 50, total: 100, rowsPerSecond: 25, secondsLeft: 2 },
        { entity: 'stock', title: 'Stock', rows: 7, rowsPerSecond: 1 },
      ],
    });
  });

  it.each([[undefined], [{}], [{ ...packet, data: { values: [['orders'], ['Orders'], ['many']] } }]])(
    'is left aside where it is something else: %j',
    (message) => {
      expect(readProgress(message)).toBeUndefined();
    }
  );
});
