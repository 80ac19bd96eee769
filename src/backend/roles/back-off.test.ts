import { expect, test } from 'vitest';
import { BackOff } from './back-off';

test('waits twice as long after each crash in a row, half a minute at most, and not at all after a success', () => {
  let now = 1_000;
  const backOff = new BackOff(() => now);
  const waits = Array.from({ length: 11 }, () => {
    backOff.crashed();
    return backOff.wait;
  });
  expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]);
  expect(backOff.isHopeless).toBe(true);
  now += 30_000;
  expect([backOff.wait, backOff.isHopeless]).toEqual([0, false]);
  backOff.crashed();
  backOff.succeeded();
  expect(backOff.wait).toBe(0);
});
