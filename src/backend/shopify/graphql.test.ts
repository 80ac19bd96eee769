import { describe, expect, it } from 'vitest';
import { connectionOf, FakeShop, json, refused } from './testing/fakeShop';

const orders = Array.from({ length: 7 }, (_, at) => ({
  id: `gid://shopify/Order/${at}`,
  name: `#${at}`,
  totalPrice: '1.0',
}));

async function ask(shop: FakeShop, document: string, variables: Readonly<Record<string, unknown>> = {}) {
  return await shop.time.until(shop.open().graphql({ document, variables }, shop.options()));
}

describe('documents that are not sent', () => {
  const deep = `{${'shop{'.repeat(1)}${'currencyFormats{'.repeat(30)}x${'}'.repeat(31)}}`;
  const bomb = `{...A} ${Array.from({ length: 12 }, (_, at) => {
    const [from, to] = [String.fromCharCode(65 + at), String.fromCharCode(66 + at)];
    return `fragment ${from} on QueryRoot {...${to} ...${to} ...${to}}`;
  }).join(' ')} fragment M on QueryRoot {shop{name}}`;

  it.each<readonly [document: string, code: string, values: object]>([
    ['', 'documentEmpty', {}],
    ['   \n', 'documentEmpty', {}],
    ['# only a comment', 'syntax', { line: 1 }],
    ['{ shop { name ', 'syntax', { line: 1, column: 15 }],
    ['{\n  shop {\n    name(\n  }\n}', 'syntax', { line: 4, column: 3 }],
    ['fragment F on Shop { name }', 'noOperation', {}],
    ['query A { shop { name } } query B { shop { id } }', 'severalOperations', { count: 2 }],
    ['mutation { orderDelete(orderId: "gid://shopify/Order/1") { deletedId } }', 'mutationRefused', {}],
    ['mutation { bulkOperationRunQuery(query: "x") { userErrors { field } } }', 'mutationRefused', {}],
    ['query A { shop { name } } mutation B { x }', 'mutationRefused', {}],
    ['subscription { orders { id } }', 'subscriptionRefused', {}],
    ['{ shop { name ... @defer { id } } }', 'deferRefused', { directive: '@defer' }],
    ['{ shop { nam } }', 'unknownFieldNear', { field: 'nam', type: 'Shop', nearest: 'name', line: 1, column: 10 }],
    ['{ zzzzzzzzzz }', 'unknownField', { field: 'zzzzzzzzzz', type: 'QueryRoot' }],
    ['{ orders(frist: 5) { nodes { id } } }', 'invalidDocument', { line: 1, column: 10 }],
    ['{ node(id: "gid://shopify/Order/1") { name } }', 'invalidDocument', { line: 1, column: 39 }],
    ['{ shop }', 'invalidDocument', { line: 1, column: 3 }],
    ['query ($n: Int!) { orders(first: $n) { nodes { id } } }', 'invalidVariable', {}],
    [deep, 'documentTooDeep', { limit: 20 }],
    [bomb, 'documentTooLarge', { limit: 2000 }],
    [`{ shop { ${'name '.repeat(30_000)} } }`, 'documentTooLarge', {}],
    ['{ shop { ...A } } fragment A on Shop { ...B } fragment B on Shop { ...A }', 'documentTooDeep', {}],
  ])('number %#', async (document, code, values) => {
    const shop = new FakeShop();
    await expect(ask(shop, document)).rejects.toMatchObject({ code, fault: 'query', values });
    expect(shop.received).toHaveLength(0);
  });

  it('lack a scope that the app is known not to have', async () => {
    const shop = new FakeShop({ credentials: { kind: 'client', clientId: 'id', clientSecret: 'secret' } });
    shop.faults.push(() => json({ data: { shop: { name: 'x' } } }));
    const shopify = shop.open();
    await shop.time.until(shopify.graphql({ document: '{ shop { name } }' }, shop.options()));
    const document = '{ discountNodes(first: 5) { nodes { id } } }';
    await expect(shop.time.until(shopify.graphql({ document }, shop.options()))).rejects.toMatchObject({
      code: 'scopeMissing',
      fault: 'settings',
      values: { scopes: 'read_discounts' },
    });
    expect(shop.received).toHaveLength(1);
  });
});

describe('answers', () => {
  it('carry cost, freshness, version and what is deprecated', async () => {
    const shop = new FakeShop({ root: { orders: connectionOf(orders) } });
    const answer = await ask(shop, '{ orders(first: 5) { nodes { name totalPrice } } }');
    expect(answer).toMatchObject({
      cached: false,
      requests: 2,
      servedVersion: '2026-07',
      fetchedAt: shop.time.now() - 100,
      cost: { requested: 20, actual: 10, maximum: 2000, restoreRate: 100 },
    });
    expect(answer.notices.map(({ code, values }) => [code, values['field']])).toContainEqual([
      'deprecatedField',
      'Order.totalPrice',
    ]);
  });

  it('keep partial data, and say what is missing and why', async () => {
    const shop = new FakeShop();
    const message = 'Access denied for customer field. Required access: `read_customers` access scope.';
    shop.faults.push(() =>
      json({
        data: {
          orders: { nodes: [{ name: '#1', customer: null }], shopscopePage: { hasNextPage: false, endCursor: null } },
        },
        errors: [
          { message, path: ['orders', 'nodes', 0, 'customer'], extensions: { code: 'ACCESS_DENIED' } },
          { message, path: ['orders', 'nodes', 1, 'customer'], extensions: { code: 'ACCESS_DENIED' } },
        ],
      })
    );
    const answer = await ask(shop, '{ orders(first: 5) { nodes { name customer { id } } } }');
    expect(answer.data).toEqual({ orders: { nodes: [{ name: '#1', customer: null }] } });
    expect(answer.notices).toEqual([
      {
        code: 'accessDenied',
        severity: 'warning',
        values: { path: 'orders.nodes.customer', access: 'read_customers access scope.' },
      },
    ]);
  });

  it('tell a version other than the one asked for', async () => {
    const shop = new FakeShop();
    shop.faults.push(() =>
      json({ data: { shop: { name: 'x' } } }, { headers: { 'X-Shopify-API-Version': '2026-10' } })
    );
    const answer = await ask(shop, '{ shop { name } }');
    expect(answer.notices).toEqual([
      { code: 'versionServed', severity: 'warning', values: { asked: '2026-07', served: '2026-10' } },
    ]);
  });

  it('tell search terms that Shopify did not use', async () => {
    const shop = new FakeShop();
    const search = [{ path: ['ordersCount'], warnings: [{ field: 'foo', message: 'Invalid search field.' }] }];
    shop.faults.push(() => json({ data: { ordersCount: { count: 1 } }, extensions: { search } }));
    const answer = await ask(shop, '{ ordersCount(query: "foo:1") { count } }');
    expect(answer.notices[0]).toMatchObject({ code: 'searchWarning', values: { field: 'foo' } });
  });

  it.each([
    [
      refused('ACCESS_DENIED', { requiredAccess: '`read_x` access scope.' }),
      'accessDenied',
      { access: 'read_x access scope.' },
    ],
    [refused('SHOP_INACTIVE'), 'shopInactive', { shop: 'demo-shop.myshopify.com' }],
    [
      refused('BAD_REQUEST', {}, 'Customers must be different.'),
      'queryRejected',
      { message: 'Customers must be different.' },
    ],
    [
      refused('MAX_COST_EXCEEDED', { cost: 1036, maxCost: 1000 }, 'Query cost is 1036, which exceeds the limit (1000)'),
      'tooCostly',
      { cost: 1036, limit: 1000 },
    ],
    [
      refused('MAX_COST_EXCEEDED', {}, 'Query cost is 1036, which exceeds the single query max cost limit (1000).'),
      'tooCostly',
      { cost: 1036, limit: 1000 },
    ],
    [refused('BAD_REQUEST', {}, 'Invalid cursor for current pagination sort.'), 'cursorInvalid', {}],
    [json({ data: null }), 'unexpectedAnswer', { reason: 'data' }],
    [json([1, 2]), 'unexpectedAnswer', {}],
  ])('without data are an error (%#)', async (response, code, values) => {
    const shop = new FakeShop();
    shop.faults.push(() => response);
    await expect(ask(shop, '{ shop { name } }')).rejects.toMatchObject({ code, values });
  });
});

describe('arguments', () => {
  it('get a first where Shopify demands one', async () => {
    const lineItems = connectionOf([{ title: 'a' }]);
    const shop = new FakeShop({ root: { orders: connectionOf([{ id: 'gid://shopify/Order/1', lineItems }]) } });
    const answer = await ask(shop, '{ orders { nodes { id lineItems { nodes { title } } } } }');
    expect(answer.data).toEqual({
      orders: { nodes: [{ id: 'gid://shopify/Order/1', lineItems: { nodes: [{ title: 'a' }] } }] },
    });
    expect(answer.notices).toContainEqual({
      code: 'firstAdded',
      severity: 'info',
      values: { path: 'orders.nodes.lineItems', first: 10 },
    });
    expect(shop.received[0]?.variables).toEqual({ shopscopeFirst: 50 });
  });

  it('that no longer serve a purpose go, with their variables', async () => {
    const shop = new FakeShop({ root: { orders: connectionOf(orders) } });
    const answer = await ask(shop, 'query Mine($n: Int = 3) { orders(first: $n) { nodes { id } } }');
    expect(answer.requests).toBe(3);
    expect(shop.received[0]?.variables).toEqual({ shopscopeFirst: 3 });
    expect(shop.received[0]?.query).not.toMatch(/\$n|Mine/);
  });
});
