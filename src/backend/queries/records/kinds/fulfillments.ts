import { z } from 'zod';
import { kind, nodesOf } from '../kind';
import { enoughChildren } from './inside-orders';

const fulfillment = z.looseObject({
  legacyResourceId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  status: z.string(),
  displayStatus: z.string().nullish(),
  totalQuantity: z.number(),
  inTransitAt: z.string().nullish(),
  deliveredAt: z.string().nullish(),
  trackingInfo: z.array(z.looseObject({ company: z.string().nullish() })),
});
const order = z.looseObject({
  legacyResourceId: z.string(),
  name: z.string(),
  fulfillments: z.array(fulfillment),
});
interface Row {
  readonly order: z.output<typeof order>;
  readonly sent: z.output<typeof fulfillment>;
}

/** Fulfillments by the time of their creation, newest first. Shopify lists them inside their orders alone. */
export const fulfillments = kind<Row>({
  happenings: true,
  ofOrders: true,
  document: () => `query Fulfillments($search: String) {
  orders(first: 100, query: $search, sortKey: UPDATED_AT, reverse: true) {
    nodes {
      legacyResourceId name updatedAt
      fulfillments(first: 10) {
        legacyResourceId name createdAt status displayStatus totalQuantity inTransitAt deliveredAt
        trackingInfo(first: 1) { company }
      }
    }
  }
}`,
  always: '(fulfillment_status:shipped OR fulfillment_status:partial)',
  terms: ({ from, to }) => `updated_at:>='${from}' AND created_at:<='${to}'`,
  rows: (data) =>
    nodesOf('orders', order, data).flatMap((each) => each.fulfillments.map((sent) => ({ order: each, sent }))),
  happened: ({ sent }) => sent.createdAt,
  enough: enoughChildren((parent) => {
    const read = order.safeParse(parent);
    return read.success ? read.data.fulfillments.map(({ createdAt }) => Date.parse(createdAt)) : [];
  }),
  columns: [
    { name: 'created_at', type: 'time', value: ({ sent }) => sent.createdAt },
    { name: 'order', type: 'text', value: (row) => row.order.name, opens: { page: 'order', id: 'order_id' } },
    { name: 'fulfillment', type: 'text', value: ({ sent }) => sent.name },
    { name: 'status', type: 'text', value: ({ sent }) => sent.displayStatus ?? sent.status },
    { name: 'items', type: 'count', value: ({ sent }) => sent.totalQuantity },
    { name: 'carrier', type: 'text', value: ({ sent }) => sent.trackingInfo[0]?.company },
    { name: 'in_transit_at', type: 'time', value: ({ sent }) => sent.inTransitAt },
    { name: 'delivered_at', type: 'time', value: ({ sent }) => sent.deliveredAt },
    { name: 'fulfillment_id', type: 'text', value: ({ sent }) => sent.legacyResourceId, hidden: true },
    { name: 'order_id', type: 'text', value: (row) => row.order.legacyResourceId, hidden: true },
  ],
});
