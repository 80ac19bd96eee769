import type { InventoryItem, InventoryLevel, Location } from '../../world/types';
import { byNumber, byText, numberOfGid, type ListSpec } from '../connection/spec';
import type { TypeResolvers } from '../graphql/resolver';
import { boolean, id, keyword, text, time } from '../search/fields';
import { money } from './money';
import { legacyId } from './sources';

export const inventoryItemList: ListSpec<InventoryItem> = {
  collection: (world) => world.inventoryItems,
  sorts: { ID: byNumber((item) => numberOfGid(item.id), 'id') },
  defaultSort: 'ID',
  fields: {
    default: text((item) => item.sku),
    created_at: time((item) => item.createdAt),
    id: id((item) => item.id),
    sku: keyword((item) => item.sku),
    updated_at: time((item) => item.updatedAt),
  },
  bounds: { created_at: 'createdAt', updated_at: 'updatedAt' },
};

export const locationList: ListSpec<Location> = {
  collection: (world) => world.locations,
  sorts: {
    NAME: byText((location) => location.name),
    CITY: byText((location) => location.address.city),
    COUNTRY: byText((location) => location.address.country),
    CREATED_AT: byNumber((location) => location.createdAt, 'createdAt'),
    ID: byNumber((location) => numberOfGid(location.id), 'id'),
    RELEVANCE: byNumber((location) => numberOfGid(location.id), 'id'),
  },
  defaultSort: 'NAME',
  fields: {
    default: text((location) => [location.name, location.address.city]),
    active: boolean((location) => location.isActive),
    city: keyword((location) => location.address.city),
    country: keyword((location) => location.address.country),
    created_at: time((location) => location.createdAt),
    id: id((location) => location.id),
    name: text((location) => location.name),
    zip: keyword((location) => location.address.zip),
  },
  bounds: { created_at: 'createdAt' },
};

export const inventoryItem: TypeResolvers<InventoryItem> = {
  fields: {
    duplicateSkuCount: () => 0,
    inventoryLevel: ({ levels }, args) => levels.find(({ locationId }) => locationId === args['locationId']) ?? null,
    inventoryLevels: ({ levels }) => levels,
    legacyResourceId: ({ id: gid }) => legacyId(gid),
    locationsCount: ({ levels }) => ({ count: levels.length, precision: 'EXACT' }),
    measurement: ({ id: gid }) => ({ id: `gid://shopify/InventoryItemMeasurement/${legacyId(gid)}`, weight: null }),
    requiresShipping: () => true,
    trackedEditable: () => ({ locked: false, reason: null }),
    unitCost: ({ cost }, _args, { world }) => money(cost, world.shop.currency),
    variant: ({ variantId }, _args, { world }) => world.variants.get(variantId),
    variants: ({ variantId }, _args, { world }) => {
      const variant = world.variants.get(variantId);
      return variant === undefined ? [] : [variant];
    },
  },
};

export const inventoryLevel: TypeResolvers<InventoryLevel> = {
  fields: {
    canDeactivate: () => false,
    createdAt: ({ inventoryItemId }, _args, { world }) => world.inventoryItems.get(inventoryItemId)?.createdAt,
    isActive: () => true,
    item: ({ inventoryItemId }, _args, { world }) => world.inventoryItems.get(inventoryItemId),
    location: ({ locationId }, _args, { world }) => world.locations.get(locationId),
    quantities: (source, args) => {
      const names = new Set(Array.isArray(args['names']) ? args['names'].map(String) : []);
      return Object.entries(source.quantities).flatMap(([name, quantity]) =>
        names.has(name)
          ? [
              {
                id: `${source.id}&name=${name}`.replace('Level', 'Quantity'),
                name,
                quantity,
                updatedAt: source.updatedAt,
              },
            ]
          : []
      );
    },
  },
};

export const location: TypeResolvers<Location> = {
  fields: {
    activatable: ({ isActive }) => !isActive,
    address: ({ address }) => ({
      ...address,
      address1: null,
      address2: null,
      phone: null,
      formatted: [address.city, address.country],
    }),
    addressVerified: () => false,
    deactivatable: () => false,
    deletable: () => false,
    hasActiveInventory: () => true,
    hasUnfulfilledOrders: () => true,
    inventoryLevel: ({ id: gid }, args, { world }) =>
      typeof args['inventoryItemId'] === 'string'
        ? world.inventoryItems.get(args['inventoryItemId'])?.levels.find(({ locationId }) => locationId === gid)
        : null,
    inventoryLevels: ({ id: gid }, _args, { world }) =>
      [...world.inventoryItems.list('id')].flatMap(({ levels }) =>
        levels.filter(({ locationId }) => locationId === gid)
      ),
    isFulfillmentService: () => false,
    isPrimary: ({ fulfillsOnlineOrders }) => fulfillsOnlineOrders,
    legacyResourceId: ({ id: gid }) => legacyId(gid),
    shipsInventory: ({ fulfillsOnlineOrders }) => fulfillsOnlineOrders,
  },
};
