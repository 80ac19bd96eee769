import { text } from './read';

/** Ids by the names that they bear in Loki. Absent ones are left out. */
export interface Ids {
  checkout_token?: string;
  cart_token?: string;
  order_id?: string;
  request_id?: string;
}

/** What a gid ends with, without the key that Shopify hangs on carts: whoever has that key can change the cart. */
function bare(value: unknown): string {
  return text(value)
    .replace(/^gid:\/\/shopify\/\w+\//, '')
    .replace(/\?.*$/s, '');
}

/** A checkout's or cart's token: 8 to 128 letters, digits, `-`, `_`; undefined for what is none. */
export function tokenOf(value: unknown): string | undefined {
  const token = bare(value);
  return /^[\w-]{8,128}$/.test(token) ? token : undefined;
}

/** The digits of an id or gid; undefined for what is none. */
export function digitsOf(value: unknown): string | undefined {
  const digits = bare(typeof value === 'number' ? String(value) : value);
  return /^[1-9]\d{0,18}$/.test(digits) ? digits : undefined;
}
