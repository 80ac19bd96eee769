import { fail } from '../fail';

/** Suffixes that make a column a count or a state instead of a person's data. */
const harmless =
  /^shopify_email$|_(?:subscription_status|marketing_state|marketing_opens|marketing_clicks|opens|clicks|sends|count)$/;

const kinds: ReadonlyArray<readonly [kind: string, pattern: RegExp]> = [
  ['email', /email/],
  ['phone', /phone/],
  [
    'address',
    /address|^customer_within_distance$|(?:^|_)(?:zip|zip_code|postal_code|postcode|latitude|longitude|street)(?:_|$)/,
  ],
  [
    'name',
    /(?:^|_)(?:customer|recipient|shopper|buyer|staff|staff_member|employee|cashier|user|contact|billing|shipping|first|last|full|given|family|display)_name(?:$|_)/,
  ],
];

/** The kind of personal data that a ShopifyQL column of this name holds, told by its name as ShopifyQL has no flags. */
export function personalColumn(name: string): string | undefined {
  const column = name.toLowerCase();
  return harmless.test(column) ? undefined : kinds.find(([, pattern]) => pattern.test(column))?.[0];
}

/**
 * Refuses ShopifyQL that names a personal column anywhere outside text literals and comments. Where literals could be
 * read in two ways, nothing is taken to be one.
 */
export function guardShopifyql(text: string, allowed: ReadonlySet<string>): void {
  const code = /["`\\]/.test(text) ? text : withoutLiterals(text);
  for (const [chain] of code.matchAll(/[\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*/gu)) {
    const words = chain.split('.').map((word) => word.trim());
    for (const [index, word] of words.entries()) {
      const whole = word.toLowerCase() === 'name' && index > 0 ? `${words[index - 1]}_${word}` : word;
      const kind = personalColumn(whole);
      if (kind !== undefined && !allowed.has(kind)) {
        throw fail('protectedColumn', { column: chain, kind });
      }
    }
  }
}

/** A literal ends on its line: one that did not could have begun inside something that is a comment to Shopify. */
function withoutLiterals(text: string): string {
  return text.replace(/'[^'\n]*'|--[^\n]*|\/\*[^]*?\*\//g, (part) => (part.startsWith("'") ? "''" : ' '));
}
