import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FaultKind } from '../faults';
import type { Switches } from '../switches';
import { testApi, testNow, type TestApi } from '../testing/harness';

const operation = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullable(),
  objectCount: z.string(),
  rootObjectCount: z.string(),
  fileSize: z.string().nullable(),
  url: z.string().nullable(),
  partialDataUrl: z.string().nullable(),
  completedAt: z.string().nullable(),
});
const payload = z.object({
  run: z.object({
    bulkOperation: operation.nullable(),
    userErrors: z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string(), code: z.string() })),
  }),
});
const all = 'id status errorCode objectCount rootObjectCount fileSize url partialDataUrl completedAt';
const row = z.looseObject({ id: z.string(), __parentId: z.string().optional() });

async function run({ read }: TestApi, query: string, groupObjects = false) {
  const mutation = `mutation($query: String!, $grouped: Boolean!) { run: bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { ${all} } userErrors { field message code } } }`;
  return (await read(payload, mutation, { query, grouped: groupObjects })).run;
}

/** Lets the clock run until the operation has ended. */
async function finish({ read, advance }: TestApi, id: string) {
  for (let turn = 0; turn < 400; turn += 1) {
    const found = await read(z.object({ op: operation }), `{ op: bulkOperation(id: "${id}") { ${all} } }`);
    if (!['CREATED', 'RUNNING', 'CANCELING'].includes(found.op.status)) {
      return found.op;
    }
    advance(1000);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The bulk operation did not end.');
}

async function rowsOf(url: string | null) {
  const text = await (await fetch(url ?? '')).text();
  return {
    text,
    rows: text
      .trim()
      .split('\n')
      .map((line) => row.parse(JSON.parse(line))),
  };
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

const since = new Date(testNow - 6 * 86_400_000).toISOString();
const orderFilter = `created_at:>='${since}'`;
const orders = `{ orders(query: "${orderFilter}") { edges { node { id name totalPriceSet { shopMoney { amount } } lineItems { edges { node { id quantity } } } } } } }`;

describe('a bulk query', () => {
  it('gives the same rows as paging, children with their parent id', async () => {
    const started = await testApi();
    const counted = z.object({
      ordersCount: z.object({ count: z.number() }),
      orders: z.object({
        nodes: z.array(
          z.object({ id: z.string(), lineItems: z.object({ nodes: z.array(z.object({ id: z.string() })) }) })
        ),
      }),
    });
    const paged = await started.read(
      counted,
      `{ ordersCount(query: "${orderFilter}") { count } orders(first: 250, query: "${orderFilter}") { nodes { id lineItems(first: 250) { nodes { id } } } } }`
    );
    const { bulkOperation } = await run(started, orders);
    expect(bulkOperation).toMatchObject({ status: 'CREATED', objectCount: '0', fileSize: null, url: null });
    const ended = await finish(started, bulkOperation?.id ?? '');
    const { text, rows } = await rowsOf(ended.url);
    const roots = rows.filter(({ __parentId: parent }) => parent === undefined);
    const children = paged.orders.nodes.flatMap(({ id, lineItems }) =>
      lineItems.nodes.map((line) => `${id} ${line.id}`)
    );
    expect(ended).toMatchObject({ status: 'COMPLETED', errorCode: null, partialDataUrl: null });
    expect(ended.fileSize).toBe(String(Buffer.byteLength(text)));
    expect(ended.objectCount).toBe(String(rows.length));
    expect(ended.rootObjectCount).toBe(String(paged.ordersCount.count));
    expect(roots.map(({ id }) => id).sort()).toEqual(paged.orders.nodes.map(({ id }) => id).sort());
    expect(
      rows
        .filter(({ __parentId: parent }) => parent !== undefined)
        .map(({ id, __parentId: parent }) => `${parent ?? ''} ${id}`)
        .sort()
    ).toEqual(children.sort());
    expect(text.startsWith('{"id":"gid:\\/\\/shopify\\/Order\\/')).toBe(true);
  });

  it('keeps children beside their parent only where it is asked to', async () => {
    const started = await testApi();
    const adjacent = async (grouped: boolean) => {
      const { bulkOperation } = await run(started, orders, grouped);
      const { rows } = await rowsOf((await finish(started, bulkOperation?.id ?? '')).url);
      let parent = '';
      return rows.every(({ id, __parentId }) => {
        parent = __parentId === undefined ? id : parent;
        return __parentId === undefined || __parentId === parent;
      });
    };
    expect(await adjacent(true)).toBe(true);
    expect(await adjacent(false)).toBe(false);
  });

  it('has no file where there are no rows', async () => {
    const started = await testApi();
    const { bulkOperation } = await run(
      started,
      '{ orders(query: "tag:nobody created_at:>=2026-11-16") { edges { node { id } } } }'
    );
    expect(await finish(started, bulkOperation?.id ?? '')).toMatchObject({
      status: 'COMPLETED',
      objectCount: '0',
      url: null,
    });
  });

  it('runs over time and can be cancelled', async () => {
    const started = await testApi({ switches: { bulkPace: 60_000 } });
    const { bulkOperation } = await run(started, orders);
    const id = bulkOperation?.id ?? '';
    started.advance(30_000);
    const status = async () =>
      (await started.read(z.object({ op: operation }), `{ op: bulkOperation(id: "${id}") { ${all} } }`)).op.status;
    expect(await status()).toBe('RUNNING');
    await started.ask(
      `mutation { bulkOperationCancel(id: "${id}") { bulkOperation { status } userErrors { message } } }`
    );
    expect(await status()).toBe('CANCELING');
    started.advance(60_000);
    expect(await status()).toBe('CANCELED');
  });

  it('fails with the rows it had', async () => {
    const started = await testApi({ ordersPerDay: 90 });
    started.api.faults.add({ kind: 'bulk-failure', count: 1 });
    const { bulkOperation } = await run(started, orders);
    const ended = await finish(started, bulkOperation?.id ?? '');
    expect(ended).toMatchObject({
      status: 'FAILED',
      errorCode: 'INTERNAL_SERVER_ERROR',
      url: null,
      rootObjectCount: '25',
    });
    expect((await rowsOf(ended.partialDataUrl)).rows.length).toBeGreaterThan(25);
  });

  it.each([
    ['bulk-denied', { status: 'FAILED', errorCode: 'ACCESS_DENIED' }],
    ['bulk-timeout', { status: 'FAILED', errorCode: 'TIMEOUT' }],
    ['bulk-expired', { status: 'EXPIRED', url: null }],
  ] as const)('ends by the fault %s', async (kind, expected) => {
    const started = await testApi();
    started.api.faults.add({ kind, count: 1 });
    const { bulkOperation } = await run(started, orders);
    expect(await finish(started, bulkOperation?.id ?? '')).toMatchObject(expected);
  });

  it('spoils its result on request, and says nothing of it', async () => {
    const started = await testApi();
    const ended = async (kind: FaultKind) => {
      started.api.faults.add({ kind, count: 1 });
      const { bulkOperation } = await run(started, orders);
      const op = await finish(started, bulkOperation?.id ?? '');
      expect(op).toMatchObject({ status: 'COMPLETED', errorCode: null });
      const answer = await fetch(op.url ?? '');
      return { op, status: answer.status, text: await answer.text() };
    };
    const truncated = await ended('bulk-truncated');
    expect(truncated.text.length).toBeLessThan(Number(truncated.op.fileSize));
    expect(truncated.text.endsWith('}\n')).toBe(true);
    expect(() => parsed(truncated.text.trim().split('\n').at(-1) ?? '')).not.toThrow();
    const cut = await ended('bulk-cut-line');
    expect(() => parsed(cut.text.split('\n').at(-1) ?? '')).toThrow();
    const miscount = await ended('bulk-miscount');
    expect(miscount.text.trim().split('\n')).toHaveLength(Number(miscount.op.objectCount) - 1);
    expect((await ended('bulk-url-expired')).status).toBe(400);
    expect(started.api.faults.list()).toEqual([]);
  });

  it('gives ranges of its result, until its address runs out', async () => {
    const started = await testApi({ switches: { bulkUrlLifetime: 60_000 } });
    const { bulkOperation } = await run(started, orders);
    const { url } = await finish(started, bulkOperation?.id ?? '');
    const whole = Buffer.from(await (await fetch(url ?? '')).arrayBuffer());
    const ranged = await fetch(url ?? '', { headers: { range: 'bytes=1000-' } });
    expect([ranged.status, ranged.headers.get('content-range')]).toEqual([
      206,
      `bytes 1000-${whole.length - 1}/${whole.length}`,
    ]);
    expect(Buffer.from(await ranged.arrayBuffer()).equals(whole.subarray(1000))).toBe(true);
    expect((await fetch(url ?? '', { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416);
    started.advance(120_000);
    expect((await fetch(url ?? '')).status).toBe(400);
  });

  it('goes past the end of paging', async () => {
    const started = await testApi({ switches: { pagingLimit: 300 }, ordersPerDay: 90 });
    const { bulkOperation } = await run(started, orders);
    const ended = await finish(started, bulkOperation?.id ?? '');
    expect(Number(ended.rootObjectCount)).toBeGreaterThan(400);
  });

  it('leaves out entries of long nested lists, or puts children first, where it is switched so', async () => {
    const lines = async (switches: Partial<Switches>) => {
      const started = await testApi({ switches });
      const { bulkOperation } = await run(started, orders);
      const ended = await finish(started, bulkOperation?.id ?? '');
      expect(ended).toMatchObject({ status: 'COMPLETED', errorCode: null });
      return (await rowsOf(ended.url)).rows;
    };
    const whole = await lines({});
    const first = await lines({ bulkChildren: 'before' });
    const cut = await lines({ bulkNestedLimit: 1 });
    const parents = (rows: typeof whole) =>
      rows.flatMap(({ __parentId: parent }) => (parent === undefined ? [] : [parent]));
    expect(new Set(parents(cut)).size).toBe(parents(cut).length);
    expect(parents(cut).length).toBeLessThan(parents(whole).length);
    expect(first[0]).toHaveProperty('__parentId');
    expect(first.map(({ id }) => id).sort()).toEqual(whole.map(({ id }) => id).sort());
  });

  it('fails where a scope is missing', async () => {
    const started = await testApi({ app: { scopes: ['read_products'] } });
    const { bulkOperation } = await run(started, orders);
    expect(await finish(started, bulkOperation?.id ?? '')).toMatchObject({
      status: 'FAILED',
      errorCode: 'ACCESS_DENIED',
    });
  });

  it('runs five at a time', async () => {
    const started = await testApi();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push((await run(started, orders)).bulkOperation?.id ?? '');
    }
    expect(await run(started, orders)).toEqual({
      bulkOperation: null,
      userErrors: [
        {
          field: null,
          message: `A bulk query operation for this app and shop is already in progress: ${ids.join(', ')}.`,
          code: 'OPERATION_IN_PROGRESS',
        },
      ],
    });
    const listed = await started.ask('{ bulkOperations(first: 9, query: "status:completed") { nodes { id } } }');
    expect(listed.data).toEqual({ bulkOperations: { nodes: [] } });
  });
});

/** Queries and messages of recorded refusals. */
describe('restrictions', () => {
  const edges = (name: string, below = '') => `${name} { edges { node { id ${below} } } }`;
  it.each([
    ['{ products { nodes { id title } } }', "Invalid connection fields: 'products'."],
    ['{ node(id: "gid://shopify/Product/0") { id } }', 'Bulk queries cannot contain a top level `node` field.'],
    [
      `{ ${edges('collections', edges('products', edges('variants', edges('metafields'))))} }`,
      'nesting depth greater than 2',
    ],
    [
      `{ ${edges('products', ['variants', 'metafields', 'collections', 'media', 'sellingPlanGroups'].map((name) => edges(name)).join(' '))} }`,
      'Bulk queries cannot contain more than 5 connections.',
    ],
    [`{ products { edges { node { title ${edges('variants')} } } } }`, "Connection fields without 'id': products."],
    [`{ ${edges('orders', `fulfillments { ${edges('events')} }`)} }`, 'connection field within a list field'],
    ['{ shop { name } }', 'Bulk queries must contain at least one connection.'],
    ['', 'Invalid bulk query: syntax error, unexpected end of file'],
    ['mutation { bulkOperationCancel(id: 1) { userErrors { message } } }', 'Only `query` operations are supported.'],
  ])('%s', async (query, message) => {
    const started = await testApi();
    const { bulkOperation, userErrors } = await run(started, query);
    expect(bulkOperation).toBeNull();
    expect(userErrors[0]).toMatchObject({ field: ['query'], code: 'INVALID' });
    expect(userErrors[0]?.message).toContain(message);
  });
});
