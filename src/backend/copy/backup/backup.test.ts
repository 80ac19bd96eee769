import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CopyEngine } from '../engine/engine';
import { backupsOf, exportsOf } from '../files/names';
import { openCopy } from '../open';
import { rowOf } from '../testing/rows';
import { temporaryRoot, type TemporaryRoot } from '../testing/temporary';
import { backUp, checkCopy, isBackupDue, prune } from './backup';
import { backupsIn } from './names';
import { deleteCopy, restore } from './restore';
import { redactCustomers, wipePersonal } from './wipe';

const day = 86_400_000;
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

const put = (...ids: string[]) =>
  engine.write(({ upsert }) =>
    upsert(
      'orders',
      ids.map((id) => rowOf('orders', { shop_id: '1', id }))
    )
  );
const idsOf = async () => {
  const rows = await engine.db.selectFrom('orders').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
};
const reopen = async () => {
  ({ engine } = await openCopy({ file: place.file, now: 0 }));
};

describe('back-ups', () => {
  test('are whole and stand for one moment, while the copy is written on', async () => {
    await put('1', '2');
    const backup = backUp({ file: place.file, directory: backupsOf(place.file), label: 'manual', now: 5 });
    await put('3');
    checkCopy(backup.file);
    expect(backupsIn(backupsOf(place.file), place.file)).toEqual([backup]);
    expect(readdirSync(backupsOf(place.file))).toHaveLength(1);
    expect(await idsOf()).toEqual(['1', '2', '3']);
  });

  test('on schedule: the newest stay, those that an admin made too', () => {
    const directory = path.join(place.root, 'saved');
    const make = (label: 'scheduled' | 'manual', now: number) => backUp({ file: place.file, directory, label, now });
    expect(isBackupDue(directory, place.file, 0, day)).toBe(true);
    make('manual', 1);
    for (const at of [2, 3, 4]) {
      make('scheduled', at);
    }
    expect(isBackupDue(directory, place.file, 4 + day - 1, day)).toBe(false);
    expect(isBackupDue(directory, place.file, 4 + day, day)).toBe(true);
    prune(directory, place.file, 2);
    expect(backupsIn(directory, place.file).map(({ label, at }) => `${label} ${String(at)}`)).toEqual([
      'scheduled 4',
      'scheduled 3',
      'manual 1',
    ]);
  });

  test('say why they failed, and leave no half', () => {
    writeFileSync(path.join(place.root, 'file'), '');
    const attempt = () =>
      backUp({ file: place.file, directory: path.join(place.root, 'file'), label: 'manual', now: 0 });
    expect(attempt).toThrow(expect.objectContaining({ code: 'backupFailed' }));
    expect(() =>
      backUp({ file: path.join(place.root, 'none.sqlite'), directory: place.root, label: 'manual', now: 0 })
    ).toThrow(expect.objectContaining({ code: 'missing' }));
  });
});

describe('restoring', () => {
  test('brings the state of the back-up, and keeps what was there', async () => {
    await put('1');
    const { file: backup } = backUp({ file: place.file, directory: backupsOf(place.file), label: 'manual', now: 1 });
    await put('2');
    await engine.close();
    const former = restore({ file: place.file, backup, now: 2 }) ?? '';
    await reopen();
    expect(await idsOf()).toEqual(['1']);
    await engine.close();
    restore({ file: place.file, backup: former, now: 3 });
    await reopen();
    expect(await idsOf()).toEqual(['1', '2']);
  });

  test('works where the copy is damaged or gone', async () => {
    await put('1');
    const { file: backup } = backUp({ file: place.file, directory: backupsOf(place.file), label: 'manual', now: 1 });
    await engine.close();
    writeFileSync(place.file, 'x'.repeat(10_000));
    const former = restore({ file: place.file, backup, now: 2 }) ?? '';
    expect(readFileSync(former, 'utf8')).toMatch(/^x+$/);
    deleteCopy(place.file, { backups: false });
    expect(restore({ file: place.file, backup, now: 3 })).toBeUndefined();
    await reopen();
    expect(await idsOf()).toEqual(['1']);
  });

  test('touches nothing where the back-up is damaged, missing, foreign, or the copy is being written', async () => {
    await put('1');
    const { file: backup } = backUp({ file: place.file, directory: backupsOf(place.file), label: 'manual', now: 1 });
    const bytes = readFileSync(backup);
    const damaged = path.join(place.root, 'damaged.sqlite');
    writeFileSync(damaged, bytes.fill(7, 20_000, 60_000));
    const foreign = path.join(place.root, 'foreign.sqlite');
    writeFileSync(foreign, 'hello');
    const attempt = (from: string) => () => restore({ file: place.file, backup: from, now: 2 });
    expect(attempt(damaged)).toThrow(expect.objectContaining({ code: 'corrupt' }));
    expect(attempt(foreign)).toThrow(expect.objectContaining({ code: 'notACopy' }));
    expect(attempt(path.join(place.root, 'none.sqlite'))).toThrow(expect.objectContaining({ code: 'missing' }));
    await engine.write(async () => {
      expect(attempt(backup)).toThrow(expect.objectContaining({ code: 'locked' }));
      await Promise.resolve();
    });
    expect(await idsOf()).toEqual(['1']);
  });
});

test('deleting takes log, exports and, if told so, back-ups', async () => {
  await put('1');
  backUp({ file: place.file, directory: backupsOf(place.file), label: 'manual', now: 1 });
  mkdirSync(exportsOf(place.file), { recursive: true });
  writeFileSync(path.join(exportsOf(place.file), 'orders.csv'), 'x');
  await engine.close();
  deleteCopy(place.file, { backups: false });
  expect(readdirSync(place.root).filter((name) => name.startsWith('shop.'))).toEqual([]);
  expect(existsSync(exportsOf(place.file))).toBe(false);
  expect(backupsIn(backupsOf(place.file), place.file)).toHaveLength(1);
  deleteCopy(place.file, { backups: true });
  expect(backupsIn(backupsOf(place.file), place.file)).toEqual([]);
});

/** Texts by which bytes of personal data are found again in files. */
const marks = {
  email: 'zephyrine@example.test',
  note: 'zephyrine called',
  address: 'Zephyrine Lane',
  document: 'zephyrine-doc',
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

    await wipePersonal(engine, { file: place.file, entities: ['orders', 'customers'] });

    expect(found(place.root)).toEqual([]);
    expect(await engine.db.selectFrom('orders').select('id').where('email', 'is not', null).execute()).toEqual([]);
    expect((await idsOf()).length).toBeGreaterThan(100);
    const [backup] = backupsIn(backupsOf(place.file), place.file);
    checkCopy(backup?.file ?? '');
  });

  test('of some customers goes, that of others stays', async () => {
    await putPeople(3);
    await redactCustomers(engine, { shopId: '1', customers: ['1'], now: 9 });
    await engine.rewrite();
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
    expect(await engine.db.selectFrom('documents').select('id').orderBy('id').execute()).toEqual([
      { id: '0' },
      { id: '2' },
    ]);
  });
});

test('a file cut short is told as damaged when it is opened', async () => {
  await put(...Array.from({ length: 500 }, (_, at) => String(at)));
  await engine.close();
  truncateSync(place.file, 40_000);
  await expect(openCopy({ file: place.file, now: 0 })).rejects.toMatchObject({ code: 'corrupt' });
  expect(() => checkCopy(place.file)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});
