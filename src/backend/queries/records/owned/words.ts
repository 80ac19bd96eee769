import { sql, type RawBuilder } from 'kysely';
import type { RecordKind } from '../../../../query';

const lineTexts = `(select group_concat(l.title || ' ' || coalesce(l.variant_title, '') || ' ' || coalesce(l.sku, ''), ' ')
  from line_items l where l.shop_id = x.shop_id and l.order_id = x.id)`;

/**
 * What a word without a field is looked for in: nothing personal, so that no list confirms a name or an address.
 * docs/query-types/records.md says the same in words. Kinds without texts understand no bare word.
 */
const texts: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  orders: ['x.name', 'x.tags', 'x.discount_codes', lineTexts],
  refunds: ['o.name'],
  fulfillments: ['o.name'],
  products: ['x.title', 'x.vendor', 'x.product_type', 'x.tags'],
  variants: ['p.title', 'v.title', 'v.sku', 'p.vendor'],
  inventory: ['p.title', 'v.title', 'i.sku', 'l.name'],
  checkouts: ['x.name', 'x.discount_codes'],
  discounts: [
    'x.title',
    "(select group_concat(c.code, ' ') from discount_codes c where c.shop_id = x.shop_id and c.discount_id = x.id)",
  ],
};

/** What stands between words, in texts as in what is searched. */
const between = ['-', '_', '/', '.', ',', ':', ';', '#', '"', '[', ']', '(', ')', "'"];
const inSql = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Whether a kind has texts that a bare word is looked for in. */
export function hasWords(kind: RecordKind): boolean {
  return texts[kind] !== undefined;
}

/** Words of a search as they are compared: in small letters, with single blanks between them. */
export function comparable(text: string): string {
  return between
    .reduce(
      (rest, sign) => rest.replaceAll(sign, ' '),
      text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    )
    .replace(/\s+/g, ' ')
    .trim();
}

/** True where one of the record's texts has a word that begins so, or words that follow each other. */
export function wordCondition(kind: RecordKind, text: string): RawBuilder<unknown> {
  const all = (texts[kind] ?? []).map((column) => `coalesce(${column}, '')`).join(" || ' ' || ");
  const plain = between.reduce((rest, sign) => `replace(${rest}, ${inSql(sign)}, ' ')`, `lower(${all || "''"})`);
  const single = [1, 2, 3, 4].reduce((rest) => `replace(${rest}, '  ', ' ')`, plain);
  return sql`instr(' ' || ${sql.raw(single)}, ${` ${comparable(text)}`}) > 0`;
}
