/**
 * The entities of the generated store. Field names follow the Admin API; three things differ so that sums stay exact:
 * money is an integer of minor units (`Bag`), times are epoch milliseconds, ids are gid strings.
 */

export type ShopKey = 'usd' | 'krw';
export type Gid = `gid://shopify/${string}/${number}`;

/** Minor units (cents; won) in the shop's and in the buyer's currency. `amount()` of money.ts writes it as a Decimal. */
export interface Bag {
  readonly shop: number;
  readonly presentment: number;
}

export interface ShopInfo {
  readonly id: Gid;
  readonly key: ShopKey;
  readonly name: string;
  readonly domain: string;
  readonly email: string;
  readonly plan: string;
  readonly currency: string;
  readonly presentmentCurrencies: readonly string[];
  readonly timeZone: string;
  readonly countryCode: string;
  readonly locale: string;
  readonly taxesIncluded: boolean;
  /** Midnight, shop time, of the first day with orders. */
  readonly openedAt: number;
}
