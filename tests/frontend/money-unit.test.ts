import { formattedValueToString, getValueFormat } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { currencyConfig } from '../../src/backend/queries/common/money';

/** What Grafana's own code writes for a figure with the backend's field config. */
function written(currency: string, value: number): string {
  const { unit, decimals } = currencyConfig(currency);
  return formattedValueToString(getValueFormat(unit)(value, decimals));
}

describe('money on a panel', () => {
  it.each([
    ['KRW', 1_234_567_890, '₩1,234,567,890'],
    ['KRW', 12_300, '₩12,300'],
    ['USD', 1_234_567.8, '$1,234,567.80'],
    ['CAD', 5_000, 'CA$5,000.00'],
    ['CHF', 1_000_000, 'CHF 1,000,000.00'],
    ['KWD', 1_000, 'KWD 1,000.000'],
    ['NOTONE', 1_000, 'NOTONE 1,000.00'],
  ])('is written in full, %s %d as %s', (currency, value, text) => {
    expect(written(currency, value)).toBe(text);
  });
});
