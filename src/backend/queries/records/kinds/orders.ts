import { z } from 'zod';
import { bothMoney, kind, nodesOf } from '../kind';

const order = z.looseObject({
  legacyResourceId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  cancelledAt: z.string().nullish(),
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string(),
  returnStatus: z.string(),
  currentSubtotalLineItemsQuantity: z.number(),
  totalPriceSet: bothMoney,
  totalRefundedSet: bothMoney,
  discountCodes: z.array(z.string()),
  sourceName: z.string().nullish(),
  test: z.boolean(),
  checkoutToken: z.string().nullish(),
  cartToken: z.string().nullish(),
  customer: z.looseObject({ legacyResourceId: z.string() }).nullish(),
});
type Order = z.output<typeof order>;

const shopCurrency = ({ totalPriceSet }: Order) => totalPriceSet.shopMoney.currencyCode;
const buyerCurrency = ({ totalPriceSet }: Order) => totalPriceSet.presentmentMoney.currencyCode;

/** Orders by the time of their creation (`Order.createdAt`), newest first. */
export const orders = kind<Order>({
  happenings: true,
  ofOrders: true,
  document: (has) => `query Orders($search: String) {
  orders(first: 250, query: $search, sortKey: CREATED_AT, reverse: true) {
    nodes {
      legacyResourceId name createdAt cancelledAt displayFinancialStatus displayFulfillmentStatus returnStatus
      currentSubtotalLineItemsQuantity discountCodes sourceName test checkoutToken cartToken
      totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
      totalRefundedSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
      ${has('read_customers') ? 'customer { legacyResourceId }' : ''}
    }
  }
}`,
  terms: ({ from, to }) => `created_at:>='${from}' AND created_at:<='${to}'`,
  rows: (data) => nodesOf('orders', order, data),
  columns: [
    { name: 'created_at', type: 'time', value: ({ createdAt }) => createdAt },
    { name: 'order', type: 'text', value: ({ name }) => name, opens: { page: 'order', id: 'order_id' } },
    {
      name: 'total',
      type: 'amount',
      value: ({ totalPriceSet }) => totalPriceSet.shopMoney.amount,
      currency: shopCurrency,
    },
    { name: 'currency', type: 'text', value: shopCurrency },
    { name: 'financial_status', type: 'text', value: (row) => row.displayFinancialStatus },
    { name: 'fulfillment_status', type: 'text', value: (row) => row.displayFulfillmentStatus },
    { name: 'items', type: 'count', value: (row) => row.currentSubtotalLineItemsQuantity },
    { name: 'refunded', type: 'amount', value: (row) => row.totalRefundedSet.shopMoney.amount, currency: shopCurrency },
    { name: 'buyer_total', type: 'amount', value: (row) => row.totalPriceSet.presentmentMoney.amount },
    { name: 'buyer_currency', type: 'text', value: buyerCurrency },
    { name: 'discount_codes', type: 'text', value: ({ discountCodes }) => discountCodes.join(', ') },
    { name: 'return_status', type: 'text', value: ({ returnStatus }) => returnStatus },
    { name: 'cancelled_at', type: 'time', value: ({ cancelledAt }) => cancelledAt },
    { name: 'source', type: 'text', value: ({ sourceName }) => sourceName },
    { name: 'test', type: 'yes', value: ({ test }) => test },
    {
      name: 'customer_id',
      type: 'text',
      value: (row) => row.customer?.legacyResourceId,
      opens: { page: 'customer', id: 'customer_id' },
    },
    { name: 'checkout_token', type: 'text', value: ({ checkoutToken }) => checkoutToken, hidden: true },
    { name: 'cart_token', type: 'text', value: ({ cartToken }) => cartToken, hidden: true },
    { name: 'order_id', type: 'text', value: ({ legacyResourceId }) => legacyResourceId, hidden: true },
  ],
});
