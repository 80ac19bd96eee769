import { z } from 'zod';
import { kind, money, nodesOf } from '../kind';

const customer = z.looseObject({
  legacyResourceId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  state: z.string(),
  locale: z.string(),
  numberOfOrders: z.union([z.string(), z.number()]),
  amountSpent: money,
});
type Customer = z.output<typeof customer>;
const currency = ({ amountSpent }: Customer) => amountSpent.currencyCode;

/** Customers by the time they were created, newest first, without any personal field: they are told apart by id. */
export const customers = kind<Customer>({
  document: () => `query Customers($search: String) {
  customers(first: 250, query: $search, sortKey: CREATED_AT, reverse: true) {
    nodes { legacyResourceId createdAt updatedAt state locale numberOfOrders amountSpent { amount currencyCode } }
  }
}`,
  terms: ({ from, to }) => `customer_date:>='${from}' AND customer_date:<='${to}'`,
  rows: (data) => nodesOf('customers', customer, data),
  columns: [
    { name: 'created_at', type: 'time', value: ({ createdAt }) => createdAt },
    {
      name: 'customer_id',
      type: 'text',
      value: (row) => row.legacyResourceId,
      opens: { page: 'customer', id: 'customer_id' },
    },
    { name: 'orders', type: 'count', value: ({ numberOfOrders }) => numberOfOrders },
    { name: 'spent', type: 'amount', value: ({ amountSpent }) => amountSpent.amount, currency },
    { name: 'currency', type: 'text', value: currency },
    { name: 'state', type: 'text', value: ({ state }) => state },
    { name: 'locale', type: 'text', value: ({ locale }) => locale },
    { name: 'updated_at', type: 'time', value: ({ updatedAt }) => updatedAt },
  ],
});
