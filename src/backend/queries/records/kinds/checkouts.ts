import { z } from 'zod';
import { bag, bareId, kind, nodesOf } from '../kind';

const checkout = z.looseObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  completedAt: z.string().nullish(),
  discountCodes: z.array(z.string()),
  totalPriceSet: bag,
  customer: z.looseObject({ legacyResourceId: z.string() }).nullish(),
});
type Checkout = z.output<typeof checkout>;
const currency = ({ totalPriceSet }: Checkout) => totalPriceSet.shopMoney.currencyCode;

/** Abandoned checkouts by the time of their creation, newest first; `completed_at` says that the buyer came back. */
export const checkouts = kind<Checkout>({
  happenings: true,
  document: (has) => `query Checkouts($search: String) {
  abandonedCheckouts(first: 250, query: $search, sortKey: CREATED_AT, reverse: true) {
    nodes {
      id name createdAt updatedAt completedAt discountCodes
      totalPriceSet { shopMoney { amount currencyCode } }
      ${has('read_customers') ? 'customer { legacyResourceId }' : ''}
    }
  }
}`,
  terms: ({ from, to }) => `created_at:>='${from}' AND created_at:<='${to}'`,
  rows: (data) => nodesOf('abandonedCheckouts', checkout, data),
  columns: [
    { name: 'created_at', type: 'time', value: ({ createdAt }) => createdAt },
    { name: 'checkout', type: 'text', value: ({ name }) => name, opens: { page: 'checkout', id: 'checkout_id' } },
    { name: 'total', type: 'amount', value: (row) => row.totalPriceSet.shopMoney.amount, currency },
    { name: 'currency', type: 'text', value: currency },
    { name: 'completed_at', type: 'time', value: ({ completedAt }) => completedAt },
    { name: 'discount_codes', type: 'text', value: ({ discountCodes }) => discountCodes.join(', ') },
    {
      name: 'customer_id',
      type: 'text',
      value: (row) => row.customer?.legacyResourceId,
      opens: { page: 'customer', id: 'customer_id' },
    },
    { name: 'updated_at', type: 'time', value: ({ updatedAt }) => updatedAt },
    { name: 'checkout_id', type: 'text', value: ({ id }) => bareId(id), hidden: true },
  ],
});
