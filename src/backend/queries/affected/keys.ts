import type { AffectedKey } from '../../../query';
import { affectedKeys } from '../../../query';
import type { LogLine } from '../../loki';

/** Keys of one line, each checked: digits, a name or a token and nothing that could mean more. */
export type LineKeys = Readonly<Partial<Record<AffectedKey, string>>>;

/** A label of structured metadata with its value. */
export interface KeyLabel {
  readonly name: string;
  readonly value: string;
}

/** What a line says beside its keys. */
export interface ReadLine {
  readonly keys: LineKeys;
  /** The structured metadata that the main key stands in, as it is written there; undefined where it is in the line. */
  readonly label: KeyLabel | undefined;
  readonly code: string | null;
  /** Worked out when asked for: of most lines nobody wants it. */
  readonly message: () => string;
}

/** Names that services give to keys, in structured metadata, in what stages parsed and in JSON; the first is our own. */
const names: Readonly<Record<AffectedKey, readonly string[]>> = {
  order: ['order_id', 'orderId', 'order.id', 'order_gid', 'admin_graphql_api_id', 'shopify_order_id'],
  name: ['order_name', 'orderName', 'order.name', 'order_number'],
  checkout: ['checkout_token', 'checkoutToken', 'checkout.token', 'checkout_id', 'checkout.id'],
  cart: ['cart_token', 'cartToken', 'cart.token', 'cart_id', 'cart.id'],
  customer: ['customer_id', 'customerId', 'customer.id', 'customer_gid'],
};
/** Where error codes stand, in metadata and in JSON (a dot leads into an object); the first there is counts. */
export const codeNames = ['error_code', 'errorCode', 'error.code', 'err.code', 'code'];
const messageNames = ['msg', 'message', 'error.message', 'err.message', 'error'];

/** Keys in free text; a word has to say what a number is. */
const inText: Readonly<Record<AffectedKey, RegExp>> = {
  order: /gid:\/\/shopify\/Order\/(\d{1,19})\b|\border[_ ]?id["']?\s*[:= ]\s*["']?(\d{4,19})\b/i,
  name: /\border(?:[_ ]?name)?["']?\s*[:= ]\s*["']?(#[\w-]{1,40})/i,
  checkout: /\bcheckout[_ ]?token["']?\s*[:=]\s*["']?([\w-]{8,128})\b/i,
  cart: /\bcart[_ ]?token["']?\s*[:=]\s*["']?([\w-]{8,128})\b/i,
  customer: /gid:\/\/shopify\/Customer\/(\d{1,19})\b|\bcustomer[_ ]?id["']?\s*[:= ]\s*["']?(\d{4,19})\b/i,
};

const gid = /^gid:\/\/shopify\/[A-Za-z]+\/([\w-]+)(?:\?.*)?$/;
const digits = /^[1-9]\d{0,18}$/;
const token = /^[\w-]{8,128}$/;
/** A shop may put its own prefix and suffix around the number. */
const orderName = /^#?[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u;

/** A key as it is compared: bare ids for gids, tokens without what follows a question mark. Undefined for what is none. */
export function checkedKey(type: AffectedKey, value: string): string | undefined {
  const text = value.trim();
  const bare = gid.exec(text)?.[1] ?? text;
  switch (type) {
    case 'order':
    case 'customer':
      return digits.test(bare) ? bare : undefined;
    case 'name':
      return orderName.test(text) && /\d/.test(text) ? text : undefined;
    case 'checkout':
    case 'cart': {
      const plain = bare.split('?')[0] ?? '';
      return token.test(plain) ? plain : undefined;
    }
  }
}

/** The key that a line is about: the first there is, in the order in which keys are believed. */
export function mainKey(keys: LineKeys): { readonly type: AffectedKey; readonly value: string } | undefined {
  for (const type of affectedKeys) {
    const value = keys[type];
    if (value !== undefined) {
      return { type, value };
    }
  }
  return undefined;
}

/** Longest line that is read as JSON or searched. */
const longest = 20_000;

/**
 * Reads a line. For each kind of key the first source that has a good one counts: structured metadata and what the
 * query's stages parsed, then the line as JSON, then its text.
 */
export function readLine({ line, metadata, parsed }: Pick<LogLine, 'line' | 'metadata' | 'parsed'>): ReadLine {
  const text = line.length > longest ? line.slice(0, longest) : line;
  let read: { readonly json: object | undefined } | undefined;
  const json = () => (read ??= { json: asObject(text) }).json;
  const isWorth = worthSearching.test(text);
  const keys: Partial<Record<AffectedKey, string>> = {};
  for (const type of affectedKeys) {
    const found =
      named(type, (name) => metadata[name] ?? parsed[name]) ??
      (isWorth ? (named(type, (name) => at(json(), name)) ?? matched(type, text)) : undefined);
    if (found !== undefined) {
      keys[type] = found;
    }
  }
  const look = (all: readonly string[]): string | undefined => {
    for (const name of all) {
      const value = metadata[name] ?? parsed[name] ?? parsed[name.replace('.', '_')] ?? at(json(), name);
      if (value !== undefined && value !== '') {
        return value;
      }
    }
    return undefined;
  };
  return {
    keys,
    label: labelOf(mainKey(keys), metadata),
    code: codeOf(look(codeNames)),
    message: () => cleaned(look(messageNames) ?? text, 300),
  };
}

/** Names of keys are words of these, or written with escapes: most lines without them need no search. */
const worthSearching = /order|checkout|cart|customer|admin_graphql_api_id|\\u00/i;

const codes = new Map<string, string | null>();

/** A code as it is shown. Codes are few and lines are many. */
export function codeOf(text: string | undefined): string | null {
  if (text === undefined) {
    return null;
  }
  const known = codes.get(text);
  if (known !== undefined) {
    return known;
  }
  if (codes.size > 2_000) {
    codes.clear();
  }
  const code = cleaned(text, 120) || null;
  codes.set(text, code);
  return code;
}

function labelOf(main: ReturnType<typeof mainKey>, metadata: LogLine['metadata']): KeyLabel | undefined {
  const name = main && names[main.type].find((each) => checkedKey(main.type, metadata[each] ?? '') === main.value);
  return name === undefined || !/^[a-zA-Z_]\w*$/.test(name) ? undefined : { name, value: metadata[name] ?? '' };
}

function matched(type: AffectedKey, text: string): string | undefined {
  const [, first, second] = inText[type].exec(text) ?? [];
  const value = first ?? second;
  return value === undefined ? undefined : checkedKey(type, value);
}

function named(type: AffectedKey, look: (name: string) => string | undefined): string | undefined {
  for (const name of names[type]) {
    const value = look(name);
    const good = value === undefined ? undefined : checkedKey(type, value);
    if (good !== undefined) {
      return good;
    }
  }
  return undefined;
}

function asObject(text: string): object | undefined {
  if (!text.startsWith('{')) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const paths = new Map<string, readonly string[]>();

/** Paths are the few names above; lines are many. */
function partsOf(path: string): readonly string[] {
  const parts = paths.get(path) ?? path.split('.');
  paths.set(path, parts);
  return parts;
}

/** A text or a whole number at a path, own properties alone. Numbers beyond 2^53 have lost digits and are no ids. */
function at(json: object | undefined, path: string): string | undefined {
  if (json === undefined) {
    return undefined;
  }
  let value: unknown = json;
  for (const name of partsOf(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = Reflect.get(value, name);
  }
  return typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined;
}

/** One line of text that may be shown: no control characters, and e-mail addresses that slipped through left out. */
export function cleaned(text: string, length: number): string {
  const line = text
    .slice(0, length * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[^\s@<>"',;:=()[\]{}]+@[^\s@<>"',;:=()[\]{}]+\.[\p{L}]{2,}/gu, '<email>')
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
