import type { EntitySelection } from './entity';
import { connection } from './selection';

/** Collections with the products that are in them. */
export const collections: EntitySelection = {
  entity: 'collections',
  root: { field: 'collections', type: 'Collection', sortKey: 'UPDATED_AT' },
  pageSize: 10,
  bulk: true,
  select: () => ['id title handle updatedAt', connection('products', 150, 'id')],
};
