import type { KpiWords } from '../../query/resources';

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** KPIs in which every word of a search stands somewhere: in their name, title, definition, formula or ShopifyQL name. */
export function found(words: readonly KpiWords[], search: string): readonly KpiWords[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  return words.filter(({ name, title, definition, formula, trap, shopifyql = '' }) => {
    const text = plain([name, name.replaceAll('_', ' '), title, definition, formula, trap, shopifyql].join(' '));
    return wanted.every((word) => text.includes(word));
  });
}
