import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionOf, FakeShop, json, refused, type Received } from './testing/fakeShop';
import type { CallOptions, GraphqlRequest } from './types';

function records(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    id: `gid://shopify/Order/${at}`,
    name: `#${at}`,
    note: `n${at}`,
  }));
}

function shopWith(count: number, more: ConstructorParameters<typeof FakeShop>[0] = {}): FakeShop {
  return new FakeShop({ root: { orders: connectionOf(records(count)) }, ...more });
}

async function ask(
  shop: FakeShop,
  document: string,
  more: Partial<GraphqlRequest> = {},
  options: Partial<CallOptions> = {}
) {
  return await shop.time.until(shop.open().graphql({ document, ...more }, shop.options(options)));
}

/** The same list asked for in different forms, and where its names are found. */
const forms: ReadonlyArray<
  readonly [form: string, document: (first: string) => string, names: (data: unknown) => unknown[]]
> = [
  ['nodes', (first) => `{ orders${first} { nodes { name } } }`, (data) => pick(data, 'orders', 'nodes', '*', 'name')],
  [
    'nodes with id',
    (first) => `{ orders${first} { nodes { id name } } }`,
    (data) => pick(data, 'orders', 'nodes', '*', 'name'),
  ],
  [
    'edges',
    (first) => `{ orders${first} { edges { cursor node { name } } } }`,
    (data) => pick(data, 'orders', 'edges', '*', 'node', 'name'),
  ],
  [
    'aliases',
    (first) => `{ list: orders${first} { items: edges { one: node { called: name id: note } } } }`,
    (data) => pick(data, 'list', 'items', '*', 'one', 'called'),
  ],
  [
    'fragments',
    (first) =>
      `{ ...Q } fragment Q on QueryRoot { orders${first} { ...C } } fragment C on OrderConnection { nodes { ...O } } fragment O on Order { name }`,
    (data) => pick(data, 'orders', 'nodes', '*', 'name'),
  ],
  [
    'inline',
    (first) => `{ ... on QueryRoot { orders${first} { ... { nodes { name } } } } }`,
    (data) => pick(data, 'orders', 'nodes', '*', 'name'),
  ],
];

function pick(value: unknown, ...path: readonly string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) {
    return [value];
  }
  if (key === '*') {
    return Array.isArray(value) ? value.flatMap((item) => pick(item, ...rest)) : [];
  }
  return typeof value === 'object' && value !== null ? pick(Reflect.get(value, key), ...rest) : [];
}

describe('paging', () => {
  it('loses nothing and repeats nothing, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...forms),
        fc.nat(60),
        fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
        fc.integer({ min: 1, max: 70 }),
        async ([, document, names], count, first, maxNodes) => {
          const shop = shopWith(count);
          const answer = await ask(shop, document(first === undefined ? '' : `(first: ${first})`), { maxNodes });
          const expected = records(Math.min(count, maxNodes)).map(({ name }) => name);
          expect(names(answer.data)).toEqual(expected);
          expect(answer.truncated).toBe(count > maxNodes);
          expect(answer.notices.some(({ code }) => code === 'rowsLimited')).toBe(count > maxNodes);
          expect(JSON.stringify(answer.data)).not.toContain('shopscope');
          const pages = new Set(shop.received.map(({ variables }) => variables['shopscopeFirst']));
          expect([...pages]).toEqual([Math.min(first ?? 250, maxNodes)]);
        }
      ),
      { numRuns: 60, seed: 20261123 }
    );
  });

  it('takes records once that move from page to page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(3),
        async (count, first, overlap) => {
          const all = records(count);
          const orders = ({ first: size, after }: { first: number; after?: string }) => {
            const start = after ? Math.max(0, Number(after) - overlap) : 0;
            const end = Math.max(start + size, Number(after ?? 0) + 1);
            return { nodes: all.slice(start, end), pageInfo: { hasNextPage: end < count, endCursor: String(end) } };
          };
          const shop = new FakeShop({ root: { orders } });
          const answer = await ask(shop, `{ orders(first: ${first}) { nodes { name } } }`);
          expect(pick(answer.data, 'orders', 'nodes', '*', 'name')).toEqual(all.map(({ name }) => name));
        }
      ),
      { numRuns: 40, seed: 20261123 }
    );
  });

  it('asks for what stands beside the connection once only', async () => {
    const shop = shopWith(30, { root: { orders: connectionOf(records(30)), shop: { name: 'A shop' } } });
    const answer = await ask(shop, '{ shop { name } orders(first: 10, sortKey: CREATED_AT) { nodes { id } } }');
    expect(answer.data).toMatchObject({ shop: { name: 'A shop' } });
    expect(answer.connection).toEqual(['orders']);
    expect(shop.received.map(({ query }) => query.includes('shop {'))).toEqual([true, false, false]);
    expect(shop.received.every(({ query }) => query.includes('sortKey: CREATED_AT'))).toBe(true);
  });

  it('pages a connection that lies under single objects', async () => {
    const product = {
      __typename: 'Product',
      id: 'gid://shopify/Product/1',
      variants: connectionOf(records(12).map(({ id, name }) => ({ id, title: name }))),
    };
    const shop = new FakeShop({ root: { product } });
    const answer = await ask(
      shop,
      '{ product(id: "gid://shopify/Product/1") { id variants(first: 5) { nodes { title } } } }'
    );
    expect(answer.connection).toEqual(['product', 'variants']);
    expect(pick(answer.data, 'product', 'variants', 'nodes', '*', 'title')).toHaveLength(12);
    expect(answer.data).toMatchObject({ product: { id: 'gid://shopify/Product/1' } });
  });

  it('has nothing to page where that object is null', async () => {
    const shop = new FakeShop({ root: { product: null, shop: { name: 'A shop' } } });
    const answer = await ask(
      shop,
      '{ shop { name } product(id: "gid://shopify/Product/1") { variants(first: 5) { nodes { id } } } }'
    );
    expect(answer).toMatchObject({ data: { shop: { name: 'A shop' }, product: null }, truncated: false });
  });

  it("begins at the author's cursor", async () => {
    const shop = shopWith(10);
    const answer = await ask(shop, 'query ($from: String) { orders(first: 3, after: $from) { nodes { name } } }', {
      variables: { from: 'c5' },
    });
    expect(pick(answer.data, 'orders', 'nodes', '*', 'name')).toEqual(['#6', '#7', '#8', '#9']);
  });

  it("gives the author's own pageInfo as if it were one page", async () => {
    const shop = shopWith(10);
    const answer = await ask(shop, '{ orders(first: 4) { nodes { name } pageInfo { hasNextPage endCursor } } }');
    expect(answer.data).toMatchObject({ orders: { pageInfo: { hasNextPage: false, endCursor: 'c9' } } });
  });

  it('stops when a node says so', async () => {
    const shop = shopWith(100);
    const keepPaging = (node: unknown) =>
      typeof node === 'object' && node !== null && Reflect.get(node, 'name') !== '#12';
    const answer = await ask(shop, '{ orders(first: 10) { nodes { name } } }', { keepPaging });
    expect(shop.received).toHaveLength(2);
    expect(answer).toMatchObject({ truncated: false, notices: [] });
  });

  it('is not done backwards', async () => {
    const shop = new FakeShop({ root: { orders: () => ({ nodes: records(3), pageInfo: { hasNextPage: false } }) } });
    const answer = await ask(shop, '{ orders(last: 3) { nodes { name } } }');
    expect(shop.received).toHaveLength(1);
    expect(answer.notices).toEqual([{ code: 'pagingBackwards', severity: 'info', values: { rows: 3 } }]);
  });

  it('says when nested lists were cut, or may have been', async () => {
    const lineItems = (size: number) => connectionOf(Array.from({ length: size }, (_, at) => ({ title: `${at}` })));
    const orders = [2, 3, 5].map((size, at) => ({ id: `gid://shopify/Order/${at}`, lineItems: lineItems(size) }));
    const shop = new FakeShop({ root: { orders: connectionOf(orders) } });
    const told = await ask(
      shop,
      '{ orders(first: 10) { nodes { lineItems(first: 3) { nodes { title } pageInfo { hasNextPage } } } } }'
    );
    expect(told.notices).toEqual([
      { code: 'nestedCut', severity: 'warning', values: { path: 'orders.nodes.lineItems', count: 1 } },
    ]);
    const guessed = await ask(shop, '{ orders(first: 10) { nodes { lineItems(first: 3) { nodes { title } } } } }');
    expect(guessed.notices).toEqual([
      { code: 'nestedFull', severity: 'info', values: { path: 'orders.nodes.lineItems', count: 2, first: 3 } },
    ]);
  });
});

describe('pages that are too costly', () => {
  const cost = ({ variables }: Received): readonly [number, number] => {
    const size = Number(variables['shopscopeFirst']);
    return [size * 10, size];
  };
  const tooCostly = (shop: FakeShop) => {
    const check = (request: Received): Response | undefined => {
      shop.faults.push(check);
      const [asked] = cost(request);
      return asked > 1000 ? refused('MAX_COST_EXCEEDED', { cost: asked, maxCost: 1000 }) : undefined;
    };
    shop.faults.push(check);
  };

  it('are halved until they fit, and that is remembered', async () => {
    const shop = shopWith(500, { cost, maximum: 20_000 });
    tooCostly(shop);
    const shopify = shop.open();
    const document = '{ orders { nodes { name } } }';
    const answer = await shop.time.until(shopify.graphql({ document }, shop.options({ maxAge: 0 })));
    expect(shop.received.map(({ variables }) => variables['shopscopeFirst'])).toEqual([
      250, 62, 62, 62, 62, 62, 62, 62, 62, 62,
    ]);
    expect(answer.notices).toContainEqual({ code: 'pageHalved', severity: 'info', values: { from: 250, to: 62 } });
    expect(pick(answer.data, 'orders', 'nodes', '*', 'name')).toHaveLength(500);
    const again = await shop.time.until(shopify.graphql({ document }, shop.options({ maxAge: 0 })));
    expect(again.notices).toEqual([]);
    expect(shop.received.slice(10).every(({ variables }) => variables['shopscopeFirst'] === 62)).toBe(true);
  });

  it('are an error when one node is too much', async () => {
    const shop = shopWith(5);
    const refuse = (): Response => {
      shop.faults.push(refuse);
      return refused('MAX_COST_EXCEEDED', { cost: 1500, maxCost: 1000 });
    };
    shop.faults.push(refuse);
    await expect(ask(shop, '{ orders(first: 8) { nodes { name } } }')).rejects.toMatchObject({
      code: 'tooCostly',
      values: { cost: 1500, limit: 1000 },
    });
  });
});

describe('what was gathered is kept', () => {
  const document = '{ orders(first: 10) { nodes { name } } }';
  const through = () => undefined;

  it.each([
    ['an invalid cursor', () => refused('BAD_REQUEST', {}, 'Invalid cursor'), 'cursorInvalid'],
    ['a locked shop', () => new Response('', { status: 423 }), 'pagingFailed'],
    ['a page of HTML', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'pagingFailed'],
  ])('after %s', async (_, fault, code) => {
    const shop = shopWith(100);
    shop.faults.push(through, through, fault);
    const answer = await ask(shop, document);
    expect(pick(answer.data, 'orders', 'nodes', '*', 'name')).toHaveLength(20);
    expect(answer.truncated).toBe(true);
    expect(answer.notices).toMatchObject([{ code, values: { rows: 20 } }]);
  });

  it('when the deadline comes near', async () => {
    const shop = shopWith(1000, { latency: 1000 });
    const answer = await ask(shop, document, {}, { deadline: shop.time.now() + 5_400 });
    expect(answer).toMatchObject({ truncated: true, notices: [{ code: 'pagingDeadline', values: { rows: 40 } }] });
    expect(shop.received).toHaveLength(4);
  });

  it('when the budget is used up', async () => {
    const shop = shopWith(1000, { cost: () => [300, 300], maximum: 1000, restoreRate: 10 });
    const answer = await ask(shop, document, {}, { deadline: shop.time.now() + 15_000 });
    expect(answer).toMatchObject({
      truncated: true,
      notices: [{ code: 'pagingWouldWait', values: { rows: 30, needed: 20 } }],
    });
    expect(shop.throttled).toBeLessThanOrEqual(1);
  });

  it.each([
    ['null', null],
    ['the one before', 'c9'],
    ['one that was seen', 'c9'],
  ])('when the cursor is %s', async (_, endCursor) => {
    const shop = new FakeShop({
      root: {
        orders: ({ after }: { after?: string }) => ({
          nodes: after ? records(20).slice(10) : records(10),
          pageInfo: { hasNextPage: true, endCursor },
        }),
      },
    });
    const answer = await ask(shop, document);
    expect(answer).toMatchObject({ truncated: true, notices: [{ code: 'cursorStuck' }] });
    expect(shop.received.length).toBeLessThanOrEqual(2);
  });

  it('when empty pages never end', async () => {
    let turn = 0;
    const orders = () => ({ nodes: [], pageInfo: { hasNextPage: true, endCursor: `c${(turn += 1)}` } });
    const shop = new FakeShop({ root: { orders } });
    const answer = await ask(shop, document);
    expect(answer).toMatchObject({ truncated: true, notices: [{ code: 'cursorStuck', values: { rows: 0 } }] });
  });

  it('but the first page fails with an error, and a cancelled call too', async () => {
    const shop = shopWith(100);
    shop.faults.push(() => new Response('', { status: 423 }));
    await expect(ask(shop, document)).rejects.toMatchObject({ code: 'shopLocked' });
    const controller = new AbortController();
    shop.faults.push(through, () => {
      controller.abort();
      return undefined;
    });
    await expect(ask(shop, document, {}, { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('an empty store is no failure', async () => {
    const answer = await ask(shopWith(0), document);
    expect(answer).toMatchObject({ data: { orders: { nodes: [] } }, truncated: false, notices: [] });
  });

  it('Shopify ends lists after 25,000', async () => {
    const shop = new FakeShop({ root: { orders: connectionOf(records(25_000)) }, maximum: 1e6 });
    const answer = await ask(
      shop,
      '{ orders { nodes { id } } }',
      { maxNodes: 30_000 },
      { deadline: shop.time.now() + 1e6 }
    );
    expect(answer).toMatchObject({
      truncated: true,
      notices: [{ code: 'paginationCeiling', values: { rows: 25_000 } }],
    });
  });
});

it('a query that asks for page info alone is sent as it is', async () => {
  const shop = new FakeShop();
  shop.faults.push(() => json({ data: { orders: { pageInfo: { hasNextPage: true } } } }));
  const answer = await ask(shop, '{ orders(first: 1) { pageInfo { hasNextPage } } }');
  expect(answer.data).toEqual({ orders: { pageInfo: { hasNextPage: true } } });
  expect(answer.connection).toBeUndefined();
});
