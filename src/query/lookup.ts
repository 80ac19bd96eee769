type Model = Readonly<Record<string, unknown>>;

/** Ids of Shopify have more digits than numbers of orders that people see. */
const idDigits = 9;

/**
 * The query behind a link of another data source, which can hand over but one text in `query` (Grafana's derived fields):
 * the order with that id, gid, name (`#1001`) or number, or those that a search like `checkout_token:…` finds, whenever they
 * were placed. Undefined where a model has a type of its own or no text.
 */
export function lookupOf(model: object): Model | undefined {
  const { query, queryType, ...rest }: Model = { ...model };
  const isBare = queryType === undefined || queryType === null || queryType === '';
  if (!isBare || typeof query !== 'string' || query.trim() === '') {
    return undefined;
  }
  return { ...rest, queryType: 'records', kind: 'orders', search: searchOf(query.trim()), inRange: false };
}

function searchOf(text: string): string {
  const [, gid] = /^gid:\/\/shopify\/Order\/(\d+)/.exec(text) ?? [];
  const digits = gid ?? text;
  if (/^\d+$/.test(digits)) {
    return digits.length >= idDigits ? `id:${digits}` : `name:'#${digits}'`;
  }
  return /^#[^\s':]+$/.test(text) ? `name:'${text}'` : text;
}
