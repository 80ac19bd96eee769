import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { dayEnd, dayOf, dayStart, nextHour, shiftDays, startOfDay } from './local-time';

/** Zones that change clocks at midnight, by half an hour, skipped a day, or never change. */
const zone = fc.constantFrom(
  'America/New_York',
  'Asia/Seoul',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'America/Havana',
  'America/Santiago',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Chatham',
  'UTC'
);
const minute = 60_000;
const instant = fc
  .integer({ min: Date.UTC(2011, 0, 1) / minute, max: Date.UTC(2028, 0, 1) / minute })
  .map((at) => at * minute);

test('days and hours are those of Luxon', () => {
  fc.assert(
    fc.property(zone, instant, fc.integer({ min: -400, max: 400 }), (name, at, days) => {
      const local = DateTime.fromMillis(at, { zone: name });
      const start = local.startOf('day');
      expect(dayOf(at, name)).toBe(local.toFormat('yyyy-MM-dd'));
      expect(startOfDay(at, name)).toBe(start.toMillis());
      expect(dayEnd(at, name)).toBe(start.plus({ days: 1 }).startOf('day').toMillis());
      expect(dayStart(local.toFormat('yyyy-MM-dd'), name)).toBe(
        DateTime.fromISO(local.toFormat('yyyy-MM-dd'), { zone: name }).startOf('day').toMillis()
      );
      expect(shiftDays(at, days, name)).toBe(local.plus({ days }).toMillis());
    }),
    { numRuns: 5_000, examples: [['Pacific/Apia', Date.UTC(2011, 0, 1), 364]] }
  );
});

test('hours follow each other as the clock shows them, also on the days on which it changes', () => {
  fc.assert(
    fc.property(zone, instant, (name, at) => {
      const start = DateTime.fromMillis(at, { zone: name }).startOf('hour');
      const next = start.plus({ hours: 1 }).startOf('hour');
      const expected = next > start ? next : start.plus({ hours: 2 }).startOf('hour');
      expect(nextHour(start.toMillis(), name)).toBe(expected.toMillis());
    }),
    { numRuns: 5_000 }
  );
});
