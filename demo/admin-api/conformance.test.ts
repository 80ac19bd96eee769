import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaVersions } from '../../schema/format';
import { loadAdminSchema, loadReducedSchema } from '../../schema/load';
import { everyScalar } from './testing/every-scalar';
import { startTestApi, type TestApi } from './testing/harness';

/** Where each type is met, with `*` for every scalar of it. */
const places: Readonly<Record<string, string>> = {
  Order: 'orders(first: 50, reverse: true) { nodes * }',
  LineItem: 'orders(first: 20) { nodes { lineItems(first: 10) { nodes * } } }',
  ShippingLine: 'orders(first: 20) { nodes { shippingLines(first: 2) { nodes * } } }',
  OrderTransaction: 'orders(first: 100) { nodes { transactions * } }',
  TaxLine: 'orders(first: 20) { nodes { taxLines * } }',
  MailingAddress: 'orders(first: 20) { nodes { shippingAddress * } }',
  CustomerJourneySummary: 'orders(first: 20) { nodes { customerJourneySummary * } }',
  CustomerVisit: 'orders(first: 20) { nodes { customerJourneySummary { firstVisit * } } }',
  DiscountAllocation: 'orders(first: 100) { nodes { lineItems(first: 5) { nodes { discountAllocations * } } } }',
  Refund: 'orders(first: 100) { nodes { refunds * } }',
  RefundLineItem: 'orders(first: 60) { nodes { refunds { refundLineItems(first: 5) { nodes * } } } }',
  Return: 'orders(first: 100) { nodes { returns(first: 2) { nodes * } } }',
  Fulfillment: 'orders(first: 50) { nodes { fulfillments * } }',
  FulfillmentLineItem: 'orders(first: 20) { nodes { fulfillments { fulfillmentLineItems(first: 5) { nodes * } } } }',
  FulfillmentOrder: 'fulfillmentOrders(first: 50, includeClosed: true) { nodes * }',
  FulfillmentOrderLineItem:
    'fulfillmentOrders(first: 20, includeClosed: true) { nodes { lineItems(first: 5) { nodes * } } }',
  OrderAgreement: 'orders(first: 20) { nodes { agreements(first: 3) { nodes { ... on OrderAgreement * } } } }',
  ProductSale:
    'orders(first: 10) { nodes { agreements(first: 3) { nodes { sales(first: 5) { nodes { ... on ProductSale * } } } } } }',
  Product: 'products(first: 50) { nodes * }',
  ProductVariant: 'productVariants(first: 50) { nodes * }',
  InventoryItem: 'inventoryItems(first: 50) { nodes * }',
  InventoryLevel: 'inventoryItems(first: 20) { nodes { inventoryLevels(first: 5) { nodes * } } }',
  InventoryQuantity:
    'inventoryItems(first: 9) { nodes { inventoryLevels(first: 5) { nodes { quantities(names: ["available", "on_hand"]) * } } } }',
  Location: 'locations(first: 10) { nodes * }',
  Collection: 'collections(first: 10) { nodes * }',
  Customer: 'customers(first: 50) { nodes * }',
  AbandonedCheckout: 'abandonedCheckouts(first: 50) { nodes * }',
  AbandonedCheckoutLineItem: 'abandonedCheckouts(first: 20) { nodes { lineItems(first: 5) { nodes * } } }',
  DiscountNode: 'discountNodes(first: 20) { nodes * }',
  DiscountCodeBasic: 'discountNodes(first: 20) { nodes { discount { ... on DiscountCodeBasic * } } }',
  DiscountAutomaticBasic: 'discountNodes(first: 20) { nodes { discount { ... on DiscountAutomaticBasic * } } }',
  DiscountCodeFreeShipping: 'discountNodes(first: 20) { nodes { discount { ... on DiscountCodeFreeShipping * } } }',
  BasicEvent: 'events(first: 50) { nodes { ... on BasicEvent * } }',
  TenderTransaction: 'tenderTransactions(first: 20) { nodes * }',
  Shop: 'shop *',
  ShopPlan: 'shop { plan * }',
  AppInstallation: 'currentAppInstallation *',
  AccessScope: 'currentAppInstallation { accessScopes * }',
  ApiVersion: 'publicApiVersions *',
};

describe.each(schemaVersions)('the demo shop on %s', (version) => {
  const schema = loadAdminSchema(version);
  const { extras } = loadReducedSchema(version);
  const skip = new Set(Object.keys(extras.protected));
  const scopes = Object.values({ ...extras.types, ...extras.fields })
    .flatMap((access) => access.scopes.flat())
    .concat('read_all_orders');
  let started: TestApi;

  beforeAll(async () => {
    started = await startTestApi({ version, shop: version === '2026-07' ? 'usd' : 'krw', app: { scopes } });
  });

  afterAll(() => started.api.close());

  it.each(Object.keys(places))('answers every scalar of %s', async (type) => {
    const body = await started.ask(`{ ${(places[type] ?? '').replace('*', everyScalar(schema, type, skip))} }`);
    expect(body.errors).toBeUndefined();
    expect(JSON.stringify(body.data)).toMatch(
      /"(id|title|name|handle|displayName|supported|ready|allocatedAmountSet)":/
    );
  });

  it('answers every root connection that needs no argument, if only with nothing', { timeout: 60_000 }, async () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    const plain = fields.filter(
      ({ type, args }) =>
        /Connection!?$/.test(String(type)) &&
        args.every((arg) => !String(arg.type).endsWith('!') || arg.defaultValue !== undefined)
    );
    expect(plain.length).toBeGreaterThan(60);
    for (const { name } of plain) {
      const { errors, data } = await started.ask(`{ ${name}(first: 1) { pageInfo { hasNextPage } } }`);
      const codes = errors?.map(({ extensions }) => extensions?.['code']) ?? [];
      expect(
        codes.filter((code) => code !== 'ACCESS_DENIED'),
        name
      ).toEqual([]);
      expect(codes.length > 0 || data !== null, name).toBe(true);
    }
  });
});
