import { hash } from './random';
import type { Gid } from './types';

/** Where the numeric ids of each type begin. What follows is a number from which the day and place can be read back. */
const bases: Readonly<Record<string, number>> = {
  Order: 5_000_000_000_000,
  AbandonedCheckout: 30_000_000_000_000,
  Customer: 7_000_000_000_000,
  LineItem: 13_000_000_000_000,
  ShippingLine: 4_000_000_000_000,
  OrderTransaction: 6_100_000_000_000,
  Refund: 900_000_000_000,
  RefundLineItem: 15_000_000_000_000,
  Return: 1_400_000_000_000,
  Fulfillment: 4_400_000_000_000,
  FulfillmentOrder: 6_500_000_000_000,
  FulfillmentLineItem: 11_000_000_000_000,
  FulfillmentOrderLineItem: 14_000_000_000_000,
  AbandonedCheckoutLineItem: 33_000_000_000_000,
  BasicEvent: 170_000_000_000_000,
  Product: 8_000_000_000_000,
  ProductVariant: 44_000_000_000_000,
  InventoryItem: 46_000_000_000_000,
  Location: 70_000_000_000,
  DiscountCodeNode: 1_200_000_000_000,
  DiscountAutomaticNode: 1_300_000_000_000,
  DiscountRedeemCode: 17_000_000_000_000,
  OnlineStoreTheme: 160_000_000_000,
};

/** Orders and checkouts of one day are numbered below this; a day and its place make one key. */
export const perDay = 100_000;

export function gid(type: string, key: number): Gid {
  return `gid://shopify/${type}/${(bases[type] ?? 0) + key}`;
}

/** The number at the end of a gid, or the bare number itself; NaN if there is none. */
export function numericId(id: string): number {
  const digits = /(?:^|\/)(\d+)(?:\?.*)?$/.exec(id)?.[1];
  return digits === undefined ? NaN : Number(digits);
}

/** The key that made an id of this type; undefined if the id names another type or none. */
export function keyOf(type: string, id: string): number | undefined {
  if (id.startsWith('gid://') && !id.startsWith(`gid://shopify/${type}/`)) {
    return undefined;
  }
  const key = numericId(id) - (bases[type] ?? 0);
  return Number.isSafeInteger(key) && key >= 0 ? key : undefined;
}

const scramble = 0x9e3779b1;

/** The inverse of an odd number modulo 2^32 (Newton's iteration). */
function inverse(odd: number): number {
  let x = odd;
  for (let i = 0; i < 5; i++) {
    x = Math.imul(x, 2 - Math.imul(odd, x));
  }
  return x;
}
const back = inverse(scramble);

/** Random-looking 32 hex digits from which `tokenKey` reads the key again: no table of tokens has to be kept. */
export function token(kind: 'cart' | 'checkout', seed: number, key: number): string {
  const head = (Math.imul(key, scramble) ^ hash(seed, kind)) >>> 0;
  return (
    head.toString(16).padStart(8, '0') +
    [1, 2, 3].map((part) => hash(seed, kind, key, part).toString(16).padStart(8, '0')).join('')
  );
}

export function tokenKey(kind: 'cart' | 'checkout', seed: number, text: string): number | undefined {
  if (!/^[0-9a-f]{32}$/.test(text)) {
    return undefined;
  }
  const key = Math.imul((Number.parseInt(text.slice(0, 8), 16) ^ hash(seed, kind)) | 0, back) >>> 0;
  return token(kind, seed, key) === text ? key : undefined;
}
