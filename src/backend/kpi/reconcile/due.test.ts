import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueDay } from './due';

const zone = 'America/New_York';
const now = Date.parse('2026-11-03T15:00:00Z');
const hour = 3_600_000;

describe('dueDay', () => {
  it('begins with yesterday and goes back, a fresh comparison of a closed day being enough', () => {
    const since = now - 30 * 24 * hour;
    expect(dueDay(new Map(), { now, zone, since })).toBe('2026-11-02');
    expect(dueDay(new Map([['2026-11-02', now - hour]]), { now, zone, since })).toBe('2026-11-01');
    expect(dueDay(new Map([['2026-11-02', now - 13 * hour]]), { now, zone, since })).toBe('2026-11-02');
    // Compared while it was still open.
    expect(dueDay(new Map([['2026-11-02', Date.parse('2026-11-03T04:59:00Z')]]), { now, zone, since })).toBe(
      '2026-11-02'
    );
  });

  it('gets round to every day of the copy once, then rests', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (days) => {
        const checked = new Map<string, number>();
        const since = now - days * 24 * hour;
        let rounds = 0;
        for (
          let due = dueDay(checked, { now, zone, since });
          due !== undefined;
          due = dueDay(checked, { now, zone, since })
        ) {
          expect(checked.has(due)).toBe(false);
          checked.set(due, now);
          rounds += 1;
        }
        expect(rounds).toBeGreaterThanOrEqual(Math.min(days, 400) - 1);
        expect(rounds).toBeLessThanOrEqual(400);
      }),
      { numRuns: 20 }
    );
  });
});
