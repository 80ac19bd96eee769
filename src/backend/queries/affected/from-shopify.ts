import { z } from 'zod';
import type { GraphqlAnswer } from '../../shopify';
import type { Ask } from '../common/ask';
import { bareId, bag, nodesOf } from '../records/kind';
import type { Hit } from './hits';
import { plainName, type Found, type FoundOrder } from './resolve';

/** Keys of one request: Shopify's search takes a few terms at once, and each order costs points. */
const batch = 40;
/** More keys are not asked for: they would take the budget of every panel. */
export const mostLive = 400;

const node = z.looseObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  displayFinancialStatus: z.string().nullish(),
  checkoutToken: z.string().nullish(),
  cartToken: z.string().nullish(),
  customer: z.looseObject({ id: z.string() }).nullish(),
  totalPriceSet: bag,
});

const documentOf = (customers: boolean) => `query AffectedOrders($search: String) {
  orders(first: 250, query: $search) {
    nodes { id name createdAt displayFinancialStatus checkoutToken cartToken ${customers ? 'customer { id } ' : ''}totalPriceSet { shopMoney { amount currencyCode } } }
  }
}`;

const terms: Readonly<Record<Hit['type'], (key: string) => string>> = {
  order: (key) => `id:${key}`,
  name: (key) => `name:'${plainName(key)}'`,
  checkout: (key) => `checkout_token:'${key}'`,
  cart: (key) => `cart_token:'${key}'`,
  customer: (key) => `customer_id:${key}`,
};

/** Orders of the hits' keys by Shopify itself, where there is no copy. Checkouts that were left can't be searched there. */
export async function findAtShopify(
  { shopify, options, facts }: Pick<Ask, 'shopify' | 'options' | 'facts'>,
  hits: readonly Hit[]
): Promise<Found & { readonly answers: readonly GraphqlAnswer[]; readonly sent: string }> {
  const wanted = [...new Set(hits.slice(0, mostLive).map(({ type, key }) => terms[type](key)))];
  const document = documentOf(facts.scopes.includes('read_customers'));
  const answers: GraphqlAnswer[] = [];
  for (let at = 0; at < wanted.length; at += batch) {
    const search = wanted.slice(at, at + batch).join(' OR ');
    answers.push(await shopify.graphql({ document, variables: { search }, maxNodes: 250 }, options));
  }
  const orders = answers
    .flatMap(({ data }) => nodesOf('orders', node, data))
    .map((each): FoundOrder => ({
      id: bareId(each.id),
      name: each.name,
      createdAt: Date.parse(each.createdAt),
      customerId: each.customer === undefined || each.customer === null ? null : bareId(each.customer.id),
      checkoutToken: each.checkoutToken ?? null,
      cartToken: each.cartToken?.split('?')[0] ?? null,
      total: Math.round(Number(each.totalPriceSet.shopMoney.amount) * 10_000),
      currency: each.totalPriceSet.shopMoney.currencyCode,
      status: each.displayFinancialStatus ?? null,
    }));
  return { orders, checkouts: [], customers: new Set(), answers, sent: document };
}
