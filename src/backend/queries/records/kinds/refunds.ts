import { z } from 'zod';
import { bothMoney, kind, nodesOf } from '../kind';
import { enoughChildren } from './inside-orders';

const order = z.looseObject({
  legacyResourceId: z.string(),
  name: z.string(),
  refunds: z.array(z.looseObject({ legacyResourceId: z.string(), createdAt: z.string(), totalRefundedSet: bothMoney })),
});
type Order = z.output<typeof order>;
interface Row {
  readonly order: Order;
  readonly refund: Order['refunds'][number];
}
const currency = ({ refund }: Row) => refund.totalRefundedSet.shopMoney.currencyCode;

/** Refunds by the time of their creation (`Refund.createdAt`), newest first. Shopify lists them inside their orders alone. */
export const refunds = kind<Row>({
  happenings: true,
  ofOrders: true,
  document: () => `query Refunds($search: String) {
  orders(first: 100, query: $search, sortKey: UPDATED_AT, reverse: true) {
    nodes {
      legacyResourceId name updatedAt
      refunds(first: 20) {
        legacyResourceId createdAt
        totalRefundedSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
      }
    }
  }
}`,
  always: '(financial_status:refunded OR financial_status:partially_refunded OR financial_status:voided)',
  terms: ({ from, to }) => `updated_at:>='${from}' AND created_at:<='${to}'`,
  rows: (data) =>
    nodesOf('orders', order, data).flatMap((each) => each.refunds.map((refund) => ({ order: each, refund }))),
  happened: ({ refund }) => refund.createdAt,
  enough: enoughChildren((parent) => {
    const read = order.safeParse(parent);
    return read.success ? read.data.refunds.map(({ createdAt }) => Date.parse(createdAt)) : [];
  }),
  columns: [
    { name: 'created_at', type: 'time', value: ({ refund }) => refund.createdAt },
    { name: 'order', type: 'text', value: (row) => row.order.name, opens: { page: 'order', id: 'order_id' } },
    { name: 'refunded', type: 'amount', value: ({ refund }) => refund.totalRefundedSet.shopMoney.amount, currency },
    { name: 'currency', type: 'text', value: currency },
    { name: 'buyer_total', type: 'amount', value: ({ refund }) => refund.totalRefundedSet.presentmentMoney.amount },
    {
      name: 'buyer_currency',
      type: 'text',
      value: ({ refund }) => refund.totalRefundedSet.presentmentMoney.currencyCode,
    },
    { name: 'refund_id', type: 'text', value: ({ refund }) => refund.legacyResourceId, hidden: true },
    { name: 'order_id', type: 'text', value: (row) => row.order.legacyResourceId, hidden: true },
  ],
});
