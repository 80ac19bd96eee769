import { amount, digits } from '../../world/money';
import type { Bag } from '../../world/types';

/** The two currencies a bag is told in. */
export interface Currencies {
  readonly shop: string;
  readonly presentment: string;
}

export function moneyBag(bag: Bag, currencies: Currencies) {
  return {
    shopMoney: money(bag.shop, currencies.shop),
    get presentmentMoney() {
      return money(bag.presentment, currencies.presentment);
    },
  };
}

/** MoneyV2: a Decimal, un-padded. */
export function money(minor: number, currencyCode: string) {
  return {
    get amount() {
      return amount(minor, currencyCode);
    },
    currencyCode,
  };
}

/** The old `Money` scalar: padded to the currency's places. */
export function moneyText(minor: number, currency: string): string {
  const places = digits(currency);
  return (minor / 10 ** places).toFixed(places);
}

/** Both parts multiplied and rounded to whole minor units. */
export function scaled(bag: Bag, factor: number): Bag {
  return { shop: Math.round(bag.shop * factor), presentment: Math.round(bag.presentment * factor) };
}

export const zero: Bag = { shop: 0, presentment: 0 };
