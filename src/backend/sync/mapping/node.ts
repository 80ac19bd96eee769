import { tenThousandths } from './money';
import { instantOf } from './time';
import { Unreadable } from './unreadable';

/**
 * Reads fields of a node as Shopify's schema types them, without building anything: a backfill does it a hundred million
 * times. What is missing because its scope is reads as null; anything of another type throws `Unreadable`.
 */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function optionalText(node: Node, key: string): string | null {
  const value = node[key];
  if (typeof value === 'string') {
    return value;
  }
  if (value === undefined || value === null) {
    return null;
  }
  throw new Unreadable(key, 'text', value);
}

export function text(node: Node, key: string): string {
  const value = node[key];
  if (typeof value !== 'string') {
    throw new Unreadable(key, 'text', value);
  }
  return value;
}

/** Numbers that Shopify writes as text (UnsignedInt64) included. */
export function optionalInteger(node: Node, key: string): number | null {
  const value = node[key];
  if (value === undefined || value === null) {
    return null;
  }
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw new Unreadable(key, 'integer', value);
  }
  return number;
}

export function integer(node: Node, key: string): number {
  const value = optionalInteger(node, key);
  if (value === null) {
    throw new Unreadable(key, 'integer', value);
  }
  return value;
}

export function flag(node: Node, key: string): number {
  const value = node[key];
  if (typeof value !== 'boolean') {
    throw new Unreadable(key, 'boolean', value);
  }
  return value ? 1 : 0;
}

export function optionalInstant(node: Node, key: string): number | null {
  const value = node[key];
  if (value === undefined || value === null) {
    return null;
  }
  const instant = typeof value === 'string' ? instantOf(value) : undefined;
  if (instant === undefined) {
    throw new Unreadable(key, 'time', value);
  }
  return instant;
}

export function instant(node: Node, key: string): number {
  const value = optionalInstant(node, key);
  if (value === null) {
    throw new Unreadable(key, 'time', value);
  }
  return value;
}

/** The node in a field; null where there is none. */
export function inner(node: Node, key: string): Node | null {
  const value = node[key];
  if (isNode(value)) {
    return value;
  }
  if (value === undefined || value === null) {
    return null;
  }
  throw new Unreadable(key, 'object', value);
}

/** A plain list of nodes; empty where its scope is missing. */
export function nodesIn(node: Node, key: string): readonly Node[] {
  const value = node[key];
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value) || !value.every(isNode)) {
    throw new Unreadable(key, 'list of objects', value);
  }
  return value;
}

/** A list of texts. */
export function texts(node: Node, key: string): readonly string[] {
  const value = node[key];
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
    throw new Unreadable(key, 'list of texts', value);
  }
  return value;
}

/** The scalar `Money` or `Decimal`, in ten-thousandths. */
export function optionalAmount(node: Node, key: string): number | null {
  const value = node[key];
  if (value === undefined || value === null) {
    return null;
  }
  const amount = typeof value === 'string' ? tenThousandths(value) : undefined;
  if (amount === undefined) {
    throw new Unreadable(key, 'amount', value);
  }
  return amount;
}

export function amount(node: Node, key: string): number {
  const value = optionalAmount(node, key);
  if (value === null) {
    throw new Unreadable(key, 'amount', value);
  }
  return value;
}

/** A bag of money: its amount in the shop's currency. */
export function shopMoney(node: Node, key: string): number {
  const bag = node[key];
  const money = isNode(bag) ? bag['shopMoney'] : undefined;
  if (!isNode(money)) {
    throw new Unreadable(key, 'bag of money', bag);
  }
  return amount(money, 'amount');
}

/** `MoneyV2` in a field that may be empty. */
export function optionalMoney(node: Node, key: string): number | null {
  const money = inner(node, key);
  return money === null ? null : amount(money, 'amount');
}

/** The numeric end of a gid: what stands after the last slash, without a query string. */
export function idOfGid(gid: string): string | undefined {
  let digits = gid.length;
  while (digits > 0 && isDigit(gid.charCodeAt(digits - 1))) {
    digits -= 1;
  }
  if (digits > 0 && digits < gid.length && gid[digits - 1] === '/' && !gid.includes('?')) {
    return gid.slice(digits);
  }
  const slash = gid.lastIndexOf('/', gid.includes('?') ? gid.indexOf('?') : undefined);
  const mark = gid.indexOf('?', slash);
  const id = mark < 0 ? gid.slice(slash + 1) : gid.slice(slash + 1, mark);
  return slash < 0 || !/^\d+$/.test(id) ? undefined : id;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function id(node: Node, key = 'id'): string {
  const value = node[key];
  const found = typeof value === 'string' ? idOfGid(value) : undefined;
  if (found === undefined) {
    throw new Unreadable(key, 'id', value);
  }
  return found;
}

/** The id of the node in a field; null where there is none. */
export function idIn(node: Node, key: string): string | null {
  const found = inner(node, key);
  return found === null ? null : id(found);
}
