import { flag, id, instant, integer, money, optional, text } from './column';
import { records } from './table';

export const inventoryItems = records('inventory_items', {
  source: 'InventoryItem',
  meaning: 'What is kept in stock for variants, with its cost.',
  scopes: ['read_inventory', 'read_products'],
  columns: {
    id: id('InventoryItem.id', 'The inventory item'),
    variant_id: optional(id('InventoryItem.variant.id', 'Its variant')),
    sku: optional(text('InventoryItem.sku', 'SKU')),
    tracked: flag('InventoryItem.tracked', '1 where Shopify counts its stock'),
    unit_cost: optional(money('InventoryItem.unitCost', "Cost of one in the shop's currency")),
    created_at: instant('InventoryItem.createdAt', 'When it was made'),
    updated_at: instant('InventoryItem.updatedAt', 'Last change'),
  },
  key: ['id'],
  indexes: [['variant_id'], ['updated_at']],
});

export const inventoryLevels = records('inventory_levels', {
  source: 'InventoryLevel',
  meaning: 'Units of an inventory item at a location now.',
  scopes: ['read_inventory'],
  columns: {
    inventory_item_id: id('InventoryItem.id', 'The inventory item'),
    location_id: id('InventoryLevel.location.id', 'The location'),
    available: optional(integer('InventoryLevel.quantities(available)', 'Units that can be sold')),
    on_hand: optional(integer('InventoryLevel.quantities(on_hand)', 'Units that are there')),
    committed: optional(integer('InventoryLevel.quantities(committed)', 'Units promised to orders')),
    incoming: optional(integer('InventoryLevel.quantities(incoming)', 'Units on their way')),
    updated_at: instant('InventoryLevel.updatedAt', 'Last change'),
  },
  key: ['inventory_item_id', 'location_id'],
  indexes: [['location_id'], ['updated_at']],
});

export const locations = records('locations', {
  source: 'Location',
  meaning: 'Places that keep stock or sell.',
  scopes: ['read_locations', 'read_inventory'],
  columns: {
    id: id('Location.id', 'The location'),
    name: text('Location.name', 'Name'),
    active: flag('Location.isActive', '1 while in use'),
    country: optional(text('Location.address.countryCode', 'Country, ISO 3166')),
    city: optional(text('Location.address.city', 'City')),
    updated_at: instant('Location.updatedAt', 'Last change'),
  },
  key: ['id'],
});
