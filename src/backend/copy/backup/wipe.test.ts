import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CopyEngine } from '../engine/engine';
import { openConnection } from '../engine/sqlite/connection';
import { backupsOf, exportsOf } from '../files/names';
import { openCopy } from '../open';
import { rowOf } from '../testing/rows';
import { temporaryRoot, type TemporaryRoot } from '../testing/temporary';
import { backUp, checkCopy } from './backup';
import { backupsIn } from './names';
import { finishWipe, redactCustomers, wipePersonal } from './wipe';
import { wipeBackups } from './wipe-backups';

let place: TemporaryRoot;
let engine: CopyEngine;
beforeEach(async () => {
  place = temporaryRoot();
  ({ engine } = await openCopy({ file: place.file, now: 0 }));
});
afterEach(async () => {
  await engine.close();
  place.remove();
});

const idsOf = async () => {
  const rows = await engine.db.selectFrom('orders').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
};
/** Long after anything that a test does to files. */
const later = Date.now() + 86_400_000;

/** Texts by which bytes of personal data are found again in files. */
const marks = {
  email: 'zephyrine@example.test',
  note: 'zephyrine called',
  address: 'Zephyrine Lane',
  document: 'zephyrine-doc',
  size: 'zephyrine-size',
};

function found(root: string): string[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(path.join(parentPath, name));
    return Object.values(marks).some((mark) => bytes.includes(mark)) ? [name] : [];
  });
}

async function putPeople(count: number): Promise<void> {
  await engine.write(async ({ upsert }) => {
    await upsert('shops', [rowOf('shops', { shop_id: '1' })]);
    const ids = Array.from({ length: count }, (_, at) => String(at));
    const people = {
      email: marks.email,
      phone: '+1 555 0100',
      shipping_name: 'Zephyrine',
      shipping_address: `{"a":"${marks.address.repeat(40)}"}`,
    };
    await upsert(
      'orders',
      ids.map((id) => rowOf('orders', { shop_id: '1', id, customer_id: id, ...people }))
    );
    await upsert(
      'customers',
      ids.map((id) => rowOf('customers', { shop_id: '1', id, email: marks.email }))
    );
    await upsert(
      'refunds',
      ids.map((id) => rowOf('refunds', { shop_id: '1', id, order_id: id, note: marks.note }))
    );
    await upsert(
      'metafields',
      ids.flatMap((id) =>
        ['customers', 'orders'].map((owner) =>
          rowOf('metafields', {
            shop_id: '1',
            owner,
            owner_id: id,
            name: 'own.size',
            value: owner === 'customers' ? marks.size : `size-${id}`,
          })
        )
      )
    );
    await upsert(
      'documents',
      ids.map((id) =>
        rowOf('documents', { shop_id: '1', entity: 'orders', id, document: `"${marks.document.repeat(500)}"` })
      )
    );
  });
}

describe('personal data that is wiped', () => {
  test('is in no byte of any file: copy, log, freed pages, back-ups, exports', async () => {
    await putPeople(300);
    backUp({ file: place.file, directory: backupsOf(place.file), label: 'scheduled', now: 1 });
    await putPeople(300);
    await engine.db.deleteFrom('orders').where('id', '<', '2').execute();
    mkdirSync(exportsOf(place.file), { recursive: true });
    writeFileSync(path.join(exportsOf(place.file), 'orders.csv'), marks.email);
    expect(found(place.root)).toEqual(expect.arrayContaining(['shop.sqlite-wal', 'orders.csv']));
    expect(found(backupsOf(place.file))).toHaveLength(1);

    await wipePersonal(engine, { file: place.file, entities: ['orders', 'customers'], now: 9 });

    expect(found(place.root)).toEqual([]);
    expect(await engine.db.selectFrom('orders').select('id').where('email', 'is not', null).execute()).toEqual([]);
    expect((await idsOf()).length).toBeGreaterThan(100);
    const [backup] = backupsIn(backupsOf(place.file), place.file);
    checkCopy(backup?.file ?? '');
  });

  test('of some customers goes, that of others stays', async () => {
    await putPeople(3);
    await redactCustomers(engine, { shopId: '1', customers: ['1'], now: 9 });
    await finishWipe(engine, place.file);
    const customers = await engine.db.selectFrom('customers').select(['id', 'email', 'redacted_at']).execute();
    expect(customers).toEqual([
      { id: '0', email: marks.email, redacted_at: null },
      { id: '1', email: null, redacted_at: 9 },
      { id: '2', email: marks.email, redacted_at: null },
    ]);
    const orders = await engine.db
      .selectFrom('orders')
      .select(['id', 'customer_id', 'email', 'shipping_name'])
      .execute();
    expect(orders[1]).toEqual({ id: '1', customer_id: '1', email: null, shipping_name: null });
    expect(orders[0]).toMatchObject({ email: marks.email });
    const notes = await engine.db.selectFrom('refunds').select(['id', 'note']).orderBy('id').execute();
    expect(notes.map(({ note }) => note)).toEqual([marks.note, null, marks.note]);
    const metafields = engine.db.selectFrom('metafields').select(['owner', 'owner_id']).where('owner_id', '=', '1');
    expect(await metafields.execute()).toEqual([{ owner: 'orders', owner_id: '1' }]);
    expect(await engine.db.selectFrom('documents').select('id').orderBy('id').execute()).toEqual([
      { id: '0' },
      { id: '2' },
    ]);
  });
});

/** Rows of a back-up, as another program would read them. */
function rowsIn(file: string, query: string): unknown[] {
  const database = openConnection(file, 'read');
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

const save = (label: 'manual' | 'scheduled', now: number) =>
  backUp({ file: place.file, directory: backupsOf(place.file), label, now }).file;

describe('back-ups follow what was wiped', () => {
  /** Three people, all saved twice, once with a change of price that the copy no longer has; the second is redacted. */
  async function redacted(people = 3): Promise<string[]> {
    await putPeople(people);
    await engine.write(({ upsert }) =>
      upsert('changes', [rowOf('changes', { shop_id: '1', field: 'price', subject_id: '7', at: 1 })])
    );
    const saved = [save('manual', 1), save('scheduled', 2)];
    await engine.db.deleteFrom('changes').execute();
    await engine.write(({ upsert }) =>
      upsert('customers', [rowOf('customers', { shop_id: '1', id: '1', email: 'only-1@example.test' })])
    );
    saved.push(save('scheduled', 3));
    await redactCustomers(engine, { shopId: '1', customers: ['1'], now: 9 });
    await finishWipe(engine, place.file);
    return saved;
  }

  test('a customer goes from each of them, bytes and all; others, and history, stay', async () => {
    const saved = await redacted();
    expect(readFileSync(saved[2] ?? '').includes('only-1@example.test')).toBe(true);
    expect(wipeBackups({ file: place.file, now: later })).toEqual({ wiped: 3, deleted: 0 });
    for (const file of saved) {
      checkCopy(file);
      expect(rowsIn(file, 'select id, email from customers order by id')).toEqual([
        { id: '0', email: marks.email },
        { id: '1', email: null },
        { id: '2', email: marks.email },
      ]);
      expect(rowsIn(file, 'select id, shipping_name from orders order by id')).toEqual([
        { id: '0', shipping_name: 'Zephyrine' },
        { id: '1', shipping_name: null },
        { id: '2', shipping_name: 'Zephyrine' },
      ]);
      expect(rowsIn(file, 'select id from documents order by id')).toEqual([{ id: '0' }, { id: '2' }]);
      expect(rowsIn(file, "select note from refunds where id = '1'")).toEqual([{ note: null }]);
      expect(rowsIn(file, "select owner_id from metafields where owner = 'customers' order by owner_id")).toEqual([
        { owner_id: '0' },
        { owner_id: '2' },
      ]);
      expect(readFileSync(file).includes('only-1@example.test')).toBe(false);
    }
    const histories = saved.map((file) => rowsIn(file, 'select field, subject_id from changes').length);
    expect(histories).toEqual([1, 1, 0]);
    // Nothing to be done any more, nor for one that is made from now on.
    save('manual', 10);
    expect(wipeBackups({ file: place.file, now: later })).toEqual({ wiped: 0, deleted: 0 });
  });

  test('one that was begun before and ended after is found as well', async () => {
    await putPeople(2);
    const early = save('scheduled', 1);
    copyFileSync(early, path.join(place.root, 'aside'));
    await redactCustomers(engine, { shopId: '1', customers: ['0', '1'], now: 9 });
    await finishWipe(engine, place.file);
    expect(wipeBackups({ file: place.file, now: later }).wiped).toBe(1);
    copyFileSync(path.join(place.root, 'aside'), early);
    expect(wipeBackups({ file: place.file, now: later }).wiped).toBe(1);
    expect(found(backupsOf(place.file))).toEqual([]);
  });

  test('a stop before pages were written anew leaves that to the next opening', async () => {
    await putPeople(200);
    await redactCustomers(engine, {
      shopId: '1',
      customers: Array.from({ length: 200 }, (_, at) => String(at)),
      now: 9,
    });
    await engine.close();
    ({ engine } = await openCopy({ file: place.file, now: 10 }));
    mkdirSync(exportsOf(place.file), { recursive: true });
    writeFileSync(path.join(exportsOf(place.file), 'orders.csv'), marks.email);
    expect(found(place.root)).not.toEqual([]);
    await finishWipe(engine, place.file);
    expect(found(place.root)).toEqual([]);
  });

  test(
    'a kill -9 at any moment leaves each of them whole, and the next time ends it',
    { timeout: 60_000 },
    async () => {
      const saved = await redacted(2_000);
      const untouched = saved.map((file) => readFileSync(file));
      const entry = fileURLToPath(new URL('../testing/wipe.ts', import.meta.url));
      for (const delay of [60, 120, 180, 240, 300, 400]) {
        saved.forEach((file, at) => writeFileSync(file, untouched[at] ?? ''));
        const child = spawn(process.execPath, [entry, place.file], { stdio: 'ignore' });
        const ended = new Promise((resolve) => child.once('exit', resolve));
        await wait(delay);
        child.kill('SIGKILL');
        await ended;
        saved.forEach(checkCopy);
        expect(saved.map((file) => rowsIn(file, 'select field from changes').length)).toEqual([1, 1, 0]);
        wipeBackups({ file: place.file, now: later });
        expect(readdirSync(backupsOf(place.file)).sort()).toEqual(saved.map((file) => path.basename(file)).sort());
        for (const file of saved) {
          expect(rowsIn(file, "select email from customers where id = '1'")).toEqual([{ email: null }]);
          expect(rowsIn(file, 'select count(*) as n from customers')).toEqual([{ n: 2_000 }]);
        }
      }
    }
  );

  test('a half-made back-up that a stop left is deleted, one that is being made is not', async () => {
    await redacted();
    const left = path.join(backupsOf(place.file), 'shop.manual.19700101T000000004Z.sqlite.part');
    const made = path.join(backupsOf(place.file), 'shop.manual.19700101T000000005Z.sqlite.part');
    [left, made].forEach((file) => writeFileSync(file, marks.email));
    utimesSync(left, 1, 1);
    wipeBackups({ file: place.file, now: Date.now() });
    expect(readdirSync(backupsOf(place.file)).filter((name) => name.endsWith('.part'))).toEqual([path.basename(made)]);
  });

  test('a damaged one, which can be neither wiped nor restored, goes; the others are done nevertheless', async () => {
    const [damaged = '', ...others] = await redacted();
    truncateSync(damaged, 30_000);
    utimesSync(damaged, 0.001, 0.001);
    expect(wipeBackups({ file: place.file, now: later })).toEqual({ wiped: 2, deleted: 1 });
    expect(backupsIn(backupsOf(place.file), place.file).map(({ file }) => file)).toEqual([...others].reverse());
  });
});
