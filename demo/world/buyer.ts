import type { Context } from './context';
import { exchange, type Exchange } from './money';
import { hash, random, unit } from './random';
import type { Address } from './types';

/** Where a buyer lives and pays: the same at each order of one customer. */
export interface Buyer {
  readonly currency: string;
  readonly address: Address;
  readonly taxRate: number;
  readonly locale: string;
}

export function buyerOf(context: Context, customerKey: number): Buyer {
  const { profile, seed } = context;
  const draw = random(hash(seed, profile.info.key, 'buyer', customerKey));
  const currencies = Object.keys(profile.currencyWeights);
  const currency = currencies[draw.weighted(Object.values(profile.currencyWeights))] ?? profile.info.currency;
  const places = profile.places[currency] ?? [];
  const place = places[draw.weighted(places.map(({ weight }) => weight))] ?? places[0];
  if (!place) {
    throw new Error(`no buyers' places for ${currency}`);
  }
  const { city, province, provinceCode, country, countryCode, zip, taxRate } = place;
  const locale = countryCode === 'KR' ? 'ko' : countryCode === 'JP' ? 'ja' : 'en';
  return { currency, address: { city, province, provinceCode, country, countryCode, zip }, taxRate, locale };
}

/** The exchange of a local day: it drifts within a few per cent over months. */
export function exchangeOn(context: Context, currency: string, day: number): Exchange {
  const { profile, seed } = context;
  const home = profile.info.currency;
  if (currency === home) {
    return exchange(home, home, 1);
  }
  const drift = 0.025 * Math.sin(day / 37 + hash(seed, currency)) + 0.006 * (unit(seed, currency, day) - 0.5);
  const rate = Number(((profile.rates[currency] ?? 1) * (1 + drift)).toPrecision(6));
  return exchange(home, currency, rate);
}
