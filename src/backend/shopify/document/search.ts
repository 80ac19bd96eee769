import { fail } from '../fail';
import { personalColumn } from '../shopifyql/guard';
import { protectedKinds } from './kinds';
import { searchTerms } from './search-terms';
import type { Searched } from './searched';

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

/** Filters that are a person's data with these records alone: an order's `name` is its number. */
const filtersOfType: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CompanyContact: { name: 'name' },
};

/** Filters that Shopify does not list and whose names speak of people, unless they end as ids and figures do. */
const dubious = /name|mail|phone|addr|street|zip|post|customer|recipient|contact|buyer|person|search|query|text/;
const sober = /_(?:ids?|count|status|state|date|at)$/;

const quoted = /(?<=^|[\s:(=<>,-])(?:'[^']*'|"[^"]*")(?=$|[\s),])/g;

/**
 * Refuses, unless all of it is switched on, what would tell personal data in a `query:` text by finding or not finding:
 * filters on it, and words without a field, which Shopify looks for in names, addresses and the like as well. Searches
 * for things (`things`) are left alone but for filters that those things don't have.
 */
export function guardSearch(text: string, searched: Searched, allowed: ReadonlySet<string>): void {
  if (searched.people && text.includes('@') && !allowed.has('email')) {
    throw fail('protectedFilter', { filter: '@', kind: 'email' });
  }
  const refuse = (filter: string, kind: string | undefined) => {
    if (kind !== undefined && !allowed.has(kind)) {
      throw fail('protectedFilter', { filter, kind });
    }
  };
  // A backslash may keep a quote open that closes here, so then quotes hide nothing; nor do apostrophes inside words.
  for (const [, name] of (text.includes('\\') ? text : text.replace(quoted, "''")).matchAll(/([a-z_0-9]+)\s*:/gi)) {
    const filter = name?.toLowerCase() ?? '';
    refuse(filter, kindOf(filter, searched));
  }
  if (!searched.people) {
    return;
  }
  for (const escapes of [false, true]) {
    for (const { field, number } of searchTerms(text, escapes)) {
      if (field === undefined || field === 'default') {
        refuseBare(searched, number, allowed);
      } else {
        refuse(field, kindOf(field, searched));
      }
    }
  }
}

function refuseBare({ argument }: Searched, number: number, allowed: ReadonlySet<string>): void {
  const missing = protectedKinds.filter((kind) => !allowed.has(kind));
  if (missing.length > 0) {
    throw fail('bareSearch', { argument, number, kinds: missing.join(', ') });
  }
}

function kindOf(filter: string, { type, people, filters: listed }: Searched): string | undefined {
  const ofType = filtersOfType[type];
  if (ofType !== undefined && Object.hasOwn(ofType, filter)) {
    return ofType[filter];
  }
  if (Object.hasOwn(filters, filter)) {
    return people || !listed.has(filter) ? filters[filter] : undefined;
  }
  if (!people || listed.has(filter) || filter.startsWith('metafields.') || sober.test(filter)) {
    return undefined;
  }
  return personalColumn(filter.replaceAll('.', '_')) ?? (dubious.test(filter) ? 'name' : undefined);
}
