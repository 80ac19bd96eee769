import { Decimal } from 'decimal.js';

/** Currencies that Grafana has a unit of its own for. */
const units = new Set(
  'USD GBP EUR JPY RUB UAH BRL DKK ISK NOK SEK CZK CHF PLN THB ZAR INR KRW IDR PHP VND TRY MYR BGN ILS'.split(' ')
);

/** Grafana's unit for figures in one currency. It writes large amounts short (`$12.3K`), as figures on a panel should be. */
export function currencyUnit(currency: string): string {
  return units.has(currency) ? `currency${currency}` : `currency:${currency} `;
}

/** Field config of single amounts: written in full, with the currency's decimals; the currency stands in a column beside. */
export function amountConfig(currency: string | undefined): { readonly unit: string; readonly decimals?: number } {
  return currency === undefined ? { unit: 'locale' } : { unit: 'locale', decimals: currencyDigits(currency) };
}

const digits = new Map<string, number>();

/** Digits after the point that a currency is written with. */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency) ?? readDigits(currency);
  digits.set(currency, known);
  return known;
}

function readDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** Adds decimal texts exactly. */
export class Sum {
  #total = new Decimal(0);

  add(amount: string | number): void {
    this.#total = this.#total.plus(amount);
  }

  get value(): Decimal {
    return this.#total;
  }
}

/** A number out of Shopify's decimal text; null for what is none. */
export function decimal(value: unknown): number | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : null;
  }
  if (typeof value !== 'string' || value.trim() === '') {
    return null;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
