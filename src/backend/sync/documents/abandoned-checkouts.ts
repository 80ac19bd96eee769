import type { EntitySelection } from './entity';
import { connection, field, money } from './selection';

/** Abandoned checkouts with their lines. */
export const abandonedCheckouts: EntitySelection = {
  entity: 'abandoned_checkouts',
  root: { field: 'abandonedCheckouts', type: 'AbandonedCheckout' },
  pageSize: 50,
  bulk: true,
  select: () => [
    'id name createdAt updatedAt completedAt lineItemsQuantity discountCodes abandonedCheckoutUrl',
    field('customer', 'id'),
    field('totalPriceSet', field('shopMoney', 'amount', 'currencyCode')),
    ...money('subtotalPriceSet'),
    connection(
      'lineItems',
      30,
      'id title sku quantity',
      field('product', 'id'),
      field('variant', 'id'),
      ...money('discountedTotalPriceSet')
    ),
  ],
};
