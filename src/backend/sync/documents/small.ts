import type { EntitySelection } from './entity';
import { field, on } from './selection';

export const shop: EntitySelection = {
  entity: 'shop',
  root: { field: 'shop', type: 'Shop' },
  pageSize: 1,
  bulk: false,
  select: () => ['id myshopifyDomain name currencyCode ianaTimezone', field('plan', 'publicDisplayName')],
};

/** Locations, those out of use included; they are few and can't be sorted by change: read whole. */
export const locations: EntitySelection = {
  entity: 'locations',
  root: { field: 'locations', type: 'Location', args: 'includeInactive: true, includeLegacy: true', sortKey: 'ID' },
  pageSize: 100,
  bulk: true,
  select: () => ['id name isActive updatedAt', field('address', 'countryCode', 'city')],
};

/** The published theme alone: Shopify keeps no list of what was published before. */
export const themes: EntitySelection = {
  entity: 'themes',
  root: { field: 'themes', type: 'OnlineStoreTheme', args: 'roles: [MAIN]', searchable: false },
  pageSize: 1,
  bulk: false,
  select: () => ['id name role updatedAt'],
};

/** Events never change: read by the time at which they happened. */
export const events: EntitySelection = {
  entity: 'events',
  root: { field: 'events', type: 'Event', sortKey: 'CREATED_AT' },
  pageSize: 200,
  bulk: true,
  select: () => ['id action appTitle criticalAlert createdAt', on('BasicEvent', 'subjectType', 'subjectId')],
};
