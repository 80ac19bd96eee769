import type { EntitySelection } from './entity';
import { metafields } from './metafields';
import { field } from './selection';

export const customers: EntitySelection = {
  entity: 'customers',
  root: { field: 'customers', type: 'Customer', sortKey: 'UPDATED_AT' },
  pageSize: 200,
  bulk: true,
  select: (options) => [
    'id createdAt updatedAt state locale numberOfOrders tags',
    field('amountSpent', 'amount'),
    ...(options.personal.has('customers')
      ? [
          'firstName lastName',
          field('defaultEmailAddress', 'emailAddress'),
          field('defaultPhoneNumber', 'phoneNumber'),
          ...metafields(options, 'customers'),
        ]
      : []),
  ],
};
