import { describe, expect, it } from 'vitest';
import { plannedJob } from '../backfill/book';
import { Meter } from './progress';

const job = (changes: object) => ({ ...plannedJob('orders', 1_000, 2_000), rootCount: 1_000, ...changes });

describe('progress of a backfill', () => {
  it('tells rate and time left from what was written', () => {
    const meter = new Meter();
    meter.going([job({ status: 'loading', rootsWritten: 0 })], 0);
    const [going] = meter.going([job({ status: 'loading', rootsWritten: 200 })], 2_000);
    expect(going).toMatchObject({ rows: 200, total: 1_000, rowsPerSecond: 100, secondsLeft: 8 });
  });

  it('grows from nothing to the end, and is not there without a backfill', () => {
    const meter = new Meter();
    const shares = [
      [job({})],
      [job({ status: 'running' })],
      [job({ status: 'loading', rootsWritten: 500 })],
      [job({ status: 'loading', rootsWritten: 990 }), job({ windowFrom: 3, status: 'done' })],
    ].map((jobs, second) => meter.progress(jobs, second * 1_000)?.share ?? -1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(meter.progress([job({ status: 'done' })], 9_000)).toBeUndefined();
    expect(meter.progress([], 9_000)).toBeUndefined();
  });

  it('estimates the time left from the share gained', () => {
    const meter = new Meter();
    meter.progress([job({}), job({ windowFrom: 3 })], 0);
    const half = meter.progress([job({ status: 'done' }), job({ windowFrom: 3 })], 60_000);
    expect(half).toEqual({ share: 0.5, secondsLeft: 60 });
  });
});
