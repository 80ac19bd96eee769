import { viewerLanguage } from '../../shims/language';

/** An amount in a currency, in full digits. */
export function money(value: number, currency: string): string {
  return new Intl.NumberFormat(viewerLanguage(), { style: 'currency', currency }).format(value);
}

/** An interval of amounts; cents tell nothing where a loss is estimated. */
export function moneyRange({ low, high }: { readonly low: number; readonly high: number }, currency: string): string {
  const format = new Intl.NumberFormat(viewerLanguage(), { style: 'currency', currency, maximumFractionDigits: 0 });
  return format.formatRange(Math.max(0, low), Math.max(0, high));
}

/** An interval of whole numbers, e.g. of orders. */
export function numberRange({ low, high }: { readonly low: number; readonly high: number }): string {
  const format = new Intl.NumberFormat(viewerLanguage(), { maximumFractionDigits: 0 });
  return format.formatRange(Math.max(0, low), Math.max(0, high));
}
