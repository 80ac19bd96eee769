import type { Bag } from './types';

const digitsOf: Readonly<Record<string, number>> = { KRW: 0, JPY: 0 };

/** Decimal places of a currency's minor unit. */
export function digits(currency: string): number {
  return digitsOf[currency] ?? 2;
}

/** Minor units as the Admin API writes a Decimal: un-padded, at least one place (`12.5`, `0.0`, `15000.0`). */
export function amount(minor: number, currency: string): string {
  const places = digits(currency);
  if (places === 0) {
    return `${minor}.0`;
  }
  const unsigned = String(Math.abs(minor)).padStart(places + 1, '0');
  const fraction = unsigned.slice(-places).replace(/0+$/, '') || '0';
  return `${minor < 0 ? '-' : ''}${unsigned.slice(0, -places)}.${fraction}`;
}

export const nothing: Bag = { shop: 0, presentment: 0 };

export function plus(...bags: readonly Bag[]): Bag {
  let shop = 0;
  let presentment = 0;
  for (const bag of bags) {
    shop += bag.shop;
    presentment += bag.presentment;
  }
  return { shop, presentment };
}

export function minus(a: Bag, b: Bag): Bag {
  return { shop: a.shop - b.shop, presentment: a.presentment - b.presentment };
}

export function times(bag: Bag, factor: number): Bag {
  return { shop: bag.shop * factor, presentment: bag.presentment * factor };
}

/** The share of a sum that falls on `part` of `whole` units; shares of all parts, taken as differences, sum exactly. */
export function share(bag: Bag, part: number, whole: number): Bag {
  return {
    shop: Math.floor((bag.shop * part) / whole),
    presentment: Math.floor((bag.presentment * part) / whole),
  };
}

/** How a shop's minor units become a buyer's. */
export interface Exchange {
  readonly currency: string;
  /** Buyer's major units for one major unit of the shop's currency. */
  readonly rate: number;
  bag(shopMinor: number): Bag;
}

export function exchange(shopCurrency: string, currency: string, rate: number): Exchange {
  const factor = rate * 10 ** (digits(currency) - digits(shopCurrency));
  return {
    currency,
    rate,
    bag: (shop) => ({ shop, presentment: currency === shopCurrency ? shop : Math.round(shop * factor) }),
  };
}
