import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { DateTime, type DateTimeUnit } from 'luxon';
import { describe, expect, it } from 'vitest';
import { timeGroup, widthOf } from './time-group';

const from = Date.UTC(2014, 0, 1);
const to = Date.UTC(2028, 0, 1);
const zones = [
  'Asia/Seoul',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Havana',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'America/St_Johns',
  'Atlantic/Azores',
];
const units = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly DateTimeUnit[];
const database = new DatabaseSync(':memory:');

function started(zone: string, unit: (typeof units)[number]) {
  const width = widthOf(unit);
  const statement = database.prepare(
    `select ${timeGroup('c', width ?? { unit: 'week' }, zone, from, to)} as at from (select ? as c)`
  );
  return (moment: number) => Number(statement.get(moment)?.['at']);
}

/** What luxon says; where midnight comes twice, a day begins with the first. */
function expected(moment: number, zone: string, unit: (typeof units)[number]): number {
  const start = DateTime.fromMillis(moment, { zone }).startOf(unit);
  return unit === 'hour' ? start.toMillis() : Math.min(...start.getPossibleOffsets().map((each) => each.toMillis()));
}

describe.each(zones)('buckets in %s', (zone) => {
  it.each(units)('begin where the calendar says: %s', (unit) => {
    const start = started(zone, unit);
    const anywhere = fc.integer({ min: Date.UTC(2016, 0, 1), max: to - 1 });
    fc.assert(
      fc.property(anywhere, (moment) => {
        expect(start(moment)).toBe(expected(moment, zone, unit));
      }),
      { numRuns: 100 }
    );
  });

  it('begin where the calendar says around every change of the clock', () => {
    const changes: number[] = [];
    for (let at = Date.UTC(2016, 8, 1); at < Date.UTC(2018, 5, 1); at += 1_800_000) {
      const before = DateTime.fromMillis(at - 1, { zone }).offset;
      if (before !== DateTime.fromMillis(at, { zone }).offset) {
        changes.push(at);
      }
    }
    for (const unit of units) {
      const start = started(zone, unit);
      for (const change of changes) {
        for (let minutes = -27 * 60; minutes <= 27 * 60; minutes += 30) {
          const moment = change + minutes * 60_000;
          expect([new Date(moment).toISOString(), new Date(start(moment)).toISOString()]).toEqual([
            new Date(moment).toISOString(),
            new Date(expected(moment, zone, unit)).toISOString(),
          ]);
        }
      }
    }
  });
});

it('reads widths, and tells what is none', () => {
  expect(
    ['15m', '1h', '1d', '1w', '1M', '3M', 'Week', '36h', '48h', '0m', 'x', ''].map((text) => widthOf(text))
  ).toEqual([
    { unit: 'fixed', ms: 900_000 },
    { unit: 'fixed', ms: 3_600_000 },
    { unit: 'day', count: 1 },
    { unit: 'week' },
    { unit: 'month' },
    { unit: 'quarter' },
    { unit: 'week' },
    undefined,
    { unit: 'day', count: 2 },
    undefined,
    undefined,
    undefined,
  ]);
});
