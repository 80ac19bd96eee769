import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { LocalDays } from './days';
import { tenThousandths } from './money';
import { idOfGid } from './node';
import { checkoutToken } from './people';
import { instantOf } from './time';

describe('money', () => {
  const decimal = fc
    .tuple(fc.boolean(), fc.bigInt(0n, 99_999_999_999n), fc.option(fc.stringMatching(/^\d{1,9}$/)))
    .map(([negative, whole, decimals]) => `${negative ? '-' : ''}${whole}${decimals === null ? '' : `.${decimals}`}`);

  it('is exact to the ten-thousandth, and rounds what lies beyond', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const expected = new Decimal(text).times(10_000).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
        expect(tenThousandths(text)).toBe(expected.isZero() ? 0 : expected.toNumber());
      })
    );
  });

  it.each([
    ['12.5', 125_000],
    ['0.0', 0],
    ['-0.0', 0],
    ['15000.0', 150_000_000],
    ['0.1', 1_000],
    ['-19.99', -199_900],
    ['1.00005', 10_001],
  ])('reads %s', (text, expected) => {
    expect(tenThousandths(text)).toBe(expected);
  });

  it.each(['', '-', '.', '1.', '.5', '1e3', ' 1', '1,5', 'NaN', '9007199254740993'])('refuses "%s"', (text) => {
    expect(tenThousandths(text)).toBeUndefined();
  });
});

describe('instants', () => {
  it('are those of any runtime', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        const text = new Date(seconds * 1000).toISOString();
        expect(instantOf(text)).toBe(seconds * 1000);
        expect(instantOf(text.replace('.000', ''))).toBe(seconds * 1000);
      })
    );
  });

  it('take offsets, and nothing that is no time', () => {
    expect(instantOf('2026-11-01T09:00:00+09:00')).toBe(Date.parse('2026-11-01T00:00:00Z'));
    for (const text of ['', '2026-11-01', '2026-13-01T00:00:00Z', '2026-02-31T00:00:00Z', '2026-11-01T24:00:00Z']) {
      expect([text, instantOf(text)]).toEqual([text, undefined]);
    }
  });
});

describe('local days', () => {
  const zones = ['UTC', 'Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo'];

  it.each([...zones, 'Pacific/Apia', 'Asia/Kathmandu', 'Africa/Casablanca'])('are those of %s', (zone) => {
    const days = new LocalDays(zone);
    const anywhere = fc.integer({ min: Date.parse('2008-01-01'), max: Date.parse('2038-01-01') });
    fc.assert(
      fc.property(anywhere, (instant) => {
        expect(days.dayOf(instant)).toBe(DateTime.fromMillis(instant, { zone }).toISODate());
        expect(days.dayOf(days.startOf(days.dayOf(instant)))).toBe(days.dayOf(instant));
      }),
      { numRuns: 500 }
    );
  });

  it('turn at midnight on the days that clocks change', () => {
    for (const [zone, start] of [
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['Europe/Berlin', '2026-03-29'],
      ['America/Sao_Paulo', '2018-11-04'],
    ] as const) {
      const days = new LocalDays(zone);
      const midnight = days.startOf(start);
      expect([zone, days.dayOf(midnight), days.dayOf(midnight - 1) < start]).toEqual([zone, start, true]);
      for (let minute = -120; minute <= 26 * 60; minute += 7) {
        const instant = midnight + minute * 60_000;
        expect(days.dayOf(instant)).toBe(DateTime.fromMillis(instant, { zone }).toISODate());
      }
    }
  });

  it('refuse zones that there are not', () => {
    expect(() => new LocalDays('Mars/Olympus')).toThrow('Mars/Olympus');
  });
});

it('reads the number of a gid, with and without a query string', () => {
  expect(idOfGid('gid://shopify/Order/123')).toBe('123');
  expect(idOfGid('gid://shopify/InventoryLevel/45?inventory_item_id=67')).toBe('45');
  expect(idOfGid('gid://shopify/InventoryLevel/45?path=a/b')).toBe('45');
  expect(idOfGid('gid://shopify/Order/')).toBeUndefined();
  expect(idOfGid('45')).toBeUndefined();
});

it('reads the token of a checkout from its address', () => {
  expect(checkoutToken('https://x.example/checkouts/ac/abc123/recover?key=1')).toBe('abc123');
  expect(checkoutToken('https://x.example/12345/checkouts/abc123/recover')).toBe('abc123');
  expect(checkoutToken('https://x.example/cart')).toBeNull();
});
