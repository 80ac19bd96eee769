import { describe, expect, it } from 'vitest';
import { fieldOf } from './columns';

const place = { zone: 'America/New_York', currency: 'USD' };
const made = (dataType: string, cells: ReadonlyArray<string | null>) =>
  fieldOf({ name: 'c', displayName: 'C', dataType }, cells, place);
const iso = (values: Iterable<unknown>) =>
  [...values].map((value) => (typeof value === 'bigint' ? new Date(Number(value / 1_000_000n)).toISOString() : value));

describe('fieldOf', () => {
  it.each([
    ['MONEY', '12.345', 12.345, 'currency:financial:$'],
    ['PERCENT', '0.25', 0.25, 'percentunit'],
    ['INTEGER', '23', 23, undefined],
    ['FLOAT', '1e3', 1000, undefined],
    ['MILLISECOND_DURATION', '150', 150, 'ms'],
    ['DAY_DURATION', '2', 2, 'd'],
    ['SOMETHING_NEW', '23', '23', undefined],
    ['DAY_OF_WEEK', 'Monday', 'Monday', undefined],
  ])('types %s', (dataType, cell, value, unit) => {
    const field = made(dataType, [cell, null]);
    expect([[...field.values], field.config?.unit, field.config?.displayName]).toEqual([[value, null], unit, 'C']);
  });

  it('reads times in the zone, also what has an offset', () => {
    const field = made('DAY_TIMESTAMP', [
      '2026-07-01',
      '2026-12-01T08:00:00',
      '2026-12-01T08:00:00Z',
      'nonsense',
      null,
    ]);
    expect(iso(field.values)).toEqual([
      '2026-07-01T04:00:00.000Z',
      '2026-12-01T13:00:00.000Z',
      '2026-12-01T08:00:00.000Z',
      null,
      null,
    ]);
  });

  it('tells the hour that comes twice from itself when clocks are set back', () => {
    const cells = ['00', '01', '01', '02'].map((hour) => `2026-11-01T${hour}:00:00`);
    expect(iso(made('HOUR_TIMESTAMP', cells).values)).toEqual([
      '2026-11-01T04:00:00.000Z',
      '2026-11-01T05:00:00.000Z',
      '2026-11-01T06:00:00.000Z',
      '2026-11-01T07:00:00.000Z',
    ]);
  });
});
