import { fail } from '../fail';

/** Search filters that would tell, by finding or not finding, the personal data that fields may not show. */
const filters: Readonly<Record<string, string>> = {
  email: 'email',
  email_address: 'email',
  phone: 'phone',
  phone_number: 'phone',
  first_name: 'name',
  last_name: 'name',
  customer_name: 'name',
  display_name: 'name',
  address: 'address',
  address1: 'address',
  address2: 'address',
  zip: 'address',
};

const quoted = /(?<=^|[\s:(=<>,-])(?:'[^']*'|"[^"]*")(?=$|[\s),])/g;

/**
 * Refuses filters on personal data in a `query:` text, unless their kind is switched on. Quoted values are not looked at,
 * but for addresses: a search without a field looks through them.
 */
export function guardSearch(text: string, allowed: ReadonlySet<string>): void {
  if (text.includes('@') && !allowed.has('email')) {
    throw fail('protectedFilter', { filter: '@', kind: 'email' });
  }
  // A backslash may keep a quote open that closes here, so then quotes hide nothing; nor do apostrophes inside words.
  const searched = text.includes('\\') ? text : text.replace(quoted, "''");
  for (const [, name] of searched.matchAll(/([a-z_0-9]+)\s*:/gi)) {
    const filter = name?.toLowerCase() ?? '';
    const kind = Object.hasOwn(filters, filter) ? filters[filter] : undefined;
    if (kind !== undefined && !allowed.has(kind)) {
      throw fail('protectedFilter', { filter, kind });
    }
  }
}
