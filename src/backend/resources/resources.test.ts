import { gunzipSync } from 'node:zlib';
import { buildClientSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TestShop } from '../../../tests/support/shop';
import {
  connectionSchema,
  factsSchema,
  graphqlCheckSchema,
  graphqlSchemaSchema,
  shopifyqlCheckSchema,
  shopifyqlReferenceSchema,
  tagsSchema,
} from '../../query/resources';

describe('resources', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.start({ scopes: ['read_orders', 'read_reports', 'read_products'] });
  });
  afterAll(() => shop.close());

  const text = (body: unknown) =>
    Buffer.from(z.union([z.string(), z.instanceof(Uint8Array)]).parse(body)).toString('utf8');
  const ask = async <Schema extends z.ZodType>(
    url: string,
    schema: Schema,
    request: Parameters<TestShop['resource']>[1] = {}
  ): Promise<z.output<Schema>> => {
    const { status, body } = await shop.resource(url, request);
    expect([status, status === 200 ? '' : text(body)]).toEqual([200, '']);
    return schema.parse(JSON.parse(text(body)));
  };
  const refused = async (url: string, request: Parameters<TestShop['resource']>[1] = {}) => {
    const { status, body } = await shop.resource(url, request);
    return { status, message: z.object({ message: z.string() }).parse(JSON.parse(text(body))).message };
  };

  it('tells Editors and Admins of the connection what health tells', async () => {
    const connection = await ask('connection?lang=en', connectionSchema, { role: 'Editor' });
    expect(connection.shop).toMatchObject({ name: 'Harbor & Pine', timezone: 'America/New_York', currency: 'USD' });
    expect(connection.scopes.find(({ scope }) => scope === 'read_customers')).toMatchObject({ granted: false });
    expect(connection.history.days).toBe(60);
    expect(connection.sandbox).toContain('127.0.0.1');
    const health = await shop.health();
    expect(health?.status).toBe('ok');
    expect(connectionSchema.parse(health?.details).scopes).toEqual(connection.scopes);
    expect(health?.message).toContain('Missing scopes: read_all_orders, read_inventory');
    const korean = await ask('connection?lang=ko', connectionSchema);
    expect(korean.history.text).toContain('최근 60일');
  });

  it('keeps the connection from Viewers, who may know the facts', async () => {
    for (const role of ['Viewer', '']) {
      const { status, message } = await refused('connection?lang=en', { role });
      expect(status).toBe(403);
      expect(message).toContain('Editors and Admins');
      expect(await ask('facts', factsSchema, { role })).toEqual({
        shop: shop.domain,
        timezone: 'America/New_York',
        currency: 'USD',
      });
    }
  });

  it('gives the schema, packed where the browser takes it so', async () => {
    const { headers, body } = await shop.resource('graphql/schema', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip' });
    const packed: unknown = JSON.parse(gunzipSync(z.instanceof(Uint8Array).parse(body)).toString('utf8'));
    const plain = await ask('graphql/schema?version=2026-10', graphqlSchemaSchema);
    expect([graphqlSchemaSchema.parse(packed).version, plain.version]).toEqual(['2026-07', '2026-10']);
    const shape = z.custom<Parameters<typeof buildClientSchema>[0]>(() => true).parse(packed);
    expect(buildClientSchema(shape, { assumeValid: true }).getQueryType()?.name).toBe('QueryRoot');
  });

  it.each([
    ['{ orders(first: 5) {\n nodes { nam } } }', { severity: 'error', line: 2, column: 10 }, 'Did you mean “name”'],
    ['{ orders(first: 5) { nodes { id totalPrice } } }', { severity: 'warning', line: 1, column: 33 }, 'deprecated'],
    ['mutation { x }', { severity: 'error' }, 'only reads'],
    ['{ customers(first: 1) { nodes { email } } }', { severity: 'error' }, 'personal data'],
  ])('checks %j', async (document, place, message) => {
    const { problems } = await ask('graphql/check', graphqlCheckSchema, {
      method: 'POST',
      body: { document, language: 'en' },
    });
    expect(problems).toMatchObject([place]);
    expect(problems[0]?.message).toContain(message);
  });

  it.each([
    [
      'en',
      /^Shopify has deprecated Order\.totalPrice and will drop it in a later API version\. Shopify’s advice: Use `/,
    ],
    ['ko', /^Shopify가 Order\.totalPrice 사용을 더 이상 권장하지 않으며.*Shopify의 안내\(영어\): Use `/],
  ])('says in %s what is deprecated, with Shopify’s reason', async (language, text) => {
    const document = '{ orders(first: 5) { nodes { totalPrice } } }';
    const { problems } = await ask('graphql/check', graphqlCheckSchema, {
      method: 'POST',
      body: { document, language },
    });
    expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
    expect(problems[0]?.message).toMatch(text);
  });

  it('tells what a document may cost and which scopes it needs, without asking Shopify', async () => {
    const before = shop.api.counts.graphql;
    const document = '{ orders(first: 10) { nodes { name customer { id } } } }';
    const check = await ask('graphql/check', graphqlCheckSchema, { method: 'POST', body: { document } });
    expect(check.problems).toEqual([]);
    expect(check.cost).toBeGreaterThan(0);
    expect(check.scopes.join()).toContain('read_orders');
    expect(shop.api.counts.graphql).toBe(before);
  });

  it.each([
    ['FROM sales SHOW orders', []],
    ['SELECT orders FROM sales', ['ShopifyQL has no SELECT', 'SHOW is missing']],
    ["FROM sales SHOW orders WHERE a = 'open", ['no closing quotation mark']],
    ['FROM orders SHOW customer_email', ['personal data']],
    ["SHOW 'FROM'", ['FROM is missing']],
  ])('checks ShopifyQL %j', async (query, messages) => {
    const { problems } = await ask('shopifyql/check', shopifyqlCheckSchema, {
      method: 'POST',
      body: { text: query, language: 'en' },
    });
    expect(problems.length).toBe(messages.length);
    messages.forEach((message, at) => expect(problems[at]?.message).toContain(message));
  });

  it('knows words for completion', async () => {
    const { schemas } = await ask('shopifyql/reference', shopifyqlReferenceSchema);
    expect(schemas.find(({ name }) => name === 'sales')?.metrics.map(({ name }) => name)).toContain('total_sales');
  });

  it('offers keys and values for ad-hoc filters', async () => {
    const keys = (await ask('tags/keys', tagsSchema)).map(({ value }) => value);
    expect(keys).toEqual(expect.arrayContaining(['financial_status', 'product_title']));
    expect(new Set(keys).size).toBe(keys.length);
    const channels = await ask('tags/values?key=sales_channel', tagsSchema);
    expect(channels.map(({ text: name }) => name)).toContain('Online Store');
    expect((await ask('tags/values?key=financial_status', tagsSchema)).map(({ text: name }) => name)).toContain('paid');
    expect(await ask('tags/values?key=nobody', tagsSchema)).toEqual([]);
  });

  it.each([
    ['nothing', {}, 404, 'nothing'],
    ['constructor', {}, 404, 'constructor'],
    ['graphql/check', {}, 405, 'POST'],
    ['graphql/check', { method: 'POST', body: 5 }, 400, 'body'],
  ])('refuses %s %j', async (url, request, status, message) => {
    const answer = await refused(`${url}?lang=en`, request);
    expect(answer.status).toBe(status);
    expect(answer.message).toContain(message);
  });
});
