import { Buffer } from 'node:buffer';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteCopy } from '../../backup/restore';
import { openCopy } from '../../open';
import { copyQuery } from '../../query';
import { CopyReads } from '../../reader/reads';
import { localRole } from '../../testing/readers';
import { rowOf } from '../../testing/rows';
import { temporaryRoot, type TemporaryRoot } from '../../testing/temporary';
import type { CopyEngine } from '../engine';
import { openConnection } from './connection';
import { SqliteEngine } from './engine';

let place: TemporaryRoot;
beforeEach(() => {
  place = temporaryRoot();
});
afterEach(() => {
  place.remove();
});

const open = (patience = 50) => openCopy({ file: place.file, now: 0, patience });
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => rowOf('orders', { shop_id: '1', id: String(from + at).padStart(8, '0') }));
const put = (engine: CopyEngine, from: number, count: number) =>
  engine.write(({ upsert }) => upsert('orders', many(from, count)));
const countOf = async (engine: CopyEngine) => {
  const query = engine.db.selectFrom('orders').select(({ fn }) => fn.countAll<number>().as('count'));
  return (await query.executeTakeFirstOrThrow()).count;
};

describe('a full disk', () => {
  test('is told, keeps what was committed, and does no harm once there is room', async () => {
    await (await open()).engine.close();
    const database = openConnection(place.file, 'write');
    const engine = new SqliteEngine(place.file, database);
    await put(engine, 0, 100);
    const [pages] = Object.values(database.prepare('pragma page_count').get() ?? {});
    database.exec(`pragma max_page_count = ${String(Number(pages) + 5)}`);
    await expect(put(engine, 100, 20_000)).rejects.toMatchObject({ code: 'diskFull', fault: 'settings' });
    expect(await countOf(engine)).toBe(100);
    database.exec('pragma max_page_count = 1000000');
    await put(engine, 100, 20_000);
    expect(await countOf(engine)).toBe(20_100);
    await engine.close();
  });
});

describe('a lock of another process', () => {
  test('is told when it lasts, and waited for when it does not', async () => {
    const { engine } = await open();
    const other = new DatabaseSync(place.file);
    other.exec('begin immediate');
    await expect(put(engine, 0, 1)).rejects.toMatchObject({ code: 'locked', values: { file: place.file } });
    other.exec('rollback');
    await put(engine, 0, 1);
    expect(await countOf(engine)).toBe(1);
    other.close();
    await engine.close();
  });

  test('readers are never waited for, nor do they wait', async () => {
    const { engine } = await open();
    await put(engine, 0, 10);
    const reads = new CopyReads(place.file, localRole());
    const asking = { signal: new AbortController().signal, deadline: Date.now() + 9_000, caller: 'a' };
    const query = copyQuery().selectFrom('orders').select('id').compile();
    const reader = openConnection(place.file, 'read');
    reader.exec('begin');
    const before = reader.prepare('select count(*) as n from orders').get();
    await engine.write(async ({ upsert }) => {
      await upsert('orders', many(10, 10));
      expect((await reads.columns(query, asking)).rows).toBe(10);
    });
    expect(reader.prepare('select count(*) as n from orders').get()).toEqual(before);
    expect((await reads.columns(query, asking)).rows).toBe(20);
    reader.close();
    await engine.close();
  });
});

describe('the log', () => {
  test('stays small through a long load', async () => {
    const { engine } = await open();
    for (let at = 0; at < 20; at += 1) {
      const rows = many(at * 1_000, 1_000).map((row) => ({ ...row, landing_page: 'a'.repeat(8_000) }));
      await engine.write(({ upsert }) => upsert('orders', rows));
      expect(statSync(`${place.file}-wal`).size).toBeLessThan(60_000_000);
    }
    expect(engine.bytes()).toBeGreaterThan(160_000_000);
    expect(await engine.checkpoint()).toBe(true);
    expect(statSync(`${place.file}-wal`).size).toBe(0);
    expect(engine.bytes()).toBe(statSync(place.file).size);
    await engine.close();
  });

  test('that a reader needs is not cut short, and said so', async () => {
    const { engine } = await open();
    await put(engine, 0, 10);
    const reader = openConnection(place.file, 'read');
    reader.exec('begin');
    reader.prepare('select count(*) from orders').get();
    await put(engine, 10, 10);
    expect(await engine.checkpoint()).toBe(false);
    reader.close();
    expect(await engine.checkpoint()).toBe(true);
    await engine.close();
  });
});

test('a damaged page is told as damage, when opening and when reading', async () => {
  const { engine } = await open();
  await put(engine, 0, 5_000);
  await engine.close();
  const size = statSync(place.file).size;
  const handle = openSync(place.file, 'r+');
  for (let at = 4096 * 100; at < size - 4096; at += 4096 * 3) {
    writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, at);
  }
  closeSync(handle);
  await expect(open()).rejects.toMatchObject({ code: 'corrupt', values: { file: place.file } });
  const reads = new CopyReads(place.file, localRole());
  const asking = { signal: new AbortController().signal, deadline: Date.now() + 9_000, caller: 'a' };
  const query = copyQuery().selectFrom('orders').selectAll().compile();
  await expect(reads.columns(query, asking)).rejects.toMatchObject({ code: 'corrupt' });
});

test('a copy that is not there is told to readers', async () => {
  const reads = new CopyReads(place.file, localRole());
  const asking = { signal: new AbortController().signal, deadline: Date.now() + 9_000, caller: 'a' };
  await expect(reads.columns({ sql: 'select 1', parameters: [] }, asking)).rejects.toMatchObject({ code: 'missing' });
});

test('a file that was replaced is read anew', async () => {
  const reads = new CopyReads(place.file, localRole());
  const asking = { signal: new AbortController().signal, deadline: Date.now() + 9_000, caller: 'a' };
  const query = copyQuery().selectFrom('orders').select('id').compile();
  for (const count of [3, 5]) {
    const { engine } = await open();
    await put(engine, 0, count);
    await engine.close();
    expect((await reads.columns(query, asking)).rows).toBe(count);
    deleteCopy(place.file, { backups: false });
    await expect(reads.columns(query, asking)).rejects.toMatchObject({ code: 'missing' });
  }
});
