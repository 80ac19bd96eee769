import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../../../../tests/support/golden';
import { TestShop } from '../../../../tests/support/shop';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;

const nested = `query Orders($search: String) {
  orders(first: 3, query: $search, sortKey: CREATED_AT, reverse: true) {
    nodes {
      legacyResourceId
      name
      createdAt
      test
      tags
      displayFinancialStatus
      totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
      customerJourneySummary { daysToConversion lastVisit { source } }
      lineItems(first: 5) { nodes { title quantity originalUnitPriceSet { shopMoney { amount currencyCode } } } }
    }
  }
}`;

describe('graphql', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start();
  });
  afterAll(() => shop.close());

  it('flattens nested records by the stated rules', async () => {
    const variables = `{"search": "created_at:>='$__timeFrom' AND created_at:<'$__timeTo'"}`;
    expectGolden(golden('nested'), await shop.query({ queryType: 'graphql', document: nested, variables, limit: 3 }));
  });

  it('makes rows of a list inside rows', async () => {
    const model = { queryType: 'graphql', document: nested, rowsPath: 'orders.lineItems', limit: 3 };
    expectGolden(golden('exploded'), await shop.query(model));
  });

  it('reads edges, aliases and fragments', async () => {
    const document = `query { latest: orders(first: 2, reverse: true) { edges { node { ...Parts } } } }
fragment Parts on Order { number: name at: createdAt }`;
    expectGolden(golden('edges'), await shop.query({ queryType: 'graphql', document, limit: 2 }));
  });

  it('gives a time series of a time column', async () => {
    const document =
      '{ orders(first: 4, reverse: true) { nodes { createdAt currentSubtotalLineItemsQuantity totalPriceSet { shopMoney { amount currencyCode } } } } }';
    const [frame] = await shop.query({ queryType: 'graphql', document, timeColumn: 'createdAt', limit: 4 });
    expect(frame?.meta?.type).toBe('timeseries-multi');
    const series = await shop.query({
      queryType: 'graphql',
      document: document.replace(' currencyCode', ''),
      timeColumn: 'createdAt',
      limit: 4,
    });
    expectGolden(golden('series'), series);
  });

  it('gives one row of a document without a list', async () => {
    const document = '{ shop { name currencyCode plan { publicDisplayName } } ordersCount(limit: null) { count } }';
    expectGolden(golden('single'), await shop.query({ queryType: 'graphql', document }));
  });

  it('keeps typed columns where nothing is found', async () => {
    const [frame] = await shop.query({ queryType: 'graphql', document: nested, variables: '{"search": "id:1"}' });
    expect(frame?.fields.map(({ name, type, values }) => [name, type, values.length])).toEqual(
      (await shop.query({ queryType: 'graphql', document: nested, limit: 3 }))[0]?.fields.map(({ name, type }) => [
        name,
        type,
        0,
      ])
    );
    expect(
      await shop.query({ queryType: 'graphql', document: '{ order(id: "gid://shopify/Order/1") { name } }' })
    ).toMatchObject([{ fields: [{ name: 'order.name', type: 'string', values: [] }] }]);
  });

  it('fills macros inside and outside texts', async () => {
    const document = `{ products(first: 1, query: $__timeFrom) { nodes { title } } other: productsCount(query: "created_at:>='$__timeTo'") { count } }`;
    const [frame] = await shop.query({ queryType: 'graphql', document });
    expect(frame?.meta?.executedQueryString).toBe(
      `{ products(first: 1, query: "2026-11-17T07:30:00Z") { nodes { title } } other: productsCount(query: "created_at:>='2026-11-18T07:30:00Z'") { count } }`
    );
  });

  it('sends null for a variable that nobody filled, and says so', async () => {
    const [frame] = await shop.query({
      queryType: 'graphql',
      document: nested,
      variables: '{"search": $missing}',
      limit: 1,
    });
    expect(frame?.meta?.notices?.map(({ text }) => text).join()).toContain('$missing');
  });

  it('says that ad-hoc filters do not apply', async () => {
    const filters = [{ key: 'tag', operator: '=', value: 'x' }];
    const [frame] = await shop.query({ queryType: 'graphql', document: nested, limit: 1, filters });
    expect(frame?.meta?.notices?.map(({ text }) => text).join()).toContain('Ad-hoc filters');
  });

  it.each([
    [{ rowsPath: 'products' }, 'Paths to lists: orders, orders.tags, orders.lineItems'],
    [{ timeColumn: 'name' }, 'Columns with times: createdAt'],
    [{ variables: '[1]' }, 'JSON object'],
    [{ variables: '{"search": 1}' }, 'variables'],
    [{ document: '{ orders(first: 1) { nodes { nam } } }' }, 'Did you mean “name”?'],
    [{ document: '{ shop { name } }', format: 'timeseries' }, 'column of times'],
    [{ document: '{ shop { name } }', format: 'numeric' }, 'column of numbers'],
  ])('refuses %j, and says what to do', async (change, text) => {
    await expect(shop.query({ queryType: 'graphql', document: nested, limit: 1, ...change })).rejects.toThrow(text);
  });
});
