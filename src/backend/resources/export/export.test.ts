import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { backendTranslate } from '../../../locales/backend';
import { CopyReads, SqlReads, sqlReaderPool } from '../../copy';
import { localRole } from '../../copy/testing/readers';
import type { ResourcePart } from '../../grafana';
import { tinyCopy, tinyShop, type TinyCopy } from '../../kpi/testing/tiny-copy';
import { RolePool } from '../../roles';
import { asPluginError } from '../../errors';
import { callResource } from '../router';
import { csvOf, written } from './csv';
import { Handover } from './handover';

/** CSV as RFC 4180 has it, read back. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end = ''] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push([]);
    }
    if (end === '') {
      break;
    }
  }
  return rows.filter((row) => row.length > 1 || row[0] !== undefined).filter((row) => row.join('') !== '');
}

const many = 100_000;

describe('exports', () => {
  let copy: TinyCopy;
  let pool: RolePool;
  const from = Date.UTC(2026, 0, 1);
  beforeAll(async () => {
    copy = await tinyCopy({
      products: [
        {
          id: 'p1',
          title: '=HYPERLINK("http://example.test")',
          vendor: '한글, "따옴표"',
          total_inventory: -3,
          created_at: from,
        },
        { id: 'p2', title: '@SUM(A1)', vendor: '-5', handle: 'two\nlines' },
      ],
      orders: [{ id: '1', name: '#1', total_price: -129_950, email: 'dana@example.test', created_at: from, test: 1 }],
    });
    const database = new DatabaseSync(copy.file);
    database.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${String(many)})
      insert into transactions (shop_id, id, order_id, kind, status, gateway, amount, processed_at, test)
      select '${tinyShop}', cast(i as text), '1', 'SALE', 'SUCCESS', 'card', i * 12345, ${String(from)} + i * 1000, 0 from n`);
    database.close();
    pool = new RolePool('sql-reader', undefined, {
      ...sqlReaderPool,
      log: () => undefined,
      command: {
        program: process.execPath,
        arguments: [path.join(import.meta.dirname, '..', '..', 'copy', 'testing', 'entry.ts')],
      },
    });
  });
  afterAll(async () => {
    await pool.close();
    copy.close();
  });

  interface Asking {
    readonly role?: string;
    readonly method?: string;
    readonly body?: object;
    readonly personal?: readonly string[];
  }

  /** Through the router, with the copy's own processes; the supervisor is told to be up to date. */
  async function ask(url: string, { role = 'Editor', method = 'GET', body, personal = [] }: Asking = {}) {
    const standings = {
      state: 'current',
      shopId: tinyShop,
      entities: [{ entity: 'orders', state: 'current', checkedAt: from, completeFrom: 0 }],
    };
    const facts = { timezone: 'Asia/Seoul', currency: 'KRW', domain: 'tiny.myshopify.com', scopes: [] };
    const parts = {
      settings: { language: 'en', connection: { domain: 'tiny.myshopify.com' } },
      shopify: { facts: () => Promise.resolve(facts) },
      copy: {
        kind: 'on',
        settings: { personal, personalRoles: ['Admin'] },
        supervisor: { standings: () => standings },
        reads: new CopyReads(copy.file, localRole()),
        sql: new SqlReads(copy.file, pool),
      },
      now: () => from,
      options: { signal: new AbortController().signal, deadline: Date.now() + 60_000, priority: 'person', caller: 'x' },
      errorOf: asPluginError,
      t: backendTranslate('en'),
    };
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of the parts as an export takes
    return await callResource(parts as unknown as Parameters<typeof callResource>[0], role, {
      path: url.split('?')[0] ?? '',
      url,
      method,
      headers: new Map(),
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    });
  }

  async function whole(url: string, asking: Asking = {}) {
    const answer = await ask(url, asking);
    const all: ResourcePart[] = [];
    if (Symbol.asyncIterator in answer) {
      for await (const part of answer) {
        all.push(part);
      }
    } else {
      all.push(answer);
    }
    const bytes = Buffer.concat(all.map(({ body = '' }) => Buffer.from(body)));
    return { status: all[0]?.status, headers: all[0]?.headers, bytes, text: bytes.toString('utf8'), parts: all.length };
  }

  it('give a view as CSV that Korean Excel reads, without formulas', async () => {
    const { status, headers, text, bytes } = await whole('export?entity=products&format=csv');
    expect([status, headers?.['content-disposition']]).toEqual([
      200,
      'attachment; filename="tiny-products-2026-01-01.csv"',
    ]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [names = [], ...rows] = parsed(text.slice(1));
    const of = (row: number, name: string) => rows[row]?.[names.indexOf(name)];
    expect(rows).toHaveLength(2);
    expect(of(0, 'title')).toBe('\'=HYPERLINK("http://example.test")');
    expect(of(0, 'vendor')).toBe('한글, "따옴표"');
    expect(of(0, 'total_inventory')).toBe('-3');
    expect(of(0, 'created_at')).toBe('2026-01-01T00:00:00.000Z');
    expect([of(1, 'title'), of(1, 'vendor'), of(1, 'handle')]).toEqual(["'@SUM(A1)", "'-5", 'two\nlines']);
  });

  it('carry no formula in any cell, and every text comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }), async (texts) => {
        const parts = (async function* () {
          yield await Promise.resolve(texts.map((text) => [`${text}.`]));
        })();
        const columns = texts.map((_, at) => ({ name: `c${String(at)}`, kind: 'text' as const }));
        const made: string[] = [];
        for await (const part of csvOf({ columns, parts })) {
          made.push(part);
        }
        const row = parsed(made.join('').slice(1))[1] ?? [];
        expect(row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))).toEqual(
          texts.map((text) => `${text}.`)
        );
        expect(row.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
      })
    );
    expect([written('number', -1e-7), written('number', 1e21), written('integer', 2n ** 60n)]).toEqual([
      '-0.0000001',
      '1000000000000000000000',
      '1152921504606846976',
    ]);
  });

  it('stream a hundred thousand rows in parts, as CSV and Parquet, and no more than is taken', async () => {
    await whole('export?entity=transactions&format=csv');
    const before = process.memoryUsage.rss();
    let highest = before;
    const answer = await ask('export?entity=transactions&format=csv');
    let size = 0;
    let parts = 0;
    if (Symbol.asyncIterator in answer) {
      for await (const { body = '' } of answer) {
        size += Buffer.byteLength(body);
        parts += 1;
        highest = Math.max(highest, process.memoryUsage.rss());
      }
    }
    expect(parts).toBeGreaterThan(100);
    expect(size).toBeGreaterThan(6_000_000);
    expect((highest - before) / 1024 ** 2).toBeLessThan(64);
    const children = pool.state.processes.map(({ rss }) => rss);
    expect(Math.max(...children) / 1024 ** 2).toBeLessThan(200);
  });

  it('give Parquet that reads back: money as DECIMAL, instants as TIMESTAMP', async () => {
    const { bytes, headers } = await whole('export?entity=transactions&format=parquet');
    expect(headers?.['content-type']).toBe('application/vnd.apache.parquet');
    const file = new Uint8Array(bytes).buffer;
    const metadata = parquetMetadata(file);
    expect([Number(metadata.num_rows), metadata.row_groups.length]).toEqual([many, 5]);
    expect(metadata.schema.find(({ name }) => name === 'amount')).toMatchObject({
      converted_type: 'DECIMAL',
      scale: 4,
    });
    expect(metadata.schema.find(({ name }) => name === 'processed_at')).toMatchObject({
      converted_type: 'TIMESTAMP_MILLIS',
    });
    const rows = z
      .array(
        z.object({
          id: z.string(),
          amount: z.number(),
          processed_at: z.date(),
          test: z.boolean(),
          error_code: z.null(),
        })
      )
      .parse(await parquetReadObjects({ file, columns: ['id', 'amount', 'processed_at', 'test', 'error_code'] }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const at of [1, 777, 20_000, 20_001, many]) {
      const { amount = 0, ...row } = byId.get(String(at)) ?? {};
      // The reader makes floats of exact decimals.
      expect(Math.round(amount * 10_000)).toBe(at * 12_345);
      expect(row).toEqual({
        id: String(at),
        processed_at: new Date(from + at * 1000),
        test: false,
        error_code: null,
      });
    }
    expect(byId.size).toBe(many);
  });

  it('give the answer of a query: SQL with all rows, others as their frame', async () => {
    const sql = "SELECT id, amount, $__timeGroup(processed_at, 'day') AS time FROM transactions WHERE amount > 1";
    const query = { queryType: 'sql', sql, maxRows: 5 };
    const { text } = await whole('export', { method: 'POST', body: { query, format: 'csv' } });
    expect(parsed(text.slice(1))).toHaveLength(many + 1);
    const events = { queryType: 'records', kind: 'orders', lane: 'owned', inRange: false };
    const listed = await whole('export', { method: 'POST', body: { query: events } });
    const [names, row] = parsed(listed.text.slice(1));
    expect(names?.slice(0, 3)).toEqual(['created_at', 'order', 'total']);
    expect(row?.slice(0, 3)).toEqual(['2026-01-01T00:00:00.000Z', '#1', '-12.995']);
    const wrong = await whole('export', { method: 'POST', body: { query: { queryType: 'sql', sql: 'SELECT\n nix' } } });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('line 2, column 2')]);
  });

  it('are for Editors and Admins; personal columns for the roles that may see them', async () => {
    for (const role of ['Viewer', '', 'None']) {
      expect((await whole('export?entity=orders', { role })).status).toBe(403);
    }
    const seen = async (role: string, personal: readonly string[]) =>
      (await whole('export?entity=orders', { role, personal })).text.includes('dana@example.test');
    expect(await seen('Admin', [])).toBe(false);
    expect(await seen('Editor', ['orders'])).toBe(false);
    expect(await seen('Admin', ['orders'])).toBe(true);
    expect((await whole('export?entity=copy_settings')).status).toBe(404);
    expect((await whole('export?entity=orders&format=xls')).status).toBe(400);
    expect((await whole('export')).status).toBe(400);
  });

  it('hand over one part at a time, and stop when nobody takes', async () => {
    const handover = new Handover<number>();
    let given = 0;
    const giving = (async () => {
      for (let at = 0; at < 1_000; at += 1) {
        await handover.give(at);
        given += 1;
      }
    })();
    let left = false;
    const taking = handover.take(() => (left = true));
    for (let at = 0; at < 10; at += 1) {
      expect((await taking.next()).value).toBe(at);
      expect(given).toBeLessThanOrEqual(at + 1);
    }
    await taking.return(undefined);
    await giving;
    expect([left, given]).toEqual([true, 1_000]);
  });
});
