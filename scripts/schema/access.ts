import type { Access } from '../../schema/format';

const scope = /`?\b((?:read|write|unauthenticated)_[a-z_]+)\b`?/g;

/**
 * Reads a requirement such as "`read_orders` access scope or `read_marketplace_orders` access scope. Also: Requires
 * `read_x` scope." Scopes of one sentence are alternatives, unless the sentence asks for both; user permissions are not
 * scopes.
 */
export function parseAccess(text: string): Access {
  const groups: string[][] = [];
  for (const sentence of sentences(text)) {
    const queries = sentence.split(/for queries and both/i)[0] ?? sentence;
    const demands = /\buser\b|\bstaff\b/i.test(queries) ? [] : queries.split(/\bas well as\b/i);
    for (const demand of demands) {
      const names = [...demand.matchAll(scope)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
      if (names.length > 0) {
        groups.push([...new Set(names)]);
      }
    }
  }
  const clean = text.replace(/\s+/g, ' ').trim();
  return { scopes: groups, text: clean, ...(/Level 2 access/i.test(text) ? { customerData: true as const } : {}) };
}

function sentences(text: string): string[] {
  return text.split(/(?:\.\s+|\bAlso:)/).filter((sentence) => sentence.trim() !== '');
}
