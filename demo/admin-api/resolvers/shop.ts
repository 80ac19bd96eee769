import { DateTime } from 'luxon';
import type { World } from '../../world/types';
import { schemaVersions } from '../../../schema/format';
import type { RequestContext } from '../context';
import type { TypeResolvers } from '../graphql/resolver';
import { collectionFields, collectionsOf } from './collection';
import { customerList } from './customer';
import { searchOf, page } from './lists';
import { inventoryItemList, locationList } from './inventory';
import { orderList } from './order-list';
import { productList, variantList } from './product';

/** `Shop`: the source is the world itself. */
export const shop: TypeResolvers<World> = {
  base: (world) => world.shop,
  fields: {
    analyticsToken: () => 'demo',
    billingAddress: ({ shop: { countryCode } }) => shopAddress(countryCode),
    checkoutApiSupported: () => true,
    collections: (world, args, context, info) => {
      const search = searchOf(collectionFields, args, context, info);
      return collectionsOf(world).filter((each) => search?.test?.(each) ?? true);
    },
    contactEmail: ({ shop: { email } }) => email,
    createdAt: ({ shop: { openedAt } }) => openedAt,
    currencyCode: ({ shop: { currency } }) => currency,
    currencyFormats: ({ shop: { currency } }) => {
      const format = currency === 'KRW' ? '₩{{amount_no_decimals}}' : '${{amount}}';
      return {
        moneyFormat: format,
        moneyInEmailsFormat: format,
        moneyWithCurrencyFormat: `${format} ${currency}`,
        moneyWithCurrencyInEmailsFormat: `${format} ${currency}`,
      };
    },
    currencySettings: ({ shop: { presentmentCurrencies, openedAt } }) =>
      presentmentCurrencies.map((code) => ({
        currencyCode: code,
        currencyName: code,
        enabled: true,
        manualRate: null,
        rateUpdatedAt: openedAt,
      })),
    customerAccounts: () => 'OPTIONAL',
    customers: (world, args, context, info) => page(customerList(world.shop.currency), args, context, info),
    enabledPresentmentCurrencies: ({ shop: { presentmentCurrencies } }) => presentmentCurrencies,
    ianaTimezone: ({ shop: { timeZone } }) => timeZone,
    inventoryItems: (_world, args, context, info) => page(inventoryItemList, args, context, info),
    locations: (_world, args, context, info) => page(locationList, args, context, info),
    marketingSmsConsentEnabledAtCheckout: () => false,
    myshopifyDomain: ({ shop: { domain } }) => domain,
    orderNumberFormatPrefix: () => '#',
    orderNumberFormatSuffix: () => '',
    orders: (_world, args, context, info) => page(orderList(context), args, context, info),
    plan: ({ shop: { plan } }) => ({
      displayName: plan,
      partnerDevelopment: false,
      publicDisplayName: plan,
      shopifyPlus: plan.includes('Plus'),
    }),
    primaryDomain: ({ shop: { domain } }) => ({
      id: 'gid://shopify/Domain/1',
      host: domain,
      url: `https://${domain}`,
      sslEnabled: true,
      localization: null,
    }),
    products: (_world, args, context, info) => page(productList, args, context, info),
    productVariants: (_world, args, context, info) => page(variantList, args, context, info),
    publicationCount: () => 1,
    resourceLimits: () => ({
      locationLimit: 200,
      maxProductOptions: 3,
      maxProductVariants: 2048,
      redirectLimitReached: false,
      skuResourceLimits: { available: true, quantityAvailable: 100_000, quantityLimit: 100_000, quantityUsed: 0 },
    }),
    richTextEditorUrl: ({ shop: { domain } }) => `https://${domain}/admin/rte`,
    setupRequired: () => false,
    shipsToCountries: ({ shop: { countryCode } }) => [countryCode],
    shopAddress: ({ shop: { countryCode } }) => shopAddress(countryCode),
    shopOwnerName: ({ shop: { name } }) => name,
    storefrontUrl: ({ shop: { domain } }) => `https://${domain}`,
    taxShipping: () => false,
    timezoneAbbreviation: ({ shop: { timeZone } }, _args, { now }) => zoned(timeZone, now).offsetNameShort,
    timezoneOffset: ({ shop: { timeZone } }, _args, { now }) => zoned(timeZone, now).toFormat('ZZZ'),
    timezoneOffsetMinutes: ({ shop: { timeZone } }, _args, { now }) => zoned(timeZone, now).offset,
    transactionalSmsDisabled: () => false,
    unitSystem: ({ shop: { countryCode } }) => (countryCode === 'US' ? 'IMPERIAL_SYSTEM' : 'METRIC_SYSTEM'),
    updatedAt: ({ shop: { openedAt } }) => openedAt,
    url: ({ shop: { domain } }) => `https://${domain}`,
    weightUnit: ({ shop: { countryCode } }) => (countryCode === 'US' ? 'POUNDS' : 'KILOGRAMS'),
  },
};

/** The installation of the app that asks. */
export function currentAppInstallation({ session, shop: { domain } }: RequestContext) {
  const id = 'gid://shopify/AppInstallation/620000000001';
  return {
    id,
    accessScopes: [...session.scopes].map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
    app: {
      id: 'gid://shopify/App/140000000001',
      handle: session.app.clientId,
      title: session.app.clientId,
      apiKey: session.app.clientId,
      embedded: false,
      developerName: 'Demo',
      installUrl: null,
    },
    launchUrl: `https://${domain}/admin/apps/demo`,
    uninstallUrl: null,
  };
}

/** Versions as `publicApiVersions` lists them: those that have a schema here, and the ends of the calendar. */
export function publicApiVersions() {
  const supported = schemaVersions.map((handle) => ({ handle, displayName: handle, supported: true }));
  return [...supported, { handle: 'unstable', displayName: 'unstable', supported: false }];
}

function zoned(zone: string, now: number): DateTime {
  return DateTime.fromMillis(now, { zone });
}

function shopAddress(countryCode: string) {
  const country = new Intl.DisplayNames('en', { type: 'region' }).of(countryCode) ?? countryCode;
  return {
    id: 'gid://shopify/ShopAddress/1',
    country,
    countryCodeV2: countryCode,
    coordinatesValidated: false,
    formatted: [country],
    formattedArea: country,
    city: null,
    zip: null,
  };
}
