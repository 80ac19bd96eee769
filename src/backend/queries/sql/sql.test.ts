import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../../../../tests/support/golden';
import { CopyError } from '../../copy';
import type { Frame } from '../../grafana';
import { copiedShop, stopped, type AskingCopy } from '../testing/copy-ask';

const golden = (name: string) => new URL(`golden/${name}.json`, import.meta.url).pathname;
const hour = 3_600_000;

describe('sql', () => {
  let shop: Awaited<ReturnType<typeof copiedShop>>;
  beforeAll(async () => {
    const order = (id: string, hoursAgo: number, more: object = {}) => ({
      id,
      name: `#${id}`,
      created_at: stopped - hoursAgo * hour,
      created_day: '2026-03-02',
      total_price: 130_000_000,
      total_tax: 11_818_182,
      currency: 'KRW',
      channel: 'web',
      ...more,
    });
    shop = await copiedShop({
      orders: [
        order('1001', 1),
        order('1002', 2, { channel: 'pos', test: 1 }),
        order('1003', 30, { total_price: 55_000_000, email: 'dana@example.test' }),
      ],
      gaps: [{ entity: 'changes', from_at: stopped - 20 * hour, to_at: stopped - 10 * hour, reason: 'asleep' }],
    });
  });
  afterAll(() => {
    shop.close();
  });

  const ask = async (sql: string, more: object = {}, asking: AskingCopy = {}) =>
    await shop.query({ queryType: 'sql', sql, ...more }, asking);
  const failed = async (sql: string, asking: AskingCopy = {}) => {
    const error: unknown = await ask(sql, {}, asking).catch((thrown: unknown) => thrown);
    return error;
  };
  const valuesOf = ([frame]: readonly Frame[]) =>
    (frame?.fields ?? []).map(({ name, type, values }) => [name, type, ...values]);
  const notices = ([frame]: readonly Frame[]) => (frame?.meta?.notices ?? []).map(({ text }) => text);

  it('types columns by the views, sums of money by their words', async () => {
    const sql = `SELECT name, created_at, created_day, total_price, test, channel, id
FROM orders WHERE $__timeFilter(created_at) ORDER BY created_at`;
    expectGolden(golden('table'), await ask(sql));
    const sums = `SELECT channel, count(*) AS orders, sum(total_price) AS revenue, sum(total_price) / count(*) AS aov,
  sum(total_tax) / sum(total_price) AS rate FROM orders GROUP BY channel ORDER BY channel`;
    expectGolden(golden('numeric'), await ask(sums));
  });

  it('makes series of a column time, one per text', async () => {
    const sql = `SELECT $__timeGroup(created_at, 'day') AS time, channel, sum(total_price) AS revenue
FROM orders WHERE $__timeFilter(created_at) GROUP BY 1, 2`;
    expectGolden(golden('series'), await ask(sql));
    expectGolden(golden('series-ko'), await ask(sql, { timezone: 'America/New_York' }, { language: 'ko' }));
  });

  it('fills in the range, the interval, the shop and days', async () => {
    const [frame] = await ask(
      `SELECT $__timeFrom() f, $__timeTo() t, $__interval_ms i, $__shop s, '$__shop' kept -- $__nothing
       WHERE 1`,
      { format: 'table' }
    );
    expect((frame?.fields ?? []).map(({ values }) => values[0])).toEqual([
      stopped - 72 * hour,
      stopped,
      60_000,
      'tiny.myshopify.com',
      '$__shop',
    ]);
    const days = await ask('SELECT count(*) n FROM orders WHERE $__timeFilter(created_day)');
    expect(days[0]?.meta?.executedQueryString).toContain("created_day >= '2026-02-28' AND created_day <= '2026-03-03'");
    expect(valuesOf(days)).toEqual([['n', 'float64', 3]]);
    const grouped = await ask(
      'SELECT count(*) n FROM orders GROUP BY $__timeGroup(created_at, $__interval)',
      {},
      { intervalMs: hour }
    );
    expect(grouped[0]?.meta?.executedQueryString).toContain('/ 3600000 * 3600000');
  });

  it('keeps integers beyond 2^53, ids as text and bytes in hexadecimal', async () => {
    expect(valuesOf(await ask("SELECT 9007199254740993 AS big, x'00ff' AS bytes, id FROM orders LIMIT 1"))).toEqual([
      ['big', 'string', '9007199254740993'],
      ['bytes', 'string', '00ff'],
      ['id', 'string', '1001'],
    ]);
    expect(valuesOf(await ask("SELECT '2026-03-03 09:00' AS time, 1 AS n"))).toEqual([
      ['time', 'time', BigInt(Date.UTC(2026, 2, 3)) * 1_000_000n],
      ['n', 'float64', 1],
    ]);
  });

  it('says what was cut off', async () => {
    const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';
    const rows = await ask(numbers, { maxRows: 25 });
    expect([rows[0]?.fields[0]?.values.length, notices(rows)[0]]).toEqual([
      25,
      'Cut off at 25 rows, there are more. Aggregate in SQL, or raise the row limit.',
    ]);
    const wide = await ask(numbers.replace('SELECT i FROM', "SELECT printf('%.*c', 100000, 'x') w FROM"), {
      maxRows: 100_000,
    });
    expect(notices(wide)[0]).toMatch(/^Cut off after 3\d\d rows, as the answer has more than 32 MB/);
    const exact = await ask('SELECT name FROM orders', { maxRows: 3 });
    expect(notices(exact).filter((text) => text.startsWith('Cut off'))).toEqual([]);
  });

  it('says how fresh the copy is and where it has gaps', async () => {
    const fresh = await ask('SELECT 1 AS n');
    expect(fresh[0]?.meta?.custom).toMatchObject({ lane: 'owned', freshAt: stopped - 20_000 });
    expect(notices(fresh)).toEqual([
      'Changes could not be noticed from 2026-03-02 22:00 to 2026-03-03 08:00: changes.',
    ]);
    const range = { from: stopped - hour, to: stopped };
    const old = await ask('SELECT 1 AS n', {}, { range, copy: { freshAt: stopped - hour } });
    expect(notices(old)).toEqual(['The copy was last up to date at 2026-03-03 17:00.']);
    const asleep = await ask('SELECT 1 AS n', {}, { range, copy: { state: 'asleep', completeFrom: stopped } });
    expect(notices(asleep)).toEqual([
      'The copy begins on 2026-03-03 18:00; nothing older is in here.',
      'The copy is asleep; it was last up to date at 2026-03-03 17:59.',
    ]);
    const filling = await ask('SELECT 1 AS n', {}, { range, copy: { state: 'backfill' } });
    expect(notices(filling)).toEqual(['The copy is still being filled: older records are missing.']);
    expect(await failed('SELECT 1', { copy: { state: 'off' } })).toMatchObject({ key: 'queries:sql.copyOff' });
    expect(await failed('SELECT 1', { copy: { state: 'starting' } })).toMatchObject({
      key: 'queries:sql.copyNotReady',
    });
  });

  it.each([
    ['SELECT name\nFRM orders', 'queries:sql.wrongAt', { line: 2, column: 5, message: 'near "orders": syntax error' }],
    ['SELECT (1 + ) + (1 + )', 'queries:sql.wrongAt', { line: 1, column: 13 }],
    ['SELECT 1 FROM orders WHERE', 'queries:sql.wrongAt', { line: 1, column: 27 }],
    ['SELECT\n  totl_price FROM orders', 'queries:sql.wrongAtNearest', { line: 2, column: 3, nearest: 'total_price' }],
    ['SELECT 1 FROM oders', 'queries:sql.wrongAtNearest', { line: 1, column: 15, nearest: 'orders' }],
    [
      'SELECT $__timeGroup(created_at, day) AS time,\n x.nam FROM orders x WHERE $__timeFilter(created_at)',
      'queries:sql.wrongAtNearest',
      { line: 2, column: 2 },
    ],
    ['SELECT nosuch(1)', 'queries:sql.wrongAt', { line: 1, column: 8 }],
    ['SELECT 1 WHERE\n $__timefilter(x)', 'queries:sql.macroUnknown', { line: 2, column: 2 }],
    ["SELECT $__timeGroup(x, 'fortnight')", 'queries:sql.macroArguments', { line: 1, column: 8 }],
    ['SELECT $__timeFilter()', 'queries:sql.macroArguments', { line: 1, column: 8 }],
  ])('names the place in the author’s text: %s', async (sql, key, values) => {
    expect(await failed(sql)).toMatchObject({ key, values, fault: 'query' });
  });

  it('gives personal columns to nobody but those who may see them', async () => {
    expect(await failed('SELECT email FROM orders')).toMatchObject({ code: 'sqlPersonal', fault: 'query' });
    expect(await failed('SELECT email FROM orders')).toBeInstanceOf(CopyError);
    const trusted = await ask('SELECT email FROM orders WHERE email IS NOT NULL', {}, { copy: { personal: true } });
    expect(valuesOf(trusted)).toEqual([['email', 'string', 'dana@example.test']]);
  });
});
