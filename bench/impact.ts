/**
 * Own time of `impact` and `affected` (without Loki's) by the handler that answers Grafana's queries, over a copy read by
 * reader processes, up to the bytes of the frames: `npm run bench:impact -- [--orders 1000000] [--rounds 100]`. Runs in
 * Bun. The copy is kept under `artifacts/bench-impact` and made once.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { backendTranslate } from '../src/locales/backend';
import { shopscopeQuery, type SavedQuery } from '../src/query';
import { CopyReads, copyReaderPool, type CopyAccess } from '../src/backend/copy';
import { encodeFrame } from '../src/backend/grafana';
import type { LogAccess } from '../src/backend/queries/common/logs';
import { runQuery } from '../src/backend/queries/dispatch';
import { RolePool } from '../src/backend/roles';
import type { Shopify } from '../src/backend/shopify';
import { errorLines, readyLogs } from './impact/logs';
import { copyOf, end, shopId } from './impact/shop';

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '100' } },
});
const whole = z.coerce.number().int().positive();
const [orders, rounds] = [whole.parse(values.orders), whole.parse(values.rounds)];
const day = 86_400_000;

const file = await copyOf(orders);
const pool = new RolePool(
  'copy-reader',
  {},
  {
    ...copyReaderPool,
    command: { program: process.execPath, arguments: [path.join(import.meta.dirname, 'impact/reader.ts')] },
    log: (line) => {
      console.error(line);
    },
  }
);
const reads = new CopyReads(file, pool);
const absent = () => Promise.reject(new Error('Shopify was asked'));
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as much of Shopify as queries of a copy may touch
const nobody = { facts: absent, graphql: absent, shopifyql: absent } as unknown as Shopify;

async function run(model: SavedQuery, to: number, length: number, logs: LogAccess): Promise<number> {
  const copy: CopyAccess = { state: 'current', shopId, freshAt: to, completeFrom: 0, personal: false, reads };
  const frames = await runQuery({
    query: shopscopeQuery.parse({ refId: 'A', ...model }),
    range: { from: to - length, to },
    intervalMs: 60_000,
    now: to,
    connection: {
      domain: 'bench.myshopify.com',
      credentials: { kind: 'token', token: 'shpat_demo_token' },
      apiVersion: '2026-07',
      allowProtected: new Set(),
    },
    shopify: nobody,
    options: {
      signal: new AbortController().signal,
      deadline: Date.now() + 60_000,
      caller: 'bench',
      priority: 'person',
    },
    facts: {
      name: 'Bench',
      domain: 'bench.myshopify.com',
      plan: 'Basic',
      timezone: 'Asia/Seoul',
      currency: 'KRW',
      scopes: ['read_orders'],
    },
    zone: 'Asia/Seoul',
    t: backendTranslate('en'),
    copy,
    logs,
  });
  return frames.reduce((bytes, frame) => bytes + encodeFrame(frame, 'A').byteLength, 0);
}

interface Case {
  readonly model: SavedQuery;
  readonly length: number;
  /** A store of its own each round: nothing of the answers before is kept. */
  readonly cold?: boolean;
}

const cases: Readonly<Record<string, Case>> = {
  'impact, 7 d, 5 min, 20 services': { model: { queryType: 'impact', bucket: '5m' }, length: 7 * day },
  'the same, log counts not kept': { model: { queryType: 'impact', bucket: '5m' }, length: 7 * day, cold: true },
  'impact, 6 h, alert': { model: { queryType: 'impact', format: 'alert' }, length: day / 4 },
  'affected, 5,000 lines, 2,000 keys': { model: { queryType: 'affected', limit: 5_000 }, length: day },
  'affected, patterns of 5,000 + 5,000 lines': { model: { queryType: 'affected', show: 'patterns' }, length: day },
  'affected, summary': { model: { queryType: 'affected', show: 'summary' }, length: day },
};

const share = (times: readonly number[], part: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;

const table: Record<string, Record<string, number>> = {};
for (const [name, { model, length, cold = false }] of Object.entries(cases)) {
  const lines = errorLines(5_000, 2_000, end, orders);
  const kept = readyLogs(20, lines);
  const times: number[] = [];
  const cpu: number[] = [];
  let bytes = 0;
  for (let round = -5; round < rounds; round += 1) {
    const to = end - day + round * 97_531;
    const logs = cold ? readyLogs(20, lines) : kept;
    const before = process.cpuUsage();
    const began = performance.now();
    bytes = await run(model, to, length, logs);
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) {
      times.push(took);
      cpu.push((user + system) / 1000);
    }
  }
  const rounded = (value: number) => Math.round(value * 10) / 10;
  table[name] = {
    'p50 ms': rounded(share(times, 0.5)),
    'p95 ms': rounded(share(times, 0.95)),
    'CPU p50 ms': rounded(share(cpu, 0.5)),
    'CPU p95 ms': rounded(share(cpu, 0.95)),
    'frame kB': rounded(bytes / 1024),
  };
}
console.table(table);
await pool.close();
