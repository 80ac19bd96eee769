/**
 * Plays the bundled dashboards on a copy, by the handler that answers Grafana's queries and reader processes as the backend
 * has them, up to the bytes of the frames: each panel alone, then all at once. Runs in Bun: `<file> <rounds> [<ranges>]`; its last line
 * is JSON. Shopify is not there: a query that asked it would fail.
 */
import path from 'node:path';
import { z } from 'zod';
import { backendTranslate } from '../../src/locales/backend';
import type { ParsedQuery } from '../../src/query';
import { impactSettings } from '../../src/query/logs';
import { CopyReads, copyReaderPool, SqlReads, sqlReaderPool, type CopyAccess } from '../../src/backend/copy';
import { encodeFrame, type TimeRange } from '../../src/backend/grafana';
import type { Ask } from '../../src/backend/queries/common/ask';
import { runQuery } from '../../src/backend/queries/dispatch';
import { RolePool } from '../../src/backend/roles';
import type { Shopify } from '../../src/backend/shopify';
import { dashboards, panelsOf, type Panel } from './panels';

const [file = '', roundsText = '20', wanted = ''] = process.argv.slice(2);
const rounds = Number(roundsText);
const hour = 3_600_000;

/** Length of the time picker's ranges; each ends now. */
const ranges: Readonly<Record<string, number>> = {
  '24 h': 24 * hour,
  '7 d': 7 * 24 * hour,
  '30 d': 30 * 24 * hour,
  '90 d': 90 * 24 * hour,
  '1 y': 365 * 24 * hour,
};

const own = {
  command: { program: process.execPath, arguments: [path.join(import.meta.dirname, 'reader.ts')] },
  log: (line: string) => {
    console.error(line);
  },
};
const pool = new RolePool('copy-reader', {}, { ...copyReaderPool, ...own });
const sqlPool = new RolePool('sql-reader', undefined, { ...sqlReaderPool, ...own });
const reads = new CopyReads(file, pool);
const sql = new SqlReads(file, sqlPool);
const asking = { signal: new AbortController().signal, deadline: Date.now() + hour, caller: 'bench' };

const absent = () => Promise.reject(new Error('Shopify was asked'));
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of Shopify as queries of a copy may touch
const nobody = {
  facts: absent,
  graphql: absent,
  shopifyql: absent,
  budget: () => ({ waiting: 0, throttled: 0 }),
  dispose: () => undefined,
  tokenExpiresAt: () => undefined,
  servedVersion: () => undefined,
} as unknown as Shopify;

const [shop] = await reads.rows(
  { sql: 'select shop_id, timezone, currency from shops', parameters: [] },
  z.object({ shop_id: z.string(), timezone: z.string(), currency: z.string() }),
  asking
);
if (shop === undefined) {
  throw new Error('the copy has no shop');
}
const { shop_id: shopId, timezone, currency } = shop;
const [latest] = await reads.rows(
  {
    sql: `select (select min(processed_at) from orders where shop_id = ?1 and processed_day =
        (select max(processed_day) from orders where shop_id = ?1)) as at,
      (select count(*) from orders where shop_id = ?1 and deleted_at is null) as orders`,
    parameters: [shopId],
  },
  z.object({ at: z.number(), orders: z.number() }),
  asking
);
if (latest === undefined) {
  throw new Error('the copy has no orders');
}
const { orders } = latest;
/** In the evening of the last day that is whole in the copy. */
const end = latest.at - 3 * hour;

const sourceOf = z.object({ source: z.string() });

async function run(query: ParsedQuery, range: TimeRange): Promise<number> {
  const copy: CopyAccess = {
    state: 'current',
    shopId,
    freshAt: range.to,
    completeFrom: 0,
    personal: false,
    reads,
    sql,
  };
  const ask: Ask = {
    query,
    range,
    intervalMs: 60_000,
    now: range.to,
    connection: {
      domain: 'demo.myshopify.com',
      credentials: { kind: 'token', token: 'shpat_demo_token' },
      apiVersion: '2026-07',
      allowProtected: new Set(),
    },
    shopify: nobody,
    options: { ...asking, priority: 'person' },
    facts: {
      name: 'Demo',
      domain: 'demo.myshopify.com',
      plan: 'Basic',
      timezone,
      currency,
      scopes: ['read_orders', 'read_all_orders', 'read_products', 'read_inventory', 'read_customers'],
    },
    zone: timezone,
    t: backendTranslate('en'),
    impact: impactSettings.parse({}),
    copy,
  };
  const frames = await runQuery(ask);
  if (query.queryType === 'metrics' && sourceOf.safeParse(frames[0]?.meta?.custom).data?.source !== 'copy') {
    throw new Error('the copy did not answer');
  }
  return frames.reduce((bytes, frame) => bytes + encodeFrame(frame, 'A').byteLength, 0);
}

async function panel({ queries }: Panel, range: TimeRange): Promise<void> {
  await Promise.all(queries.map((query) => run(query, range)));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** `now` moves between rounds as it does between refreshes, so that no two ranges are the same. */
function rangeOf(length: number, round: number): TimeRange {
  const to = end + round * 97_531;
  return { from: to - length, to };
}

const panels: Array<{ dashboard: string; range: string; panel: string; times: number[] }> = [];
const whole: Array<{ dashboard: string; range: string; times: number[] }> = [];
for (const dashboard of dashboards) {
  const shown = panelsOf(dashboard);
  for (const [range, length] of Object.entries(ranges).filter(
    ([name]) => wanted === '' || wanted.split(',').includes(name)
  )) {
    const all = { dashboard, range, times: new Array<number>() };
    const alone = shown.map(({ title }) => ({ dashboard, range, panel: title, times: new Array<number>() }));
    for (let round = -2; round < rounds; round += 1) {
      const at = rangeOf(length, round);
      for (const [index, each] of shown.entries()) {
        const took = await timed(() => panel(each, at));
        if (round >= 0) {
          alone[index]?.times.push(took);
        }
      }
      const took = await timed(() => Promise.all(shown.map((each) => panel(each, rangeOf(length, round + rounds)))));
      if (round >= 0) {
        all.times.push(took);
      }
    }
    panels.push(...alone);
    whole.push(all);
  }
}
await Promise.all([pool.close(), sqlPool.close()]);
console.log(JSON.stringify({ orders, panels, whole }));
