import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calendar } from './calendar';

const dayLength = 86_400_000;
const dayNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / dayLength;

describe('local days', () => {
  const newYork = calendar('America/New_York');

  it.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-11-23', 24],
  ])('have their hours: %s has %i', (date, hours) => {
    expect(newYork.hours(dayNumber(date))).toHaveLength(hours);
  });

  it('repeat and skip the right hours', () => {
    expect(newYork.hours(dayNumber('2026-11-01')).filter(({ hour }) => hour === 1)).toHaveLength(2);
    expect(newYork.hours(dayNumber('2026-03-08')).some(({ hour }) => hour === 2)).toBe(false);
  });

  it.each(['America/New_York', 'Asia/Seoul', 'Pacific/Kiritimati', 'America/St_Johns'])(
    'hold every moment once in %s',
    (zone) => {
      const days = calendar(zone);
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }), (time) => {
          const day = days.dayOf(time);
          expect(days.start(day)).toBeLessThanOrEqual(time);
          expect(days.start(day + 1)).toBeGreaterThan(time);
          const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(time);
          expect(days.date(day)).toBe(date);
        }),
        { numRuns: 60 }
      );
    }
  );

  it('know their weekday', () => {
    expect(newYork.weekday(dayNumber('2026-11-23'))).toBe(0);
    expect(newYork.weekday(dayNumber('2026-11-22'))).toBe(6);
  });
});
