import fc from 'fast-check';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadAdminSchema } from '../../../schema/load';
import { testApi } from '../testing/harness';
import { LeakyBucket } from './bucket';
import { requestedCost } from './requested';
import { WindowBudget } from './window';

const schema = loadAdminSchema('2026-07');

function cost(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  formula: 'logarithmic' | 'linear' = 'logarithmic'
) {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) {
    throw new Error('no operation');
  }
  return requestedCost(schema, document, operation, variables, formula).total;
}

describe('requested cost', () => {
  // Documents and `requestedQueryCost` of recorded answers (Admin API 2025-01 and 2026-04), shortened of their scalars.
  it.each([
    ['{ currentAppInstallation { accessScopes { handle } } }', 2],
    ['{ productsCount { count precision } }', 10],
    ['{ a: ordersCount { count } b: ordersCount(limit: 1) { count } }', 20],
    ['{ bulkOperations { nodes { id } } }', 2],
    ['{ bulkOperations(first: 1) { nodes { id } } }', 3],
    ['{ bulkOperations(first: 5) { nodes { id } } }', 5],
    ['{ products(first: 50) { nodes { id title } } }', 9],
    [
      '{ comments(first: 10) { nodes { id } } article(id: 1) { comments(first: 10) { nodes { id } } commentsCount { count } } }',
      23,
    ],
    ['{ article(id: 1) { blog { id } comments(first: 50) { nodes { id article { id } } } } }', 18],
    ['{ assignedFulfillmentOrders(first: 5) { nodes { assignedLocation { name } } pageInfo { hasNextPage } } }', 8],
    [
      '{ returnableFulfillments(orderId: 1, first: 5) { nodes { fulfillment { id } returnableFulfillmentLineItems(first: 5) { nodes { fulfillmentLineItem { id lineItem { id } } quantity } } } } }',
      41,
    ],
    [
      '{ inventoryTransfers(first: 10) { nodes { id origin { location { id } } destination { location { id } } lineItems(first: 10) { nodes { inventoryItem { id } } } } } }',
      62,
    ],
    [
      '{ order(id: 1) { fulfillments(first: 5) { trackingInfo { number } fulfillmentLineItems(first: 5) { nodes { lineItem { id } } } } fulfillmentOrders(first: 5) { nodes { lineItems(first: 5) { nodes { lineItem { id } } } } } } }',
      40,
    ],
    [
      '{ order(id: 1) { totalCapturableSet { shopMoney { amount } } transactions { parentTransaction { id } amountSet { shopMoney { amount } } } } }',
      3,
    ],
  ])('%s costs %i', (text, points) => {
    expect(cost(text)).toBe(points);
  });

  it('reads the page size from variables and counts fragments', () => {
    const text = 'query($n: Int!) { orders(first: $n) { nodes { ...F } } } fragment F on Order { id customer { id } }';
    expect(cost(text, { n: 1 })).toBe(4);
    expect(cost(text, { n: 250 })).toBe(2 + 9 * 2);
  });

  it('takes the dearest of an interface, and 10 for a mutation', () => {
    expect(cost('{ node(id: 1) { ... on Order { id customer { id } } ... on Product { id } } }')).toBe(2);
    expect(cost('mutation { bulkOperationRunQuery(query: "") { bulkOperation { id } userErrors { message } } }')).toBe(
      10
    );
  });

  it('can be linear instead', () => {
    expect(cost('{ orders(first: 50) { nodes { id lineItems(first: 10) { nodes { id } } } } }', {}, 'linear')).toBe(
      2 + 50 * 13
    );
  });
});

describe('leaky bucket', () => {
  it('never holds more than its maximum and never gives what it has not', () => {
    const step = fc.record({ wait: fc.nat(5000), take: fc.nat(600) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        const bucket = new LeakyBucket(1000, 50, () => now);
        let level = 1000;
        for (const { wait, take } of steps) {
          now += wait;
          level = Math.min(1000, level + (wait / 1000) * 50);
          const given = bucket.take(take);
          expect(given).toBe(level >= take);
          level -= given ? take : 0;
          expect(bucket.status().currentlyAvailable).toBe(Math.floor(level));
        }
      })
    );
  });
});

it('refills the ShopifyQL window whole at the minute', () => {
  let now = Date.parse('2026-08-14T08:09:30Z');
  const window = new WindowBudget(1000, () => now);
  expect(window.take(900)).toBe(true);
  expect(window.take(200)).toBe(false);
  expect(window.status(200)).toEqual({
    requestedQueryCost: 200,
    maximumAvailable: 1000,
    currentlyAvailable: 100,
    windowResetAt: '2026-08-14T08:10:00+00:00',
  });
  now += 30_000;
  expect(window.take(1000)).toBe(true);
});

const costSchema = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullable(),
  throttleStatus: z
    .object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() })
    .optional(),
  fields: z.array(z.object({ path: z.array(z.string()), requestedTotalCost: z.number() })).optional(),
});

describe('metering over HTTP', () => {
  const orders =
    '{ orders(first: 50, query: "tag:nobody-has-this created_at:>=2026-11-16") { nodes { id customer { id } } } }';

  it('takes the requested cost and gives back what was not used', async () => {
    const { ask } = await testApi({ bucket: { maximum: 2000, restoreRate: 100 } });
    const cost = costSchema.parse((await ask(orders)).extensions?.['cost']);
    expect(cost).toEqual({
      requestedQueryCost: 16,
      actualQueryCost: 2,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1998, restoreRate: 100 },
    });
  });

  it('throttles with status 200 until enough has leaked back', async () => {
    const { ask, advance } = await testApi({ bucket: { maximum: 40, restoreRate: 10 } });
    const full = '{ orders(first: 50) { nodes { id customer { id } } } shop { name } }';
    expect((await ask(full)).errors).toBeUndefined();
    expect((await ask(full)).errors).toBeUndefined();
    const refused = await ask(full);
    expect(refused.data).toBeUndefined();
    expect(refused.errors?.[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } });
    const status = costSchema.parse(refused.extensions?.['cost']);
    expect(status).toMatchObject({ requestedQueryCost: 17, actualQueryCost: null });
    const missing = status.requestedQueryCost - (status.throttleStatus?.currentlyAvailable ?? 0);
    advance((missing / 10) * 1000);
    expect((await ask(full)).errors).toBeUndefined();
  });

  it('refuses a single query over 1,000 points whatever the bucket holds', async () => {
    const { ask } = await testApi({ switches: { costFormula: 'linear' } });
    const body = await ask('{ orders(first: 250) { nodes { lineItems(first: 10) { nodes { id } } } } }');
    expect(body.errors?.[0]?.message).toBe('Query cost is 3252, which exceeds the single query max cost limit (1000).');
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', cost: 3252, maxCost: 1000 });
  });

  it('itemises where the request asks for it', async () => {
    const { post } = await testApi();
    const response = await post(orders, {}, { 'Shopify-GraphQL-Cost-Debug': '1' });
    const body = z.object({ extensions: z.object({ cost: costSchema }) }).parse(await response.json());
    expect(
      body.extensions.cost.fields?.map(({ path, requestedTotalCost }) => [path.join('.'), requestedTotalCost])
    ).toEqual([
      ['orders', 16],
      ['orders.nodes', 2],
      ['orders.nodes.customer', 1],
    ]);
  });
});
