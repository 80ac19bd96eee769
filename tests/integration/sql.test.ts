import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parquetMetadata } from 'hyparquet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { askBackend, type QueryResult } from '../../demo/host/ask';
import { DataSources } from '../../demo/host/data-sources';
import { getResource } from '../../demo/host/get-resource';
import { pluginContext } from '../../demo/host/plugin-context';
import { startPlugin, type PluginProcess } from '../../demo/host/plugin-process';
import { buildWhatIsMissing, executable } from '../../demo/run/build';
import { startDemoShops, type DemoShops } from '../../demo/run/demo-shops';
import { recordKinds } from '../../src/query';

let root: string;
let shops: DemoShops;
let plugin: PluginProcess;
const day = 86_400_000;
const signal = () => AbortSignal.timeout(40_000);

function context() {
  const source = new DataSources(shops.sources).byUid('usd');
  if (source === undefined) {
    throw new Error('There is no demo shop');
  }
  return pluginContext(source, '');
}

const copyState = z.looseObject({ state: z.string() });

beforeAll(async () => {
  await buildWhatIsMissing({ page: false, react18: false, onBuilt: () => undefined });
  root = mkdtempSync(path.join(tmpdir(), 'sql-'));
  shops = await startDemoShops({ ordersPerDay: 2, copy: true });
  plugin = await startPlugin({
    executable,
    env: { ...shops.env, GF_PLUGIN_COPY_ROOT: root },
    onLog: () => undefined,
    onExit: () => undefined,
  });
  const end = Date.now() + 100_000;
  while (copyState.parse(await getResource(plugin.client, context(), 'copy', signal())).state !== 'current') {
    if (Date.now() > end) {
      throw new Error('The copy was not filled in time');
    }
    await sleep(300);
  }
}, 120_000);
afterAll(async () => {
  await plugin.stop();
  await shops.stop();
  rmSync(root, { recursive: true, force: true });
});

async function ask(model: object, days = 20): Promise<QueryResult> {
  const now = Date.now();
  const answers = await askBackend(plugin.client, {
    pluginContext: context(),
    headers: {},
    queries: [
      {
        refId: 'A',
        queryType: '',
        maxDataPoints: 500,
        intervalMS: 60_000,
        timeRange: { fromEpochMS: now - days * day, toEpochMS: now - day },
        json: Buffer.from(JSON.stringify({ version: 2, refId: 'A', ...model })),
      },
    ],
    signal: signal(),
  });
  const answer = answers['A'];
  if (answer === undefined) {
    throw new Error('no answer');
  }
  return answer;
}

/** The rows of an answer, each by column. */
function rowsOf({ frames, error }: QueryResult): Array<Record<string, unknown>> {
  const frame = frames?.[0];
  if (frame === undefined || error !== undefined) {
    throw new Error(error ?? 'no frame');
  }
  const names = frame.schema.fields.map(({ name }) => name);
  return (frame.data.values[0] ?? []).map((_, row) =>
    Object.fromEntries(names.map((name, at) => [name, frame.data.values[at]?.[row]]))
  );
}

async function download(url: string): Promise<{ readonly status: number; readonly body: Buffer }> {
  const parts: Uint8Array[] = [];
  let status = 0;
  const call = { path: 'export', method: 'GET', url, headers: {}, body: new Uint8Array(), pluginContext: context() };
  for await (const part of plugin.client.callResource(call, signal())) {
    status = part.code === 0 ? status : part.code;
    parts.push(part.body);
  }
  return { status, body: Buffer.concat(parts) };
}

/** What the copy doesn't keep. */
const unkept = { buyer_total: null, summary: null, usage_limit: null };

it.each(recordKinds)('lists the same %s from the copy as by Shopify', async (kind) => {
  const inRange = ['orders', 'refunds', 'fulfillments', 'checkouts'].includes(kind);
  const model = { queryType: 'records', kind, limit: 2_000, inRange };
  const [owned, live] = [rowsOf(await ask({ ...model, lane: 'owned' })), rowsOf(await ask({ ...model, lane: 'live' }))];
  const plain = (rows: typeof owned) => rows.map((row) => JSON.stringify({ ...row, ...unkept })).sort();
  expect(owned.length).toBeGreaterThan(0);
  expect(plain(owned)).toEqual(plain(live));
});

it('runs SQL in a process of its own, counts what the list counts, and names the place of a mistake', async () => {
  const sql = 'SELECT count(*) AS n, sum(total_price) AS total FROM orders WHERE $__timeFilter(created_at)';
  const listed = rowsOf(await ask({ queryType: 'records', lane: 'live', limit: 5_000 }));
  const total = listed.reduce((sum, row) => sum + Number(row['total']), 0);
  const [found] = rowsOf(await ask({ queryType: 'sql', sql }));
  expect(found?.['n']).toBe(listed.length);
  expect(found?.['total']).toBeCloseTo(total, 2);
  expect((await ask({ queryType: 'sql', sql: 'SELECT nam\nFROM oders' })).error).toContain('line 2, column 6');
});

it('ends an endless statement at its deadline, and answers others meanwhile', { timeout: 60_000 }, async () => {
  const began = Date.now();
  const sql = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n';
  const endless = ask({ queryType: 'sql', sql });
  for (let at = 0; at < 10; at += 1) {
    const asked = Date.now();
    expect(rowsOf(await ask({ queryType: 'sql', sql: 'SELECT 1 AS one' }))).toEqual([{ one: 1 }]);
    expect(Date.now() - asked).toBeLessThan(3_000);
  }
  expect((await endless).error).toContain('time');
  expect(Date.now() - began).toBeLessThan(31_000);
});

it('streams a view as CSV and Parquet', async () => {
  const [counted] = rowsOf(await ask({ queryType: 'sql', sql: 'SELECT count(*) AS n FROM line_items' }));
  const csv = await download('export?entity=line_items&format=csv');
  expect([csv.status, csv.body.subarray(0, 3).toString('hex')]).toEqual([200, 'efbbbf']);
  expect(csv.body.toString('utf8').trimEnd().split('\r\n').length - 1).toBe(counted?.['n']);
  const parquet = await download('export?entity=line_items&format=parquet');
  expect(Number(parquetMetadata(new Uint8Array(parquet.body).buffer).num_rows)).toBe(counted?.['n']);
});
