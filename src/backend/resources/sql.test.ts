import { afterAll, beforeAll, expect, it } from 'vitest';
import { backendTranslate } from '../../locales/backend';
import { sqlCheckSchema, sqlViewsSchema } from '../../query/resources';
import { views } from '../copy';
import { asPluginError } from '../errors';
import { copiedShop, stopped } from '../queries/testing/copy-ask';
import { callResource } from './router';

let shop: Awaited<ReturnType<typeof copiedShop>>;
beforeAll(async () => {
  shop = await copiedShop({ orders: [{ id: '1', name: '#1' }] });
});
afterAll(() => {
  shop.close();
});

async function ask(path: string, body?: object, role = 'Viewer', personal: readonly string[] = []): Promise<unknown> {
  const entities = [{ entity: 'orders', state: 'current', checkedAt: stopped, completeFrom: 0 }];
  const { reads, sql, shopId } = shop.access;
  const parts = {
    settings: { language: 'en', connection: { domain: 'tiny.myshopify.com' } },
    shopify: { facts: () => Promise.resolve({ timezone: 'Asia/Seoul', currency: 'KRW', scopes: [] }) },
    copy: {
      kind: 'on',
      settings: { personal, personalRoles: ['Admin'] },
      supervisor: { standings: () => ({ state: 'current', shopId, entities }) },
      reads,
      sql,
    },
    now: () => stopped,
    options: { signal: new AbortController().signal, deadline: Date.now() + 10_000, priority: 'person' },
    errorOf: asPluginError,
    t: backendTranslate('en'),
  };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of the parts as these resources take
  const answer = await callResource(parts as unknown as Parameters<typeof callResource>[0], role, {
    path: path.split('?')[0] ?? '',
    url: path,
    method: body === undefined ? 'GET' : 'POST',
    headers: new Map(),
    body: Buffer.from(JSON.stringify(body ?? {})),
  });
  return Symbol.asyncIterator in answer ? undefined : JSON.parse(Buffer.from(answer.body ?? '').toString());
}

it('lists every view, and says which columns the caller may read', async () => {
  const { views: listed, macros } = sqlViewsSchema.parse(await ask('sql/views'));
  expect(listed.map(({ name }) => name)).toEqual(views({ personal: true }).map(({ name }) => name));
  const email = (answer: unknown) =>
    sqlViewsSchema
      .parse(answer)
      .views.find(({ name }) => name === 'orders')
      ?.columns.find(({ name }) => name === 'email');
  expect(email(await ask('sql/views'))).toMatchObject({ personal: true, allowed: false });
  expect(email(await ask('sql/views', undefined, 'Admin', ['orders']))).toMatchObject({
    personal: true,
    allowed: true,
  });
  expect(macros.every(({ text }) => text !== '' && !text.includes('sql.macro'))).toBe(true);
});

const holding = (text: string): unknown => expect.stringContaining(text);

it.each([
  ['SELECT name FROM orders WHERE $__timeFilter(created_at)', []],
  ['WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n', []],
  [
    'SELECT $__timeFrom(),\n  nam FROM orders',
    [{ line: 2, column: 3, endLine: 2, endColumn: 6, message: 'SQLite says: no such column: nam. Did you mean name?' }],
  ],
  ['SELECT name FROM orders WHERE\n email = 1', [{ line: 2, column: 2, endColumn: 7 }]],
  ['SELECT $__nothing', [{ line: 1, column: 8 }]],
  ['DROP TABLE orders', [{ message: holding('only reading is possible') }]],
  ['SELECT 1; SELECT 2', [{ message: holding('several statements') }]],
  ['SELECT load_extension(1)', [{ line: 1, column: 8 }]],
])('checks, running nothing: %s', async (sql, expected) => {
  const { problems } = sqlCheckSchema.parse(await ask('sql/check', { sql }));
  expect(problems).toMatchObject(expected);
  expect(problems).toHaveLength(expected.length);
});
