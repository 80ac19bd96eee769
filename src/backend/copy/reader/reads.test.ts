import { readFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RoleError, RolePool } from '../../roles';
import { CopyKeeper } from '../backup/keeper';
import { CopyError } from '../errors';
import { backupsOf } from '../files/names';
import { openCopy } from '../open';
import { copyQuery } from '../query';
import { rowSchema } from '../rows';
import { localRole } from '../testing/readers';
import { rowOf } from '../testing/rows';
import { temporaryRoot, type TemporaryRoot } from '../testing/temporary';
import { CopyReads, copyReaderPool } from './reads';

const rows = 20_000;
let place: TemporaryRoot;
let reads: CopyReads;
const asking = { signal: new AbortController().signal, deadline: Date.now() + 60_000, caller: 'test' };

beforeAll(async () => {
  place = temporaryRoot();
  const { engine } = await openCopy({ file: place.file, now: 0 });
  await engine.write(({ upsert }) =>
    upsert(
      'transactions',
      Array.from({ length: rows }, (_, at) => rowOf('transactions', { shop_id: '1', id: String(at), order_id: '1' }))
    )
  );
  await engine.close();
  reads = new CopyReads(place.file, localRole());
});
afterAll(() => {
  place.remove();
});

const every = copyQuery().selectFrom('transactions').selectAll().orderBy('id').compile();

test('rows come whole and in order, held to their schema', async () => {
  const found = await reads.rows(every, rowSchema('transactions'), asking);
  const ids = Array.from({ length: rows }, (_, at) => String(at)).sort();
  expect(found.map(({ id }) => id)).toEqual(ids);
});

test('through a process of its own, no turn of the event loop is held for long while many rows come in', async () => {
  const entry = path.join(import.meta.dirname, '..', 'testing', 'entry.ts');
  const pool = new RolePool(
    'copy-reader',
    {},
    {
      ...copyReaderPool,
      command: { program: process.execPath, arguments: [entry] },
      log: () => undefined,
    }
  );
  const remote = new CopyReads(place.file, pool);
  await remote.rows(every, rowSchema('transactions'), asking);
  const held: number[] = [];
  // Of a machine with neighbours the quietest of some tries tells what is our own doing.
  while (held.length < 6 && !held.some((milliseconds) => milliseconds < 10)) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const found = await remote.rows(every, rowSchema('transactions'), asking);
    delay.disable();
    expect(found).toHaveLength(rows);
    expect(delay.count).toBeGreaterThan(10);
    held.push(delay.percentile(95) / 1e6);
  }
  expect(Math.min(...held)).toBeLessThan(10);
  await pool.close();
});

test('too many rows are refused, and other failures told by code', async () => {
  await expect(reads.columns(every, { ...asking, maxRows: 100 })).rejects.toMatchObject({
    code: 'tooManyRows',
    values: { limit: 100 },
    fault: 'query',
  });
  await expect(reads.columns({ sql: 'select nothing', parameters: [] }, asking)).rejects.toBeInstanceOf(CopyError);
});

test('the keeper saves when it is due, and checks', async () => {
  const keeper = new CopyKeeper(place.file, localRole());
  const schedule = { directory: backupsOf(place.file), every: 1_000, keep: 2 };
  const first = await keeper.backUpWhenDue({ ...schedule, now: 10_000 }, asking);
  expect(readFileSync(first?.file ?? '').length).toBe(first?.bytes);
  expect(await keeper.backUpWhenDue({ ...schedule, now: 10_500 }, asking)).toBeUndefined();
  expect(await keeper.backUpWhenDue({ ...schedule, now: 11_000 }, asking)).toMatchObject({ label: 'scheduled' });
  await keeper.check(asking);
  await expect(new CopyKeeper(`${place.file}.none`, localRole()).check(asking)).rejects.toMatchObject({
    code: 'missing',
  });
});

test('who asks the same meanwhile gets the same answer; whoever gives up leaves the others theirs', async () => {
  const began: AbortSignal[] = [];
  const local = localRole();
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const counting = new CopyReads(place.file, {
    call: async (name, params, options) => {
      began.push(options.signal);
      await gate;
      return await local.call(name, params, options);
    },
  });
  const some = { sql: 'select count(*) as n from transactions where shop_id = ?', parameters: ['1'] };
  const gone = new AbortController();
  const first = counting.columns(some, { ...asking, signal: gone.signal });
  const second = counting.columns(some, { ...asking, caller: 'another' });
  const other = counting.columns({ ...some, parameters: ['2'] }, asking);
  const later = counting.columns(some, { ...asking, deadline: asking.deadline + 60_000 });
  gone.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  open();
  expect([await second, await other, await later].map(({ columns }) => columns[0])).toEqual([[rows], [0], [rows]]);
  expect(began.map(({ aborted }) => aborted)).toEqual([false, false, false]);
  await counting.columns(some, asking);
  expect(began).toHaveLength(4);
});

test('a reading that nobody waits for any more is given up', async () => {
  const signals: AbortSignal[] = [];
  const never = new CopyReads(place.file, {
    call: (_name, _params, { signal }) => {
      signals.push(signal);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new RoleError('role-cancelled', 'cancelled'));
        });
      });
    },
  });
  const gone = new AbortController();
  const asked = [1, 2].map(() =>
    never.columns({ sql: 'select 1', parameters: [] }, { ...asking, signal: gone.signal })
  );
  gone.abort();
  for (const each of asked) {
    await expect(each).rejects.toMatchObject({ code: 'cancelled' });
  }
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});
