import type { EntitySelection } from './entity';
import { connection, field, on } from './selection';

export const returnsConnection = connection(
  'returns',
  3,
  'id name status createdAt closedAt totalQuantity',
  connection(
    'returnLineItems',
    10,
    'id quantity returnReason',
    on('ReturnLineItem', field('fulfillmentLineItem', field('lineItem', 'id')))
  )
);

/** Returns have no list of their own: they are read through their orders. */
export const returns: EntitySelection = {
  entity: 'returns',
  root: { field: 'orders', type: 'Order', sortKey: 'UPDATED_AT' },
  pageSize: 50,
  bulk: true,
  select: () => ['id updatedAt', returnsConnection],
};
