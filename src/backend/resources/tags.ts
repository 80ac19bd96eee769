import { searchKeys, shopifyqlKeys } from '../queries/common/filter-keys';
import { json, type Answer } from './context';

/** Keys for ad-hoc filters: what lists of records and what ShopifyQL can be filtered by. */
export const tagKeys: Answer = ({ t }) => {
  const search = Object.keys(searchKeys);
  const both = (key: string) => search.includes(key) && shopifyqlKeys.some((known) => known === key);
  return json([
    ...search.map((key) => ({ text: both(key) ? key : t('queries:tags.search', { key }), value: key })),
    ...shopifyqlKeys
      .filter((key) => !both(key))
      .map((key) => ({ text: t('queries:tags.shopifyql', { key }), value: key })),
  ]);
};

/** Values of a key: those that Shopify names, or those that sales of the last 30 days had. */
export const tagValues: Answer = async ({ parameters, shopify, options }) => {
  const key = parameters.get('key') ?? '';
  const known = Object.hasOwn(searchKeys, key) ? (searchKeys[key] ?? []) : [];
  if (known.length > 0 || !shopifyqlKeys.some((each) => each === key)) {
    return json(known.map((text) => ({ text })));
  }
  const { columns, rows } = await shopify.shopifyql(
    `FROM sales\nSHOW orders\nGROUP BY ${key}\nSINCE -30d\nORDER BY orders DESC\nLIMIT 100`,
    { ...options, maxAge: 5 * 60_000 }
  );
  const at = columns.findIndex(({ name }) => name === key);
  return json(rows.flatMap((row) => (row[at] ? [{ text: row[at] }] : [])));
};
