import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CopyError } from '../errors';
import { openCopy } from '../open';
import { tables, type Table } from '../schema';
import { rowOf } from '../testing/rows';
import { temporaryRoot, type TemporaryRoot } from '../testing/temporary';
import { views } from '../views/columns';
import { openSqlReader, type SqlReader } from './reader';

const limits = { rows: 1_000, bytes: 1_000_000 };
const mark = 'dana@example.test';
let place: TemporaryRoot;
let reader: SqlReader;
let trusted: SqlReader;

beforeAll(async () => {
  place = temporaryRoot();
  const { engine } = await openCopy({ file: place.file, now: 0 });
  await engine.write(async ({ upsert }) => {
    await upsert('orders', [
      rowOf('orders', {
        shop_id: '1',
        id: '10',
        name: '#10',
        created_at: 1_700_000_000_000,
        total_price: 129_900,
        test: 1,
        tags: '["vip","late"]',
        email: mark,
      }),
      rowOf('orders', { shop_id: '2', id: '20', name: 'other shop' }),
    ]);
    await upsert('customers', [rowOf('customers', { shop_id: '1', id: '7', first_name: 'Dana', email: mark })]);
    await upsert('metafields', [
      rowOf('metafields', { shop_id: '1', owner: 'customers', owner_id: '7', name: 'own.size', value: 'her size' }),
      rowOf('metafields', { shop_id: '1', owner: 'products', owner_id: '7', name: 'own.size', value: 'its size' }),
    ]);
    await upsert('changes', [
      rowOf('changes', { shop_id: '1', field: 'price', subject_id: '1', after_value: 55_000 }),
      rowOf('changes', { shop_id: '1', field: 'available', subject_id: '1', after_value: 7 }),
    ]);
    await upsert('documents', [rowOf('documents', { shop_id: '1', entity: 'orders', id: '10', document: mark })]);
    await upsert('copy_settings', [rowOf('copy_settings', { shop_id: '1', name: 'digest', value: '"hidden"' })]);
  });
  await engine.close();
  reader = openSqlReader({ file: place.file, shopId: '1', personal: false });
  trusted = openSqlReader({ file: place.file, shopId: '1', personal: true });
});
afterAll(() => {
  reader.close();
  trusted.close();
  place.remove();
});

const rowsOf = (by: SqlReader, sql: string, ...parameters: Array<string | number>) => {
  const { values, rows } = by.select({ sql, parameters, limits });
  return Array.from({ length: rows }, (_, at) => values.map((column) => column[at] ?? null));
};

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'allowed';
  } catch (error) {
    return error instanceof CopyError ? error.code : String(error);
  }
}

describe('what a reader sees', () => {
  test('one shop, money in units, lists joined, kinds of columns', () => {
    const { columns, values } = reader.select({
      sql: 'select name, created_at, total_price, tags, test from orders',
      parameters: [],
      limits,
    });
    expect(values).toEqual([['#10'], [1_700_000_000_000], [12.99], ['vip, late'], [1]]);
    expect(columns).toEqual([
      { name: 'name', kind: 'text' },
      { name: 'created_at', kind: 'instant' },
      { name: 'total_price' },
      { name: 'tags' },
      { name: 'test', kind: 'flag' },
    ]);
  });

  test('changes of prices in units of money, of stock in units', () => {
    expect(rowsOf(reader, 'select field, after_value from changes order by field')).toEqual([
      ['available', 7],
      ['price', 5.5],
    ]);
  });

  test.each(views({ personal: false }).map(({ name }) => name))('the view %s, without its personal columns', (name) => {
    const { columns } = reader.select({ sql: `select * from ${name}`, parameters: [], limits });
    const expected = views({ personal: false }).find((view) => view.name === name)?.columns ?? [];
    expect(columns.map((column) => column.name)).toEqual(expected.map((column) => column.name));
    expect(columns.map((column) => column.name)).not.toContain('shop_id');
  });

  test.each(views({ personal: true }).map(({ name }) => name))(
    'the view %s with personal columns, if trusted',
    (name) => {
      const { columns } = trusted.select({ sql: `select * from ${name}`, parameters: [], limits });
      const expected = views({ personal: true }).find((view) => view.name === name)?.columns ?? [];
      expect(columns.map((column) => column.name)).toEqual(expected.map((column) => column.name));
    }
  );

  test('personal columns where trusted, and no others than the views have', () => {
    expect(rowsOf(trusted, 'select email from orders')).toEqual([[mark]]);
    expect(rowsOf(trusted, 'select first_name from customers')).toEqual([['Dana']]);
    expect(codeOf(() => rowsOf(reader, 'select email from orders'))).toBe('sqlPersonal');
    expect(codeOf(() => rowsOf(reader, 'select c.first_name from customers c'))).toBe('sqlPersonal');
    expect(codeOf(() => rowsOf(reader, 'select emial from orders'))).toBe('sqlWrong');
  });

  test('metafields of customers where trusted alone', () => {
    const query = 'select value from metafields order by value';
    expect(rowsOf(reader, query)).toEqual([['its size']]);
    expect(rowsOf(trusted, query)).toEqual([['her size'], ['its size']]);
  });

  test('conditions on views use the indexes of the tables', async () => {
    const { engine } = await openCopy({ file: place.file, now: 0 });
    await engine.write(({ upsert }) =>
      upsert(
        'orders',
        Array.from({ length: 20_000 }, (_, at) =>
          rowOf('orders', { shop_id: '3', id: String(at), created_at: at, checkout_token: `t${String(at)}` })
        )
      )
    );
    await engine.close();
    const own = openSqlReader({ file: place.file, shopId: '3', personal: false });
    const before = performance.now();
    for (let at = 0; at < 200; at += 1) {
      const sql = 'select id from orders where checkout_token = ?';
      expect(rowsOf(own, sql, `t${String(at)}`)).toEqual([[String(at)]]);
    }
    expect(performance.now() - before).toBeLessThan(1_500);
    own.close();
  });

  test.each([
    ['with o as (select id, total_price p from orders) select count(*), sum(p) from o', [[1, 12.99]]],
    [
      'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select group_concat(i) from n',
      [['1,2,3']],
    ],
    ["select value from json_each('[1,2]')", [[1], [2]]],
    ['select row_number() over (order by id) from orders', [[1]]],
    ["select strftime('%Y', created_at / 1000, 'unixepoch') from orders", [['2023']]],
    ['values (1), (2)', [[1], [2]]],
    ['select id, id from orders -- and a comment;', [['10', '10']]],
    ["select ';' as x;", [[';']]],
    ['select o.name from orders o join customers c on c.id = 7', [['#10']]],
    ['select 9007199254740993 as big, 1 as small', [[9_007_199_254_740_993n, 1]]],
  ])('%s', (sql, expected) => {
    expect(rowsOf(reader, sql)).toEqual(expected);
  });

  test('limits cut a result short and say so', () => {
    const sql = 'with recursive n(i) as (select 1 union all select i + 1 from n) select i from n';
    expect(reader.select({ sql, parameters: [], limits })).toMatchObject({ rows: 1_000, truncated: 'rows' });
    const short = reader.select({ sql, parameters: [], limits: { rows: 1_000, bytes: 80 } });
    expect(short).toMatchObject({ rows: 11, truncated: 'bytes' });
    const exact = reader.select({ sql: 'values (1), (2)', parameters: [], limits: { rows: 2, bytes: 80 } });
    expect(exact).not.toHaveProperty('truncated');
  });
});

/** What must not work, and how it is refused. */
const hostile: ReadonlyArray<readonly [sql: string, code: string]> = [
  ['', 'sqlEmpty'],
  [' ; -- nothing', 'sqlEmpty'],
  ['select 1; select 2', 'sqlSeveral'],
  ["select 1; attach 'x' as y", 'sqlSeveral'],
  ['select * from main.orders', 'sqlDenied'],
  ['select * from "main".orders', 'sqlDenied'],
  ['select * from [main] . orders', 'sqlDenied'],
  ['select * from `main`/**/./**/orders', 'sqlDenied'],
  ["select * from 'main'.orders", 'sqlDenied'],
  ['select * from MAIN.orders', 'sqlDenied'],
  ['select * from temp.orders', 'sqlDenied'],
  ['select count(*) from main.orders', 'sqlDenied'],
  ['with orders as (select * from main.orders) select * from orders', 'sqlDenied'],
  ['with orders as (select email from main.orders) select * from orders', 'sqlDenied'],
  ['select * from sqlite_schema', 'sqlDenied'],
  ['select * from sqlite_master', 'sqlDenied'],
  ['select * from sqlite_temp_master', 'sqlDenied'],
  ['select * from sqlite_temp_schema', 'sqlDenied'],
  ['select * from sqlite_stat1', 'sqlDenied'],
  ['select * from dbstat', 'sqlDenied'],
  ["select * from pragma_table_info('orders')", 'sqlDenied'],
  ['select * from pragma_database_list', 'sqlDenied'],
  ['select * from pragma_function_list', 'sqlDenied'],
  ['select * from sqlite_dbpage', 'sqlWrong'],
  ['select * from copy_settings', 'sqlDenied'],
  ['select * from documents', 'sqlDenied'],
  ['select * from sync_jobs', 'sqlDenied'],
  ['select * from leases', 'sqlDenied'],
  ['select * from dirty', 'sqlDenied'],
  ['select * from schema_migrations', 'sqlDenied'],
  ['select (select value from copy_settings limit 1)', 'sqlDenied'],
  ['select 1 where exists (select 1 from documents)', 'sqlDenied'],
  ['select count(*) from documents', 'sqlDenied'],
  ['with copy_settings as (select value from copy_settings) select * from copy_settings', 'sqlWrong'],
  ['select shop_id from orders', 'sqlWrong'],
  ['select rowid from orders', 'sqlWrong'],
  ["select load_extension('x')", 'sqlDenied'],
  ["select readfile('/etc/passwd')", 'sqlWrong'],
  ["select writefile('/tmp/x', 'y')", 'sqlWrong'],
  ["select edit('x')", 'sqlWrong'],
  ["select fts3_tokenizer('simple')", 'sqlDenied'],
  ['select zeroblob(1000000000)', 'sqlDenied'],
  ['select randomblob(1000000000)', 'sqlDenied'],
  ['select sqlite_source_id()', 'sqlDenied'],
  ['select rtreecheck(1)', 'sqlDenied'],
  ["select sqlite_log(1, 'x')", 'sqlDenied'],
  ['select last_insert_rowid()', 'sqlDenied'],
  ["attach 'other.sqlite' as other", 'sqlNotRead'],
  ['detach main', 'sqlNotRead'],
  ['pragma query_only = off', 'sqlNotRead'],
  ['pragma database_list', 'sqlNotRead'],
  ['explain select * from orders', 'sqlNotRead'],
  ['explain query plan select * from orders', 'sqlNotRead'],
  ['/* */ explain select 1', 'sqlNotRead'],
  ["vacuum into 'stolen.sqlite'", 'sqlNotRead'],
  ['begin immediate', 'sqlNotRead'],
  ['commit', 'sqlNotRead'],
  ['savepoint x', 'sqlNotRead'],
  ['analyze', 'sqlNotRead'],
  ['reindex', 'sqlNotRead'],
  ['insert into orders (id) values (1)', 'sqlNotRead'],
  ['update orders set id = 1', 'sqlNotRead'],
  ['delete from orders', 'sqlNotRead'],
  ['replace into orders (id) values (1)', 'sqlNotRead'],
  ['drop table orders', 'sqlNotRead'],
  ['drop view orders', 'sqlNotRead'],
  ['create temp table x as select 1', 'sqlNotRead'],
  ['create temp view x as select 1', 'sqlNotRead'],
  ['create virtual table x using fts5(a)', 'sqlNotRead'],
  ['alter table orders rename to x', 'sqlNotRead'],
  ['with x as (select 1) insert into orders (id) select * from x', 'sqlDenied'],
  ['with x as (select 1) delete from orders', 'sqlWrong'],
  ['with x as (select 1) update orders set id = 1', 'sqlWrong'],
  ['with x as (select 1) delete from copy_settings', 'sqlDenied'],
  ['select * from orders as x(y)', 'sqlWrong'],
  ["select 'unclosed", 'sqlWrong'],
  ['select 1 /* unclosed', 'allowed'],
  ['select email from (select * from orders)', 'sqlPersonal'],
  ['select * from orders order by email', 'sqlPersonal'],
  ["select 1 from orders where email like '%a%'", 'sqlPersonal'],
  ['select note from refunds', 'sqlPersonal'],
  ['select "email" from orders', 'sqlPersonal'],
  ['select [shipping_address] from orders', 'sqlPersonal'],
];

describe('what a reader refuses', () => {
  test.each(hostile)('%s', (sql, code) => {
    expect(codeOf(() => rowsOf(reader, sql))).toBe(code);
  });

  test('base tables even if the words before a dot got past the first look', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const asked = ['select id from main.orders', 'with orders as (select id from main.orders) select * from orders'];
    const { Rules } = await import('./rules');
    const database = new DatabaseSync(place.file, { readOnly: true });
    const rules = new Rules({ innerViews: new Map([['orders', 'orders_secret']]), personal: false });
    database.setAuthorizer((...question) => rules.answer(question));
    for (const sql of asked) {
      expect(() => database.prepare(sql).all()).toThrow(/prohibited|not authorized/);
    }
    database.close();
  });

  test.each(
    Object.values<Table>(tables)
      .filter((table) => !table.public)
      .map(({ name }) => name)
  )('the table %s, which is no view', (name) => {
    expect(codeOf(() => rowsOf(trusted, `select * from ${name}`))).toBe('sqlDenied');
  });

  test('messages and answers never tell the name of an inner view', () => {
    const secret = /_[0-9a-f]{32}/;
    for (const [sql] of hostile) {
      try {
        expect(JSON.stringify(rowsOf(reader, sql))).not.toMatch(secret);
      } catch (error) {
        expect(String(error)).not.toMatch(secret);
      }
    }
  });

  test('a shop id that is more than digits', () => {
    expect(() => openSqlReader({ file: place.file, shopId: "1' or 1=1 --", personal: false })).toThrow();
  });

  test('nothing was written by any of it', () => {
    expect(existsSync('other.sqlite') || existsSync('stolen.sqlite') || existsSync('/tmp/x')).toBe(false);
    expect(rowsOf(reader, 'select count(*) from orders')).toEqual([[1]]);
    expect(path.basename(place.file)).toBe('shop.sqlite');
  });
});
