import { describe, expect, it } from 'vitest';
import { FaultCounts, type Failed } from './faults';

const minute = 60_000;
const hour = 60 * minute;
const locked: Failed = { fault: 'shopify', key: 'shopify:error.shopLocked', values: { seconds: 4, reason: 'busy' } };
const wrong: Failed = { fault: 'query', key: 'copy:error.sqlWrong', values: { message: 'no column jane@example.com' } };

function counting(at = 0) {
  let now = at;
  const counts = new FaultCounts(() => now);
  return {
    counts,
    pass: (ms: number) => {
      now += ms;
    },
    told: () => counts.recent().map(({ key, count }) => [key, count]),
  };
}

describe('failures', () => {
  it('are counted by kind, the most frequent first', () => {
    const { counts, pass, told } = counting();
    counts.add(wrong);
    counts.add(locked);
    pass(minute);
    counts.add(locked);
    expect(told()).toEqual([
      [locked.key, 2],
      [wrong.key, 1],
    ]);
    expect(counts.recent()[0]?.lastAt).toBe(minute);
  });

  it('count for 24 hours, to ten minutes, and are then forgotten', () => {
    const { counts, pass, told } = counting();
    counts.add(locked);
    pass(2 * hour);
    counts.add(locked);
    pass(21 * hour + 59 * minute);
    expect(told()).toEqual([[locked.key, 2]]);
    pass(11 * minute);
    expect(told()).toEqual([[locked.key, 1]]);
    pass(2 * hour);
    expect(told()).toEqual([]);
  });

  it('are kept without the texts of whoever asked, with the numbers', () => {
    const { counts } = counting();
    counts.add(wrong);
    counts.add(locked);
    expect(JSON.stringify(counts.recent())).not.toContain('jane');
    expect(counts.recent().find(({ key }) => key === locked.key)?.values).toEqual({ seconds: 4, reason: '…' });
  });

  it('take no more room the more there are of a kind', () => {
    const { counts, pass, told } = counting();
    for (let at = 0; at < 10_000; at += 1) {
      counts.add(locked);
      pass(minute);
    }
    expect(told()).toHaveLength(1);
    expect(counts.recent()[0]?.count).toBeLessThanOrEqual(1450);
    expect(counts.recent()[0]?.count).toBeGreaterThanOrEqual(1430);
  });
});
