import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halves, newestFirst, planWindows, searchOf, smallest } from './windows';

const start = Date.UTC(2025, 0, 1);

describe('windows of a backfill', () => {
  it('cover the stretch once, newest first, and hold no more than wished for', async () => {
    const times = fc.array(fc.integer({ min: 0, max: 400 * 86_400_000 }), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 50 }), async (offsets, objects) => {
        const orders = offsets.map((offset) => start + offset);
        const stretch = { from: start, to: start + 400 * 86_400_000 + 1_000 };
        const inside = ({ from, to }: { from: number; to: number }) =>
          orders.filter((at) => at >= from && at < to).length;
        const windows = await planWindows((window) => Promise.resolve(inside(window)), stretch, objects);
        const ends = [stretch.to, ...windows.map(({ from }) => from)];
        expect(windows.map(({ to }) => to)).toEqual(ends.slice(0, -1));
        expect(ends.at(-1)).toBe(stretch.from);
        expect(windows.reduce((sum, window) => sum + inside(window), 0)).toBe(orders.length);
        for (const window of windows.filter((each) => inside(each) > objects)) {
          expect(window.to - window.from).toBeLessThan(2 * smallest);
        }
      })
    );
  });

  it('leave the newest part to be read before the rest, whole seconds apart', () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * day }), fc.integer({ min: 1, max: 400 * day }), (length, first) => {
        const stretch = { from: start, to: start + length };
        const [newest, rest] = newestFirst(stretch, first);
        expect(newest?.to).toBe(stretch.to);
        expect((rest ?? newest)?.from).toBe(stretch.from);
        expect(rest === undefined || (rest.to === newest?.from && rest.to % 1_000 === 0)).toBe(true);
        expect(stretch.to - (newest?.from ?? 0)).toBeLessThan(first + 1_000);
      })
    );
  });

  it('cuts where Shopify only says "more than"', async () => {
    const month = 30 * 86_400_000;
    const count = ({ from, to }: { from: number; to: number }) => Promise.resolve(to - from > month ? undefined : 100);
    const windows = await planWindows(count, { from: start, to: start + 8 * month }, 1_000);
    expect(windows).toHaveLength(8);
  });

  it('asks for whole seconds', () => {
    const [older, newer] = halves({ from: start, to: start + 5 * smallest + 3_000 }) ?? [];
    expect(older?.to).toBe(newer?.from);
    expect((older?.to ?? 1) % 1_000).toBe(0);
    expect(searchOf({ from: start, to: start + 1_000 })).toBe(
      "created_at:>='2025-01-01T00:00:00Z' AND created_at:<'2025-01-01T00:00:01Z'"
    );
    expect(halves({ from: start, to: start + smallest })).toBeUndefined();
  });
});
