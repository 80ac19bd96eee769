import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { z } from 'zod';
import { openCopy } from './open';
import { copyQuery } from './query';
import { CopyReads } from './reader/reads';
import { localRole } from './testing/readers';
import { temporaryRoot, type TemporaryRoot } from './testing/temporary';

let place: TemporaryRoot;
beforeEach(() => {
  place = temporaryRoot();
});
afterEach(() => {
  place.remove();
});

const facts = (id: string, net: number) => ({
  shop_id: '1',
  customer_id: id,
  orders: 1,
  first_order_at: 1,
  first_day: '2026-01-01',
  second_order_at: null,
  last_order_at: 1,
  last_day: '2026-01-01',
  net,
});

const asking = { signal: new AbortController().signal, deadline: Date.now() + 10_000, caller: 'test' };

test('creates a file, keeps what is written, and opens it again', async () => {
  const first = await openCopy({ file: place.file, now: 0 });
  expect(first.migrated).toEqual({ from: 0, to: 1 });
  await first.engine.write(async ({ upsert }) => {
    await upsert('customer_facts', [facts('1', 5), facts('2', 6), facts('1', 7)]);
    await upsert('customer_facts', [{ ...facts('2', 9), orders: 3 }], { keep: ['net'] });
  });
  await first.engine.close();
  const again = await openCopy({ file: place.file, now: 0 });
  expect(again.migrated).toEqual({ from: 1, to: 1 });
  const rows = again.engine.db.selectFrom('customer_facts').select(['customer_id', 'net', 'orders']).execute();
  expect(await rows).toEqual([
    { customer_id: '1', net: 7, orders: 1 },
    { customer_id: '2', net: 6, orders: 3 },
  ]);
  await again.engine.close();
});

test('many rows are inserted and overwritten alike, whatever their number', async () => {
  const { engine } = await openCopy({ file: place.file, now: 0 });
  const rows = (net: number) => Array.from({ length: 101 }, (_, at) => facts(String(at), net));
  await engine.write(({ upsert }) => upsert('customer_facts', rows(1)));
  await engine.write(({ upsert }) => upsert('customer_facts', rows(2)));
  const sum = engine.db.selectFrom('customer_facts').select(({ fn }) => fn.sum('net').as('net'));
  expect(await sum.execute()).toEqual([{ net: 202 }]);
  await engine.close();
});

test('a transaction that throws leaves nothing', async () => {
  const { engine } = await openCopy({ file: place.file, now: 0 });
  const failing = engine.write(async ({ upsert }) => {
    await upsert('customer_facts', [facts('1', 5)]);
    throw new Error('halfway');
  });
  await expect(failing).rejects.toThrow('halfway');
  expect(await engine.db.selectFrom('customer_facts').selectAll().execute()).toEqual([]);
  await engine.close();
});

test('sums beyond 2^53 are exact, to the writer and through the reader', async () => {
  const { engine } = await openCopy({ file: place.file, now: 0 });
  await engine.write(({ upsert }) =>
    upsert('customer_facts', [facts('1', Number.MAX_SAFE_INTEGER), facts('2', Number.MAX_SAFE_INTEGER - 1)])
  );
  const exact = 2n * BigInt(Number.MAX_SAFE_INTEGER) - 1n;
  const query = copyQuery()
    .selectFrom('customer_facts')
    .select(({ fn }) => [fn.sum('net').as('net'), fn.countAll().as('count')]);
  expect(await engine.db.executeQuery(query.compile())).toMatchObject({ rows: [{ net: exact, count: 2 }] });
  const reads = new CopyReads(place.file, localRole());
  const row = z.object({ net: z.bigint(), count: z.number() });
  expect(await reads.rows(query.compile(), row, asking)).toEqual([{ net: exact, count: 2 }]);
  await engine.close();
});

test('finds rows by index and key from the start, dropped and made indexes included', async () => {
  const { engine } = await openCopy({ file: place.file, now: 0 });
  let asked = 0;
  const planOf = async (text: string) => {
    // A kept EXPLAIN would tell the plan of the first time.
    asked += 1;
    const { rows } = await sql<{
      detail: string;
    }>`explain query plan ${sql.raw(`${text} -- ${String(asked)}`)}`.execute(engine.db);
    return rows.map(({ detail }) => detail).join();
  };
  const byDay = "select * from orders where shop_id = '1' and processed_day >= '2026-01-01' order by processed_day";
  const byId = "select * from orders where shop_id = '1' and id = '5'";
  const ofOrder = "select * from line_items where shop_id = '1' and order_id = '5'";
  const byTag = "select * from order_tags where shop_id = '1' and tag = 'vip'";
  const expected = async () => {
    expect(await planOf(byDay)).toContain('orders_by_processed_day (shop_id=? AND processed_day>?)');
    expect(await planOf(byId)).toContain('(shop_id=? AND id=?)');
    expect(await planOf(ofOrder)).toContain('line_items_by_order_id (shop_id=? AND order_id=?)');
    expect(await planOf(byTag)).toContain('order_tags_by_tag (shop_id=? AND tag=?)');
  };
  await expected();
  await engine.dropIndexes();
  expect(await planOf(byDay)).not.toContain('orders_by_processed_day');
  expect(await planOf(ofOrder)).toContain('line_items_by_order_id');
  await engine.createIndexes();
  await engine.analyze();
  await expected();
  await engine.dropIndexes();
  await engine.close();
  const again = await openCopy({ file: place.file, now: 0 });
  expect(await again.engine.db.introspection.getTables()).not.toEqual([]);
  const { rows } = await sql`select name from sqlite_schema where name = 'orders_by_processed_day'`.execute(
    again.engine.db
  );
  expect(rows).toHaveLength(1);
  await again.engine.close();
});
