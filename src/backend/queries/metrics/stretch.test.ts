import { DateTime } from 'luxon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedBuckets, type KpiName } from '../../../query';
import { metricsQuery } from '../../../query/metrics';
import { settled } from './bucket';
import { stretchesOf } from './stretch';

const hour = 3_600_000;
const zones = ['America/New_York', 'Asia/Seoul', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns'];
const at = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toMillis();
const clock = (time: number, zone: string) => DateTime.fromMillis(time, { zone }).toFormat('yyyy-MM-dd HH:mm');

describe('stretchesOf', () => {
  const zone = 'America/New_York';

  it('takes today from midnight until now', () => {
    const now = at('2026-11-18T09:30:20', zone);
    const { now: today, before } = stretchesOf(
      { bucket: 'hour', period: 'today', compare: 'week_ago' },
      { from: 0, to: 1 },
      now,
      zone
    );
    expect([today.range.from, today.range.to]).toEqual([at('2026-11-18T00:00', zone), at('2026-11-18T09:30', zone)]);
    expect(today.buckets.length).toBe(10);
    expect(before?.range.to).toBe(at('2026-11-11T09:30', zone));
  });

  it('has 25 hours on the day that clocks are set back and 23 when they are set forward', () => {
    for (const [day, hours] of [
      ['2026-11-01', 25],
      ['2026-03-08', 23],
    ] as const) {
      const from = at(`${day}T00:00`, zone);
      const to = DateTime.fromMillis(from, { zone }).plus({ days: 1 }).toMillis();
      const { now } = stretchesOf(
        { bucket: 'hour', period: 'dashboard', compare: 'none' },
        { from, to },
        to + hour,
        zone
      );
      expect(now.buckets.length).toBe(hours);
    }
  });

  it('compares the same clock time across a change of the clock', () => {
    const now = at('2026-11-03T10:00', zone);
    const { before } = stretchesOf(
      { bucket: 'none', period: 'today', compare: 'week_ago' },
      { from: 0, to: 1 },
      now,
      zone
    );
    expect(clock(before?.range.to ?? 0, zone)).toBe('2026-10-27 10:00');
  });

  it('leaves out what lies in the future', () => {
    const now = at('2026-11-18T09:30', zone);
    const range = { from: at('2026-11-18T00:00', zone), to: at('2026-11-19T00:00', zone) };
    const { now: stretch } = stretchesOf({ bucket: 'hour', period: 'dashboard', compare: 'none' }, range, now, zone);
    expect(stretch.buckets.at(-1)).toBe(at('2026-11-18T09:00', zone));
    expect(stretch.range.to).toBe(now);
  });

  it('covers the range with whole local buckets, in any zone at any time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom('hour', 'day'),
        fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2027, 0) }),
        fc.integer({ min: 1, max: 40 * 24 * hour }),
        (each, by, from, length) => {
          const to = from + length;
          const { now } = stretchesOf(
            { bucket: by, period: 'dashboard', compare: 'none' },
            { from, to },
            to + 40 * hour,
            each
          );
          const starts = now.buckets;
          expect(starts[0]).toBeLessThanOrEqual(from);
          expect(now.range.to).toBeGreaterThanOrEqual(to);
          for (const [index, start] of starts.entries()) {
            expect(start).toBe(DateTime.fromMillis(start, { zone: each }).startOf(by).toMillis());
            expect(start).toBeGreaterThan(starts[index - 1] ?? 0);
          }
        }
      )
    );
  });
});

describe('automatic buckets', () => {
  const day = 86_400_000;
  const from = Date.UTC(2026, 0, 5);
  const query = { ...metricsQuery.parse({ refId: 'A', queryType: 'metrics', bucket: 'auto' }) };
  const over = (days: number, metrics: readonly KpiName[] = ['total_sales']) =>
    settled({ ...query, metrics: [...metrics] }, { from, to: from + days * day }, from + days * day, 'UTC').bucket;

  it('are as fine as can be seen', () => {
    expect([1, 14, 15, 400, 401, 5 * 366, 6 * 366].map((days) => over(days))).toEqual([
      'hour',
      'hour',
      'day',
      'day',
      'week',
      'week',
      'month',
    ]);
  });

  it('keep to what KPIs allow, and give one figure for those that have no buckets', () => {
    expect(over(1, ['total_sales', 'sessions'])).toBe(sharedBuckets(['total_sales', 'sessions'])[1]);
    expect(over(1, ['inventory_value'])).toBe('none');
  });

  it('leave chosen ones as they are', () => {
    expect(settled({ ...query, bucket: 'month' }, { from, to: from + day }, from + day, 'UTC').bucket).toBe('month');
  });
});
