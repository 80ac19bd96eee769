import { Decimal } from 'decimal.js';

/**
 * Field config of figures in one currency: its symbol, and every digit of the figure. Grafana's own currency units write
 * `₩12.3M`, which nobody can hold against a report.
 */
export function currencyConfig(currency: string): { readonly unit: string; readonly decimals: number } {
  return { unit: `currency:financial:${symbolOf(currency)}`, decimals: currencyDigits(currency) };
}

const symbols = new Map<string, string>();

/** `$`, `₩`, `CA$`; letters stand apart from the figure. */
function symbolOf(currency: string): string {
  const known = symbols.get(currency) ?? readSymbol(currency);
  symbols.set(currency, known);
  return known;
}

function readSymbol(currency: string): string {
  const symbol = partsOf(currency)?.find(({ type }) => type === 'currency')?.value ?? currency;
  return /\p{L}$/u.test(symbol) ? `${symbol} ` : symbol;
}

/** Undefined for what is no code of a currency. */
function partsOf(currency: string): Intl.NumberFormatPart[] | undefined {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).formatToParts(0);
  } catch {
    return undefined;
  }
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
