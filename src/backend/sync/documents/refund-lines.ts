import type { EntitySelection } from './entity';
import { connection, field, money } from './selection';

export const refundLineItems = connection(
  'refundLineItems',
  10,
  'quantity restockType',
  field('lineItem', 'id'),
  field('location', 'id'),
  ...money('subtotalSet', 'totalTaxSet')
);

/** Lines of refunds: a connection within a list, which bulk operations refuse, so orders with refunds are paged. */
export const refundLines: EntitySelection = {
  entity: 'refund_lines',
  root: { field: 'orders', type: 'Order', sortKey: 'UPDATED_AT' },
  pageSize: 50,
  bulk: false,
  select: () => ['id updatedAt', field('refunds', 'id', refundLineItems)],
};
