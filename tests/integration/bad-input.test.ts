import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAdminApi, type AdminApi } from '../../demo/admin-api/server';
import type { Fault } from '../../demo/admin-api/faults';
import { createWorld } from '../../demo/world';
import { compileBackend } from '../../scripts/compile-backend';
import { PluginHost, type TestDataSource, type TestResponse } from '../support/plugin-host';

const orders = '{ orders(first: 5) { nodes { name createdAt totalPriceSet { shopMoney { amount currencyCode } } } } }';
const graphql = (document: string, more: object = {}) => ({ queryType: 'graphql', document, ...more });

describe('bad input, through the compiled executable', () => {
  let api: AdminApi;
  let host: PluginHost;
  let domain = '';
  let made = 0;

  /** A data source that nobody used before: nothing is cached for its credentials. */
  const source = (jsonData: object = {}, secrets: Readonly<Record<string, string>> = {}): TestDataSource => ({
    uid: `source-${(made += 1)}`,
    jsonData: { shop: domain, clientId: 'demo-client-id', ...jsonData },
    secrets: { clientSecret: 'demo-client-secret', ...secrets },
  });
  const ask = async (from: TestDataSource, model: object, timeout = 25_000): Promise<TestResponse> => {
    const answers = await host.query(from, [{ model, from: Date.now() - 86_400_000, to: Date.now() }], { timeout });
    return answers['A'] ?? { status: 0, error: 'no answer', errorSource: '', frames: [] };
  };

  beforeAll(async () => {
    const executable = path.resolve('.cache', 'bad-input', 'gpx_shopscope');
    compileBackend({ entry: 'src/backend/main.ts', outfile: executable });
    const world = createWorld({ seed: 7, shop: 'usd', clock: Date.now, ordersPerDay: 20 });
    domain = world.shop.domain;
    api = await startAdminApi({
      shops: [
        {
          world,
          apps: [
            { clientId: 'demo-client-id', clientSecret: 'demo-client-secret' },
            { clientId: 'not-installed', clientSecret: 's', installed: false },
            { clientId: 'not-permitted', clientSecret: 's', permitted: false },
            { clientId: 'few-scopes', clientSecret: 's', scopes: ['read_products'] },
            { clientId: 'no-customer-data', clientSecret: 's', customerData: false },
          ],
        },
      ],
    });
    host = await PluginHost.start(executable, { GF_PLUGIN_SANDBOX_URL: api.shopUrl(domain) });
  });
  beforeEach(() => api.faults.clear());
  afterAll(async () => {
    await host.stop();
    await api.close();
  });

  /** After every fault: the process is the same, and a neighbour is answered. */
  const unharmed = async (pid: number) => {
    api.faults.clear();
    expect(host.isAlive).toBe(true);
    expect(host.pid).toBe(pid);
    expect(await ask(source({ language: 'en' }), graphql(orders, { limit: 5 }))).toMatchObject({
      status: 200,
      error: '',
    });
  };

  const settings: ReadonlyArray<
    readonly [name: string, jsonData: object, secrets: Record<string, string>, text: string]
  > = [
    ['an empty domain', { shop: '' }, {}, 'domain is empty'],
    ['a foreign host', { shop: 'evil.example.com' }, {}, 'not a *.myshopify.com domain'],
    ['a wrong domain', { shop: 'no shop!' }, {}, 'not a shop domain'],
    ['no client id', { clientId: '' }, {}, 'client ID is missing'],
    ['no client secret', {}, { clientSecret: '' }, 'client secret is missing'],
    ['no access token', { authMethod: 'token' }, {}, 'access token is missing'],
    ['a wrong secret', {}, { clientSecret: 'wrong' }, 'refused the app'],
    ['a wrong token', { authMethod: 'token' }, { accessToken: 'wrong' }, 'refused the access token'],
    ['an app that is not installed', { clientId: 'not-installed' }, { clientSecret: 's' }, 'not installed'],
    [
      'an app of another organisation',
      { clientId: 'not-permitted' },
      { clientSecret: 's' },
      'same Shopify organization',
    ],
    ['a version that nobody knows', { apiVersion: '1999-01' }, {}, 'apiVersion'],
    ['a missing scope', { clientId: 'few-scopes' }, { clientSecret: 's' }, 'read_orders'],
  ];
  it.each(settings)('settings with %s', async (_name, jsonData, secrets, text) => {
    const { pid } = host;
    const bad = source(jsonData, secrets);
    const answer = await ask(bad, graphql(orders));
    expect(answer).toMatchObject({ errorSource: 'plugin', frames: [] });
    expect(answer.error).toContain(text);
    expect(answer.error).toMatch(/settings:/);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify([answer.error, host.logs])).not.toContain('demo-client-secret');
    if (!text.startsWith('read_')) {
      const health = await host.health(bad);
      expect(health.ok).toBe(false);
      expect(health.message).toContain(text);
    }
    await unharmed(pid);
  });

  it('says what is wrong in the settings’ language', async () => {
    const health = await host.health(source({ language: 'ko', clientId: '' }));
    expect(health).toMatchObject({ ok: false });
    expect(health.message).toContain('클라이언트 ID가 없습니다');
  });

  const queries: ReadonlyArray<readonly [name: string, model: object, text: string]> = [
    [
      'a mutation',
      graphql('mutation { orderClose(input: { id: "gid://shopify/Order/1" }) { order { id } } }'),
      'only reads',
    ],
    ['a subscription', graphql('subscription { orders { id } }'), 'subscriptions are not possible'],
    ['several operations', graphql('query A { shop { name } } query B { shop { name } }'), '2 operations'],
    ['a syntax error', graphql('{ orders(first: 5 { nodes { id } } }'), 'line 1, column 19'],
    ['an empty document', graphql('  '), 'Write a GraphQL query'],
    [
      'an unknown field',
      graphql('{ orders(first: 5) { nodes { totalPriceSett { shopMoney { amount } } } } }'),
      'Did you mean “totalPriceSet”?',
    ],
    ['a personal field', graphql('{ orders(first: 5) { nodes { secret: email } } }'), 'personal data of kind “email”'],
    ['variables that are no object', graphql(orders, { variables: '[1]' }), 'JSON object'],
    [
      'a query that is too costly for one call',
      graphql(
        '{ a: order(id: "gid://shopify/Order/1") { lineItems(first: 250) { nodes { product { variants(first: 250) { nodes { inventoryItem { inventoryLevels(first: 250) { nodes { location { name } } } } } } collections(first: 250) { nodes { products(first: 250) { nodes { variants(first: 250) { nodes { id } } } } } } } } } } }'
      ),
      'Shopify allows 1000 for one call',
    ],
    [
      'ShopifyQL that Shopify cannot read',
      { queryType: 'shopifyql', text: 'FROM sales SHOW nothing_such SINCE -1d' },
      'nothing_such',
    ],
    ['an unknown query type', { queryType: 'horoscope' }, 'no query type “horoscope”'],
    ['no query type', {}, 'names no query type'],
    ['a model of a newer version', { queryType: 'status', version: 9 }, 'newer Shopscope'],
    ['a wrong field of the model', { queryType: 'records', limit: 'many' }, '“limit”'],
    ['an unknown zone', { queryType: 'metrics', timezone: 'Mars/Olympus' }, 'no time zone “Mars/Olympus”'],
  ];
  it.each(queries)('%s', async (_name, model, text) => {
    const { pid } = host;
    const answer = await ask(source(), model);
    expect(answer.error).toContain(text);
    expect(answer.error).toMatch(/^Query:/);
    expect(answer).toMatchObject({ errorSource: 'plugin', frames: [] });
    await unharmed(pid);
  });

  const faults: ReadonlyArray<readonly [name: string, fault: Fault, source: string, text: string]> = [
    ['a locked shop', { kind: 'locked' }, 'downstream', 'is locked'],
    ['a frozen shop', { kind: 'frozen' }, 'downstream', 'is frozen'],
    ['a closed or unknown shop', { kind: 'not-found' }, 'plugin', 'knows no shop'],
    ['HTML instead of JSON', { kind: 'html' }, 'downstream', 'not JSON'],
    ['a body that breaks off', { kind: 'truncated-body' }, 'downstream', 'broke off'],
    [
      'a connection that is cut',
      { kind: 'cut-connection' },
      'downstream',
      'Check the network between Grafana and Shopify',
    ],
    ['a server that fails', { kind: 'server-error', status: 503 }, 'downstream', 'server failed'],
    ['a refusal', { kind: 'forbidden' }, 'downstream', 'refused the request'],
    ['a request that is taken for unsafe', { kind: 'rejected' }, 'downstream', 'unsafe'],
  ];
  it.each(faults)('%s', async (_name, fault, errorSource, text) => {
    const { pid } = host;
    const shop = source();
    await ask(shop, { queryType: 'status' });
    api.faults.add(fault);
    const answer = await ask(shop, graphql(`{ fresh${made}: shop { name } }`));
    expect(answer.error).toContain(text);
    expect(answer).toMatchObject({ errorSource, frames: [] });
    await unharmed(pid);
  });

  it('a shop that does not answer before the deadline', async () => {
    const { pid } = host;
    const shop = source();
    await ask(shop, { queryType: 'status' });
    api.faults.add({ kind: 'slow', delay: 4_000 });
    const begun = performance.now();
    const answer = await Promise.race([
      ask(shop, graphql('{ orders(first: 3, reverse: true) { nodes { id } } }'), 1_500).catch((error: unknown) =>
        String(error)
      ),
    ]);
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(typeof answer === 'string' ? answer : answer.error).toMatch(/DEADLINE_EXCEEDED|no answer within/);
    await unharmed(pid);
  });

  it('a token that has expired is renewed without anybody noticing', async () => {
    const shop = source();
    await ask(shop, { queryType: 'status' });
    const tokens = api.counts.token;
    for (const each of api.shops) {
      each.revokeTokens();
    }
    expect(await ask(shop, graphql('{ orders(first: 2) { nodes { updatedAt } } }'))).toMatchObject({
      status: 200,
      error: '',
    });
    expect(api.counts.token).toBeGreaterThan(tokens);
  });

  it('a cursor that Shopify no longer takes leaves what was read, with a notice', async () => {
    const document = '{ orders(first: 10, sortKey: CREATED_AT) { nodes { name } } }';
    const shop = source();
    await ask(shop, { queryType: 'status' });
    api.faults.add({ kind: 'cursor-invalid' });
    const { frames, error } = await ask(shop, graphql(document, { limit: 40 }));
    expect(error).toBe('');
    expect(frames[0]?.fields[0]?.values.length).toBe(10);
    expect(frames[0]?.meta?.notices?.map(({ text }) => text).join()).toContain('cursor');
  });

  it('partial data is shown with a notice', async () => {
    const shop = source();
    await ask(shop, { queryType: 'status' });
    api.faults.add({ kind: 'partial-data' });
    const { frames, error } = await ask(
      shop,
      graphql('{ orders(first: 6) { nodes { name } } productsCount { count } shop { name } }', { limit: 6 })
    );
    expect(error).toBe('');
    expect(frames[0]?.meta?.notices?.map(({ text }) => text).join()).toContain('is incomplete');
  });

  it('a version that is served instead of the asked one is told', async () => {
    const shop = source();
    await ask(shop, { queryType: 'status' });
    api.faults.add({ kind: 'version-fallback' });
    const { frames } = await ask(shop, graphql('{ orders(first: 7) { nodes { name } } }', { limit: 7 }));
    expect(frames[0]?.meta?.notices?.map(({ text }) => text).join()).toContain('instead of 2026-07');
  });

  it('figures come from orders where ShopifyQL is denied', async () => {
    const { frames } = await ask(source({ clientId: 'no-customer-data' }, { clientSecret: 's' }), {
      queryType: 'metrics',
      metrics: ['orders'],
    });
    expect(frames[0]?.fields[0]?.values.length).toBe(1);
    expect(frames[0]?.meta?.notices?.[0]?.text).toContain('Shopify denies this app ShopifyQL');
  });

  it('a search without any result gives typed columns', async () => {
    const { frames, error } = await ask(
      source(),
      graphql('{ orders(first: 5, query: "id:1") { nodes { name createdAt } } }')
    );
    expect(error).toBe('');
    expect(frames[0]?.fields.map(({ name, type, values }) => [name, type, values.length])).toEqual([
      ['name', 'string', 0],
      ['createdAt', 'time', 0],
    ]);
  });

  it('a model of an older version is migrated', async () => {
    const answer = await ask(source(), { version: 0, queryType: 'graphql', query: '{ shop { name } }' });
    expect(answer).toMatchObject({ status: 200, error: '' });
  });

  const broken = Buffer.from('{"language":"ko"');
  it.each([
    [{}, { 'accept-language': 'ko-KR,en;q=0.8' }, 'Grafana가 보낸 데이터 소스 설정이 JSON이 아닙니다'],
    [{}, { 'accept-language': 'de, en-GB;q=0.9, ko;q=0.8' }, 'Grafana sent data source settings that are not JSON'],
    [{}, {}, 'Grafana sent data source settings that are not JSON'],
  ])('settings that are not JSON, %j %j', async (_, headers, text) => {
    const pid = host.pid;
    const from = { uid: 'broken', jsonData: broken };
    await expect(host.query(from, [{ model: {} }], { headers })).rejects.toThrow(text);
    expect((await host.health(from, { headers })).message).toContain(text);
    const { status, body } = await host.resource(from, 'graphql/schema', { headers });
    expect([status, body.toString('utf8')]).toEqual([400, expect.stringContaining(text)]);
    await unharmed(pid);
  });

  it.each([
    ['ko', {}, '쿼리가 JSON이 아닙니다'],
    ['en', { 'accept-language': 'ko' }, 'The query is not JSON'],
    [undefined, { 'accept-language': 'ko' }, '쿼리가 JSON이 아닙니다'],
    [undefined, {}, 'The query is not JSON'],
  ])('a query that is not JSON, in a data source that speaks %s', async (language, headers, text) => {
    const asked = await host.query(source(language === undefined ? {} : { language }), [{ model: broken }], {
      headers,
    });
    expect(asked['A']?.error).toContain(text);
    expect(asked['A']?.status).toBe(400);
  });

  it('a bad query leaves the good ones of its request alone', async () => {
    const answers = await host.query(source(), [
      { refId: 'A', model: { queryType: 'sql' } },
      { refId: 'B', model: graphql('{ shop { name } }') },
      { refId: 'C', model: graphql('mutation { x }') },
    ]);
    expect([answers['A']?.error === '', answers['B']?.error, answers['C']?.error === '']).toEqual([false, '', false]);
  });
});
