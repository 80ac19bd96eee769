import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApi, testNow, type TestApi } from '../testing/harness';
import { pageOfList, pageOfSorted } from './list';

const pageSchema = z.object({
  rows: z.object({
    edges: z.array(z.object({ cursor: z.string(), node: z.object({ id: z.string() }) })),
    pageInfo: z.object({
      hasNextPage: z.boolean(),
      hasPreviousPage: z.boolean(),
      startCursor: z.string().nullable(),
      endCursor: z.string().nullable(),
    }),
  }),
});

const part = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

describe('a sorted list', () => {
  it('pages without loss or repetition, either way, in any page size, while rows arrive', () => {
    const rows = fc.uniqueArray(fc.record({ id: fc.nat(1000), value: fc.nat(20) }), {
      selector: ({ id }) => id,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.boolean(), (all, size, reverse, forward) => {
        const order = [...all].sort((a, b) => a.value - b.value || a.id - b.id);
        const late = new Set(all.filter(({ id }) => id % 5 === 0).map(({ id }) => id));
        const seen: number[] = [];
        let cursor: string | null = null;
        for (let turn = 0, more = true; more && turn < 100; turn += 1) {
          const items = order.filter(({ id }) => turn >= 2 || !late.has(id));
          const sorted = { items, place: (row: { id: number; value: number }) => row, sortsBy: 'number' as const };
          const page: ReturnType<typeof pageOfSorted<{ id: number; value: number }>> = pageOfSorted(
            sorted,
            { reverse, ...(forward ? { first: size, after: cursor } : { last: size, before: cursor }) },
            25_000
          );
          seen.push(...(forward ? page.nodes : [...page.nodes].reverse()).map(({ id }) => id));
          more = forward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
          cursor = forward ? page.pageInfo.endCursor : page.pageInfo.startCursor;
          if (cursor === null) {
            break;
          }
        }
        expect(new Set(seen).size).toBe(seen.length);
        const wanted = order.filter(({ id }) => !late.has(id)).map(({ id }) => id);
        const found = seen.filter((id) => !late.has(id));
        expect(found).toEqual(reverse === forward ? [...wanted].reverse() : wanted);
      })
    );
  });

  it('stops after 25,000 objects', () => {
    const items = Array.from({ length: 40 }, (_, index) => ({ id: index, value: index }));
    const sorted = { items, place: (row: { id: number; value: number }) => row, sortsBy: 'number' as const };
    const first = pageOfSorted(sorted, { first: 20 }, 25);
    const second = pageOfSorted(sorted, { first: 20, after: first.pageInfo.endCursor }, 25);
    expect(second.nodes).toHaveLength(5);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('refuses arguments as Shopify does', () => {
    expect(() => pageOfList([1], {})).toThrow('you must provide one of first or last');
    expect(() => pageOfList([1], { first: 1, last: 1 })).toThrow('providing both first and last is not supported');
    expect(() => pageOfList([1], { first: 251 })).toThrow('first cannot exceed 250');
    expect(() => pageOfList([1], { first: 1, after: 'nonsense' })).toThrow(
      'Invalid cursor for current pagination sort.'
    );
  });
});

describe('orders over HTTP', () => {
  let started: TestApi;
  beforeAll(async () => {
    started = await startTestApi();
  });
  afterAll(() => started.api.close());

  const from = new Date(testNow - 3 * 86_400_000).toISOString();
  const query = `created_at:>='${from}'`;

  async function walk(argumentsOf: (cursor: string | null) => string, backward = false): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    for (let more = true; more;) {
      const { rows }: z.infer<typeof pageSchema> = await started.read(
        pageSchema,
        `{ rows: orders(${argumentsOf(cursor)}) { ${part} } }`
      );
      const page = rows.edges.map(({ node }) => node.id);
      ids.push(...(backward ? page.reverse() : page));
      more = backward ? rows.pageInfo.hasPreviousPage : rows.pageInfo.hasNextPage;
      cursor = backward ? rows.pageInfo.startCursor : rows.pageInfo.endCursor;
    }
    return ids;
  }

  const after = (cursor: string | null) => (cursor === null ? '' : `, after: "${cursor}"`);
  const before = (cursor: string | null) => (cursor === null ? '' : `, before: "${cursor}"`);

  it.each(['PROCESSED_AT', 'CREATED_AT', 'UPDATED_AT', 'ID', 'TOTAL_PRICE', 'FINANCIAL_STATUS', 'DESTINATION'])(
    'gives the same rows by any page size and both directions, sorted by %s',
    async (sortKey) => {
      const shared = `sortKey: ${sortKey}, query: "${query}"`;
      const whole = await walk((cursor) => `first: 250, ${shared}${after(cursor)}`);
      expect(whole.length).toBeGreaterThan(30);
      expect(new Set(whole).size).toBe(whole.length);
      expect(await walk((cursor) => `first: 7, ${shared}${after(cursor)}`)).toEqual(whole);
      expect(await walk((cursor) => `first: 11, reverse: true, ${shared}${after(cursor)}`)).toEqual(
        [...whole].reverse()
      );
      expect(await walk((cursor) => `last: 9, ${shared}${before(cursor)}`, true)).toEqual([...whole].reverse());
      expect(await walk((cursor) => `last: 8, reverse: true, ${shared}${before(cursor)}`, true)).toEqual(whole);
    }
  );

  it('gives the same set whatever it is sorted by', async () => {
    const by = async (sortKey: string) =>
      (await walk((cursor) => `first: 100, sortKey: ${sortKey}, query: "${query}"${after(cursor)}`)).sort();
    const wanted = await by('CREATED_AT');
    for (const sortKey of ['PROCESSED_AT', 'UPDATED_AT', 'ID', 'TOTAL_PRICE']) {
      expect(await by(sortKey)).toEqual(wanted);
    }
  });

  it('counts what it pages', async () => {
    const counts = z.object({ plain: z.object({ count: z.number() }), more: z.object({ count: z.number() }) });
    const { plain, more } = await started.read(
      counts,
      `{ plain: ordersCount(query: "${query}") { count } more: ordersCount(query: "${query} test:false,true") { count } }`
    );
    const paged = await walk((cursor) => `first: 250, sortKey: CREATED_AT, query: "${query}"${after(cursor)}`);
    expect([plain.count, more.count]).toEqual([paged.length, paged.length]);
  });

  it('loses none and repeats none while new orders arrive', async () => {
    const shared = `sortKey: CREATED_AT, query: "${query}"`;
    const known = await walk((cursor) => `first: 250, ${shared}${after(cursor)}`);
    const walked = await walk((cursor) => {
      started.advance(20 * 60_000);
      return `first: 3, ${shared}${after(cursor)}`;
    });
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.slice(0, known.length)).toEqual(known);
    expect(walked.length).toBeGreaterThan(known.length);
  });

  it('refuses a cursor of another sort order', async () => {
    const { rows } = await started.read(
      pageSchema,
      `{ rows: orders(first: 1, sortKey: DESTINATION, query: "${query}") { ${part} } }`
    );
    const body = await started.ask(
      `{ orders(first: 1, sortKey: CREATED_AT, after: "${rows.pageInfo.endCursor ?? ''}") { nodes { id } } }`
    );
    expect(body.errors?.[0]).toMatchObject({
      message: 'Invalid cursor for current pagination sort.',
      path: ['orders'],
      extensions: { code: 'BAD_REQUEST' },
    });
  });
});
