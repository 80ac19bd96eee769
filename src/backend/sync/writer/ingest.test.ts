import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { rebuildRollups } from '../../copy/rollups';
import { tables } from '../../copy/schema';
import { dump } from './testing/dump';
import { idOfGid } from '../mapping/node';
import { random } from './testing/dice';
import type { Store } from './store';
import { ingestResult, type ReadLines } from './ingest';
import {
  applyAll,
  ingestText,
  jobOf,
  openTestStore,
  readerOf,
  testInit,
  testShop,
  type BulkResult,
} from './testing/shop';

const figures = ['daily_sales', 'monthly_sales', 'customer_facts', 'cohort_cells', 'daily_customers', 'customer_gaps'];
let orders: BulkResult;
let products: BulkResult;
let inventory: BulkResult;
let pages: readonly unknown[];
let discounts: BulkResult;
let discountPages: readonly unknown[];
let now: number;

beforeAll(async () => {
  const shop = await testShop({ ordersPerDay: 40 }, false);
  try {
    now = shop.api.now();
    const since = `created_at:>='${new Date(now - 12 * 86_400_000).toISOString()}'`;
    orders = await shop.bulk('orders', since);
    products = await shop.bulk('products');
    inventory = await shop.bulk('inventory');
    pages = await shop.nodes('orders', since);
    discounts = await shop.bulk('discounts');
    discountPages = await shop.nodes('discounts');
  } finally {
    await shop.close();
  }
}, 60_000);

async function prepared(): Promise<Store> {
  const store = await openTestStore(testInit());
  await ingestText(store, 'products', products, { readAt: now });
  await ingestText(store, 'inventory', inventory, { readAt: now });
  return store;
}

describe('the result of a bulk operation', () => {
  it('gives the rows that the pages give', { timeout: 60_000 }, async () => {
    const byBulk = await prepared();
    const byPages = await prepared();
    await ingestText(byBulk, 'orders', orders, { readAt: now });
    for (let at = 0; at < pages.length; at += 50) {
      await applyAll(byPages, 'orders', pages.slice(at, at + 50), now);
    }
    const pagesOnly = ['refund_lines', 'returns', 'return_lines'];
    const names = Object.keys(tables).filter((name) => !pagesOnly.includes(name));
    expect(await dump(byBulk, names)).toEqual(await dump(byPages, names));
    expect((await dump(byPages, pagesOnly))['refund_lines']?.length).toBeGreaterThan(0);
  });

  it('gives the same rows in any order of lines and any number of transactions', { timeout: 120_000 }, async () => {
    const plain = await prepared();
    await ingestText(plain, 'orders', orders, { readAt: now, linesTogether: 100_000 });
    const expected = await dump(plain);
    for (const seed of [1, 2, 3]) {
      const store = await prepared();
      const text = shuffled(orders.text, seed);
      await ingestText(store, 'orders', { ...orders, text }, { readAt: now, linesTogether: 60 * seed ** 2 });
      expect(await dump(store)).toEqual(expected);
    }
  });

  it('gives the figures that the pages give, and that all rows give together', { timeout: 240_000 }, async () => {
    const byPages = await prepared();
    for (let at = 0; at < pages.length; at += 50) {
      await applyAll(byPages, 'orders', pages.slice(at, at + 50), now);
    }
    const expected = await dump(byPages, [...figures, 'order_hours']);
    expect(Object.values(expected).every((rows) => rows.length > 0)).toBe(true);
    const loads = fc.record({
      seed: fc.option(fc.nat(), { nil: undefined }),
      linesTogether: fc.integer({ min: 20, max: 5_000 }),
      indexesLate: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(loads, async ({ seed, linesTogether, indexesLate }) => {
        const store = await prepared();
        const text = seed === undefined ? orders.text : shuffled(orders.text, seed);
        await ingestResult(
          store,
          { job: jobOf('orders', orders), url: '', fileSize: null, readAt: now },
          {
            read: readerOf(text),
            now: () => now,
            linesTogether,
            manyObjects: indexesLate ? 1 : Number.MAX_SAFE_INTEGER,
            emit: () => Promise.resolve(),
            signal: new AbortController().signal,
          }
        );
        expect(await dump(store, [...figures, 'order_hours'])).toEqual(expected);
        await rebuildRollups(store.engine, store.shopId);
        expect(await dump(store, figures)).toEqual(await dump(byPages, figures));
      }),
      { numRuns: 6, seed: 4 }
    );
  });

  it('goes on where it was committed, wherever it stops', { timeout: 120_000 }, async () => {
    const plain = await prepared();
    await ingestText(plain, 'orders', orders, { readAt: now });
    const expected = await dump(plain);
    const store = await prepared();
    const draw = random(5);
    let stops = 0;
    for (let done = false; !done;) {
      const limit = 1 + Math.floor(draw() * 4);
      try {
        await ingestResult(
          store,
          { job: jobOf('orders', orders), url: '', fileSize: null, readAt: now },
          {
            read: stopping(readerOf(orders.text, 30_000), limit),
            now: () => now,
            linesTogether: 40,
            manyObjects: 1,
            emit: () => Promise.resolve(),
            signal: new AbortController().signal,
          }
        );
        done = true;
      } catch (error) {
        expect(String(error)).toContain('cut');
        stops += 1;
      }
    }
    expect(stops).toBeGreaterThan(3);
    expect(await dump(store)).toEqual(expected);
  });

  it('changes nothing when it is loaded twice, by another operation', { timeout: 60_000 }, async () => {
    const store = await prepared();
    await ingestText(store, 'orders', orders, { readAt: now });
    const before = await dump(store);
    await ingestText(store, 'orders', orders, { readAt: now + 1000, job: { operationId: '2' }, linesTogether: 97 });
    expect(await dump(store)).toEqual(before);
  });

  it('never overwrites what is newer', { timeout: 60_000 }, async () => {
    const store = await prepared();
    const newer = pages
      .slice(0, 30)
      .map((node) => ({ ...asNode(node), updatedAt: '2030-01-01T00:00:00Z', tags: ['newer'] }));
    await applyAll(store, 'orders', newer, now + 5000);
    await ingestText(store, 'orders', orders, { readAt: now, linesTogether: 77 });
    const kept = await store.engine.db.selectFrom('orders').select('id').where('tags', '=', '["newer"]').execute();
    expect(kept.length).toBe(30);
    const plain = await prepared();
    await ingestText(plain, 'orders', orders, { readAt: now });
    const strip = (all: Record<string, readonly unknown[]>) => all['sales'];
    expect(strip(await dump(store))).toEqual(strip(await dump(plain)));
    const names = [
      'daily_sales',
      'monthly_sales',
      'customer_facts',
      'cohort_cells',
      'daily_customers',
      'customer_gaps',
    ];
    const figures = await dump(store, names);
    await rebuildRollups(store.engine, store.shopId);
    expect(await dump(store, names)).toEqual(figures);
    expect(await applyAll(store, 'orders', pages.slice(0, 10), now + 9000)).toEqual({ written: 0, unchanged: 10 });
  });

  it('tells whose list it has cut off, until that is read whole', async () => {
    const store = await openTestStore(testInit());
    const lines = discounts.text.trimEnd().split('\n');
    const cut = lines.findIndex((line) => line.includes('__parentId'));
    const parent = String(asNode(JSON.parse(lines[cut] ?? '{}'))['__parentId']);
    const text = `${lines.filter((_, at) => at !== cut).join('\n')}\n`;
    const load = (result: BulkResult, operationId: string) =>
      ingestText(store, 'discounts', result, { readAt: now, job: { operationId } });
    const short = await load({ ...discounts, text, objects: discounts.objects - 1 }, '1');
    expect(short.short).toEqual([idOfGid(parent)]);
    await applyAll(store, 'discounts', discountPages, now + 1000);
    const codes = await store.engine.db.selectFrom('discount_codes').select('id').execute();
    expect(codes.length).toBe(lines.filter((line) => line.includes('__parentId')).length);
    expect(await store.engine.db.selectFrom('dirty').select('value').execute()).toEqual([]);
    expect(await load(discounts, '2')).toMatchObject({ short: [] });
  });

  it('fails where counts, lines or parents are wrong, and says how', { timeout: 60_000 }, async () => {
    const store = await prepared();
    const codeOf = async (result: BulkResult): Promise<unknown> => {
      try {
        await ingestText(store, 'orders', result, { readAt: now, job: { operationId: String(Math.random()) } });
        return 'loaded';
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    const lines = orders.text.trimEnd().split('\n');
    expect(await codeOf({ ...orders, objects: orders.objects + 1 })).toBe('countMismatch');
    expect(await codeOf({ ...orders, roots: orders.roots - 1 })).toBe('countMismatch');
    expect(await codeOf({ ...orders, text: `${lines.join('\n')}\n{"id":"gid://` })).toBe('unreadable');
    expect(
      await codeOf({ ...orders, text: lines.map((line) => line.replace('"test":false', '"test":"no"')).join('\n') })
    ).toBe('unreadable');
    const orphans = lines.filter((line) => line.includes('__parentId')).join('\n');
    const empty = await openTestStore(testInit());
    await expect(ingestText(empty, 'orders', { ...orders, text: orphans }, { readAt: now })).rejects.toMatchObject({
      code: 'unreadable',
    });
  });
});

function asNode(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function shuffled(text: string, seed: number): string {
  const lines = text.trimEnd().split('\n');
  const draw = random(seed);
  for (let at = lines.length - 1; at > 0; at -= 1) {
    const other = Math.floor(draw() * (at + 1));
    [lines[at], lines[other]] = [lines[other]!, lines[at]!];
  }
  return lines.join('\n');
}

/** A reader that breaks after some batches. */
function stopping(read: ReadLines, limit: number): ReadLines {
  return async function* (url, options) {
    let batches = 0;
    for await (const batch of read(url, options)) {
      if (batches === limit) {
        throw new Error('cut');
      }
      batches += 1;
      yield batch;
    }
  };
}
