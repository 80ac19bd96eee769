import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorld } from '../../world';
import { demoApp } from '../apps';
import { startAdminApi } from '../server';
import { testApi, testNow } from '../testing/harness';

const day = 86_400_000;

describe('errors in the shape of recorded answers', () => {
  it.each([
    [
      'query Q {\n  products(first: 1) {\n    nodes {\n      id\n      definitelyNotAProductField\n    }\n  }\n}',
      {
        message: "Field 'definitelyNotAProductField' doesn't exist on type 'Product'",
        locations: [{ line: 5, column: 7 }],
        path: ['query Q', 'products', 'nodes', 'definitelyNotAProductField'],
        extensions: { code: 'undefinedField', typeName: 'Product', fieldName: 'definitelyNotAProductField' },
      },
    ],
    [
      'query Q {\n  shop\n}\n',
      {
        message:
          "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)",
        locations: [{ line: 2, column: 3 }],
        path: ['query Q', 'shop'],
        extensions: { code: 'selectionMismatch', nodeName: "field 'shop'", typeName: 'Shop' },
      },
    ],
    [
      'query Q {\n  shop {\n    id\n',
      {
        message: 'syntax error, unexpected end of file at [4, 1]',
        locations: [{ line: 4, column: 1 }],
        extensions: { code: 'PARSE_ERROR' },
      },
    ],
    [
      'mutation M {\n  productCreate(input: {}) { product { id } }\n}',
      {
        message: "Field 'productCreate' doesn't exist on type 'Mutation'",
        locations: [{ line: 2, column: 3 }],
        path: ['mutation M', 'productCreate'],
        extensions: { code: 'undefinedField', typeName: 'Mutation', fieldName: 'productCreate' },
      },
    ],
    [
      'query Q {\n  order {\n    id\n  }\n}',
      {
        message: "Field 'order' is missing required arguments: id",
        locations: [{ line: 2, column: 3 }],
        path: ['query Q', 'order'],
        extensions: { code: 'missingRequiredArguments', className: 'Field', name: 'order', arguments: 'id' },
      },
    ],
  ])('%s', async (query, error) => {
    const { post } = await testApi();
    const response = await post(query);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ errors: [error] });
  });

  it('names a variable that is missing', async () => {
    const { ask } = await testApi();
    const body = await ask('query Q($id: ID!) { order(id: $id) { id } }');
    expect(body.data).toBeUndefined();
    expect(body.errors?.[0]).toMatchObject({
      message: 'Variable $id of type ID! was provided invalid value',
      extensions: {
        code: 'INVALID_VARIABLE',
        value: null,
        problems: [{ path: [], explanation: 'Expected value to not be null' }],
      },
    });
  });

  it('puts null in the place of an id of another type', async () => {
    const { ask } = await testApi();
    const body = await ask('{ order(id: "gid://shopify/Product/1") { id } shop { currencyCode } }');
    expect(body.data).toEqual({ order: null, shop: { currencyCode: 'USD' } });
    expect(body.errors?.[0]).toMatchObject({
      message: 'Invalid id: gid://shopify/Product/1',
      path: ['order'],
      extensions: { code: 'RESOURCE_NOT_FOUND' },
    });
  });

  it('says what the demo shop has no data for', async () => {
    const { ask } = await testApi();
    const body = await ask('{ shop { name paymentSettings { supportedDigitalWallets } } }');
    expect(body.errors?.[0]?.message).toMatch(/Request ID: .* Demo shop: it has no data for Shop.paymentSettings/s);
    expect(body.errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
  });
});

describe('scopes', () => {
  it('nulls a field that is not granted and answers the rest', async () => {
    const { ask } = await testApi({ app: { scopes: ['read_orders', 'read_all_orders'] } });
    const body = await ask(
      '{ orders(first: 2) { nodes { id customer { id } } } product(id: "gid://shopify/Product/1") { id } }'
    );
    expect(body.data).toMatchObject({ product: null, orders: { nodes: [{ customer: null }, { customer: null }] } });
    expect(body.errors?.map(({ message }) => message)).toContain(
      'Access denied for product field. Required access: `read_products` access scope.'
    );
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
    });
  });

  it('has no data at all where a field that cannot be null is denied', async () => {
    const { ask } = await testApi({ app: { scopes: ['read_products'] } });
    const body = await ask('{ orders(first: 2) { nodes { id } } }');
    expect(body.data).toBeNull();
    expect(body.errors?.[0]).toMatchObject({ path: ['orders'], extensions: { code: 'ACCESS_DENIED' } });
  });

  it('lets a write scope read', async () => {
    const { ask } = await testApi({ app: { scopes: ['write_products'] } });
    expect((await ask('{ products(first: 1) { nodes { id } } }')).errors).toBeUndefined();
  });

  it('lists what is granted', async () => {
    const { ask } = await testApi({ app: { scopes: ['read_orders', 'write_products'] } });
    const body = await ask('{ currentAppInstallation { accessScopes { handle } } }');
    expect(body.data).toEqual({
      currentAppInstallation: { accessScopes: [{ handle: 'read_orders' }, { handle: 'write_products' }] },
    });
  });

  it('hides orders older than 60 days without read_all_orders, and says nothing', async () => {
    const shape = z.object({
      orders: z.object({ nodes: z.array(z.object({ id: z.string(), createdAt: z.string() })) }),
    });
    const query = '{ orders(first: 1, sortKey: CREATED_AT) { nodes { id createdAt } } }';
    const wide = await testApi();
    const narrow = await testApi({ world: wide.world, app: { scopes: ['read_orders'] } });
    const oldest = (await wide.read(shape, query)).orders.nodes[0];
    const visible = (await narrow.read(shape, query)).orders.nodes[0];
    expect(Date.parse(oldest?.createdAt ?? '')).toBeLessThan(testNow - 300 * day);
    expect(Date.parse(visible?.createdAt ?? '')).toBeGreaterThanOrEqual(testNow - 60 * day);
    expect((await narrow.ask(`{ order(id: "${oldest?.id ?? ''}") { id } }`)).data).toEqual({ order: null });
  });
});

describe('versions', () => {
  it('says which one answered', async () => {
    for (const [asked, served] of [
      ['2026-07', '2026-07'],
      ['2026-10', '2026-10'],
      ['2025-01', '2026-07'],
      ['unstable', '2026-10'],
    ] as const) {
      const { post } = await testApi({ version: asked });
      const response = await post('{ shop { name } }');
      expect(response.headers.get('X-Shopify-API-Version')).toBe(served);
    }
  });

  it('knows the fields of each', async () => {
    const query = '{ shopifyqlQuery(query: "FROM sales SHOW total_sales SINCE today") { parseWarnings } }';
    const older = await testApi({ version: '2026-07' });
    const newer = await testApi({ version: '2026-10' });
    expect((await older.ask(query)).errors?.[0]?.extensions?.['code']).toBe('undefinedField');
    expect((await newer.ask(query)).data).toEqual({ shopifyqlQuery: { parseWarnings: [] } });
  });

  it('has none for a version that never was', async () => {
    const { post } = await testApi({ version: '2026-08' });
    const response = await post('{ shop { name } }');
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toMatch('text/html');
  });
});

it('serves several shops by the domain in front of the path', async () => {
  const clock = () => testNow;
  const worlds = (['usd', 'krw'] as const).map((shop) => createWorld({ seed: 7, shop, clock, ordersPerDay: 5 }));
  const [usd, krw] = worlds;
  if (usd === undefined || krw === undefined) {
    throw new Error('two worlds');
  }
  const api = await startAdminApi({ shops: [{ world: usd }, { world: krw }], clock });
  try {
    const ask = async (base: string) => {
      const response = await fetch(`${base}/admin/api/2026-07/graphql.json`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': demoApp.legacyToken ?? '' },
        body: JSON.stringify({ query: '{ shop { currencyCode ianaTimezone } }' }),
      });
      return response.status === 200
        ? z.object({ data: z.unknown() }).parse(await response.json()).data
        : response.status;
    };
    expect(await ask(api.url)).toEqual({ shop: { currencyCode: 'USD', ianaTimezone: 'America/New_York' } });
    expect(await ask(api.shopUrl(krw.shop.domain))).toEqual({
      shop: { currencyCode: 'KRW', ianaTimezone: 'Asia/Seoul' },
    });
    expect(await ask(`${api.url}/unknown.myshopify.com`)).toBe(404);
  } finally {
    await api.close();
  }
});
