import type { EntitySelection } from './entity';
import { connection, field, fieldWith } from './selection';

/** Inventory items with their units at each location. A change of the units does not change the item's `updatedAt`. */
export const inventory: EntitySelection = {
  entity: 'inventory',
  root: { field: 'inventoryItems', type: 'InventoryItem' },
  pageSize: 50,
  bulk: true,
  select: () => [
    'id sku tracked createdAt updatedAt',
    field('unitCost', 'amount'),
    field('variant', 'id'),
    connection(
      'inventoryLevels',
      10,
      'id updatedAt',
      field('location', 'id'),
      fieldWith('quantities', 'names: ["available", "on_hand", "committed", "incoming"]', 'name', 'quantity')
    ),
  ],
};
