import type { EntitySelection } from './entity';
import { field } from './selection';

export const fulfillmentOrders: EntitySelection = {
  entity: 'fulfillment_orders',
  root: { field: 'fulfillmentOrders', type: 'FulfillmentOrder', sortKey: 'UPDATED_AT', args: 'includeClosed: true' },
  pageSize: 100,
  bulk: true,
  select: () => [
    'id orderId status requestStatus createdAt updatedAt fulfillAt',
    field('fulfillmentHolds', 'reason'),
    field('assignedLocation', field('location', 'id')),
  ],
};
