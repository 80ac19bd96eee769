import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCopy } from '../open';
import { rowOf } from '../testing/rows';
import { temporaryRoot, type TemporaryRoot } from '../testing/temporary';
import type { Migration } from './migration';

let place: TemporaryRoot;
beforeEach(() => {
  place = temporaryRoot();
});
afterEach(() => {
  place.remove();
});

const second: Migration = {
  version: 2,
  name: 'colour of orders',
  up: async (db) => {
    await db.schema.alterTable('orders').addColumn('colour', 'text').execute();
    await sql`update orders set colour = 'red'`.execute(db);
  },
};
const third: Migration = {
  version: 3,
  name: 'shade of orders',
  up: async (db) => {
    await db.schema.alterTable('orders').renameColumn('colour', 'shade').execute();
  },
};
const broken: Migration = {
  version: 3,
  name: 'broken',
  up: async (db) => {
    await db.schema.alterTable('orders').addColumn('shade', 'text').execute();
    await sql`update no_such_table set a = 1`.execute(db);
  },
};

async function writeFirst(): Promise<void> {
  const { engine } = await openCopy({ file: place.file, now: 1_000, migrations: [] });
  await engine.write(({ upsert }) => upsert('orders', [rowOf('orders', { shop_id: '1', id: '10', name: '#10' })]));
  await engine.close();
}

function ask(file: string, query: string): Array<Record<string, unknown>> {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(query)
    .all()
    .map((row) => ({ ...row }));
  database.close();
  return rows;
}

const open = (migrations: readonly Migration[]) => openCopy({ file: place.file, now: 2_000, migrations });

describe('a file of an older schema', () => {
  test('is saved, then taken through what it lacks, with its rows kept and each step recorded', async () => {
    await writeFirst();
    const { engine, migrated } = await open([second, third]);
    await engine.close();
    expect(migrated).toMatchObject({ from: 1, to: 3 });
    expect(ask(place.file, 'select id, name, shade from orders')).toEqual([{ id: '10', name: '#10', shade: 'red' }]);
    expect(ask(place.file, 'select version, name, applied_at from schema_migrations')).toEqual([
      { version: 1, name: 'create', applied_at: 1_000 },
      { version: 2, name: 'colour of orders', applied_at: 2_000 },
      { version: 3, name: 'shade of orders', applied_at: 2_000 },
    ]);
    const backup = migrated.backup ?? '';
    expect(backup).toContain('/backups/shop.v1.');
    expect(ask(backup, 'select id, name from orders')).toEqual([{ id: '10', name: '#10' }]);
    expect(ask(backup, 'pragma user_version')).toEqual([{ user_version: 1 }]);
  });

  test('is taken only through those that it lacks', async () => {
    await writeFirst();
    await (await open([second])).engine.close();
    const { engine, migrated } = await open([second, third]);
    await engine.close();
    expect(migrated).toMatchObject({ from: 2, to: 3 });
  });

  test('stays as it was before a step that fails, earlier steps done', async () => {
    await writeFirst();
    const opening = open([second, broken]);
    await expect(opening).rejects.toMatchObject({ code: 'migrationFailed', fault: 'shopscope' });
    await expect(opening).rejects.toThrow(/"from":1,"to":3,.*no_such_table/);
    expect(ask(place.file, 'pragma user_version')).toEqual([{ user_version: 2 }]);
    expect(ask(place.file, "select name from pragma_table_info('orders') where name = 'shade'")).toEqual([]);
    const { engine } = await open([second, third]);
    await engine.close();
    expect(ask(place.file, 'select shade from orders')).toEqual([{ shade: 'red' }]);
  });
});

describe('what is refused, untouched', () => {
  test('a file of a newer schema', async () => {
    await writeFirst();
    await (await open([second])).engine.close();
    await expect(open([])).rejects.toMatchObject({ code: 'newerSchema', values: { version: 2, known: 1 } });
    expect(ask(place.file, 'select colour from orders')).toEqual([{ colour: 'red' }]);
  });

  test("somebody else's SQLite file", async () => {
    const other = new DatabaseSync(place.file);
    other.exec('create table notes (text); insert into notes values (1)');
    other.close();
    await expect(open([])).rejects.toMatchObject({ code: 'notACopy' });
    expect(ask(place.file, 'select * from notes')).toEqual([{ text: 1 }]);
  });

  test('a file that is no SQLite file', async () => {
    writeFileSync(place.file, 'hello '.repeat(1_000));
    await expect(open([])).rejects.toMatchObject({ code: 'notACopy' });
  });
});

test('a new file has the newest version at once', async () => {
  const { engine, migrated } = await open([second, third]);
  await engine.close();
  expect(migrated).toEqual({ from: 0, to: 3 });
});

test('the schema of a version never changes: what differs takes a migration and a version of its own', async () => {
  await (await openCopy({ file: place.file, now: 0 })).engine.close();
  const [{ user_version: version } = {}] = ask(place.file, 'pragma user_version');
  const made = ask(
    place.file,
    "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by name"
  );
  const text = made.flatMap((row) => Object.values(row)).join(';\n');
  await expect(`${text};\n`).toMatchFileSnapshot(`schema.v${String(version)}.sql`);
});
