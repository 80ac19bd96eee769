import { afterEach, beforeEach, expect, test } from 'vitest';
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
