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

test('a file cut short is told as damaged when it is opened', async () => {
  await put(...Array.from({ length: 500 }, (_, at) => String(at)));
  await engine.close();
  truncateSync(place.file, 40_000);
  await expect(openCopy({ file: place.file, now: 0 })).rejects.toMatchObject({ code: 'corrupt' });
  expect(() => checkCopy(place.file)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});
