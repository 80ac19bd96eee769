/**
 * Loads bulk results of a demo shop into a fresh copy, in the process itself, and says how long it took and how much memory.
 * Runs in Bun: `<folder of results> <file of the copy>`; its last line is JSON.
 */
import { open, readFile, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { TableName } from '../../src/backend/copy/schema';
import type { LineBatch } from '../../src/backend/shopify';
import type { Entity } from '../../src/backend/sync/entities';
import { isNode, type Node } from '../../src/backend/sync/mapping/node';
import { applyNodes } from '../../src/backend/sync/writer/apply';
import type { Job } from '../../src/backend/sync/writer/contract';
import { ingestResult } from '../../src/backend/sync/writer/ingest';
import { openStore } from '../../src/backend/sync/writer/role';

const [folder = '', file = ''] = process.argv.slice(2);
const day = 86_400_000;
const parts = z.instanceof(Buffer);
/** What lines of orders become: agreements have no rows, payments, refunds and fulfillments of a line have their own. */
const orderTables = [
  'orders',
  'line_items',
  'sales',
  'transactions',
  'refunds',
  'fulfillments',
  'order_tags',
  'order_discount_codes',
] as const;
const readAt = Date.parse('2026-11-20T09:00:00Z');

for (const end of ['', '-wal', '-shm']) {
  await rm(`${file}${end}`, { force: true });
}

async function* read(url: string, { from }: { readonly from: number }): AsyncGenerator<LineBatch> {
  let rest: Buffer = Buffer.alloc(0);
  let end = from;
  for await (const each of createReadStream(url, { start: from, highWaterMark: 1 << 20 })) {
    const part = parts.parse(each);
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    const cut = bytes.lastIndexOf(10);
    if (cut < 0) {
      rest = bytes;
      continue;
    }
    end += cut + 1;
    yield { lines: bytes.toString('utf8', 0, cut).split('\n'), end };
    rest = bytes.subarray(cut + 1);
  }
}

const store = await openStore(
  {
    file,
    shop: { id: '1', domain: 'demo', name: 'Demo', plan: 'Basic', currency: 'USD', timezone: 'America/New_York' },
    personal: [],
    rawDocuments: false,
    metafields: {},
  },
  { now: () => readAt, read }
);

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

const memory: number[] = [];
function note(): void {
  memory.push(Math.round(process.memoryUsage.rss() / 1024 ** 2));
}

async function ingest(entity: Entity, objectCount: number | null) {
  const job: Job = {
    entity,
    windowFrom: 0,
    windowTo: 0,
    operationId: '1',
    status: 'loading',
    objectCount,
    rootCount: null,
    linesDone: 0,
    bytesDone: 0,
    objectsWritten: 0,
    rootsWritten: 0,
    attempts: 0,
    error: null,
  };
  const url = path.join(folder, `${entity}.jsonl`);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { objects, roots } = await ingestResult(
    store,
    { job, url, fileSize: null, readAt },
    {
      read,
      now: () => readAt,
      signal: new AbortController().signal,
      emit: () => {
        note();
        return Promise.resolve();
      },
    }
  );
  note();
  return { objects, roots, seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSince(cpu) };
}

/** The first orders of a result as nodes of pages, changed since. */
async function changedOrders(count: number): Promise<Node[]> {
  const handle = await open(path.join(folder, 'orders.jsonl'));
  const orders = new Map<string, Record<string, unknown>>();
  const lists = new Map<string, Node[]>();
  for await (const text of handle.readLines()) {
    const line: unknown = JSON.parse(text);
    if (!isNode(line)) {
      continue;
    }
    const { __parentId: parent, ...node } = line;
    const id = String(node['id']);
    if (typeof parent === 'string') {
      const kind =
        node['happenedAt'] === undefined ? (node['actionType'] === undefined ? 'lineItems' : 'sales') : 'agreements';
      lists.get(`${parent} ${kind}`)?.push({ ...node, ...childLists(id, kind) });
    } else if (orders.size < count) {
      orders.set(id, { ...node, ...childLists(id, 'order'), updatedAt: '2026-11-20T09:00:01Z' });
    } else if (orders.size === count) {
      break;
    }
  }
  await handle.close();
  return [...orders.values()];

  function childLists(id: string, kind: string): Record<string, unknown> {
    const names = kind === 'order' ? ['lineItems', 'agreements'] : kind === 'agreements' ? ['sales'] : [];
    return Object.fromEntries(
      names.map((name) => {
        const nodes: Node[] = [];
        lists.set(`${id} ${name}`, nodes);
        return [name, { nodes }];
      })
    );
  }
}

async function rowsOf(tables: readonly TableName[]): Promise<number> {
  let rows = 0;
  for (const table of tables) {
    const { count } = await store.engine.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    rows += count;
  }
  return rows;
}

for (const entity of ['products', 'inventory', 'collections'] as const) {
  await ingest(entity, null);
}
const lines = (await stat(path.join(folder, 'orders.jsonl'))).size;
const counts = Number(await readFile(path.join(folder, 'orders.count'), 'utf8').catch(() => '1000000'));
const orders = await ingest('orders', counts);
const nodes = await changedOrders(1_000);
const began = performance.now();
const cpu = process.cpuUsage();
const answer = await applyNodes(store, { entity: 'orders', nodes, cursor: null, readAt: readAt + day });
const increment = { seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSince(cpu), ...answer };
note();
const bytes = store.engine.bytes();
const rows = await rowsOf([...orderTables, 'daily_sales', 'monthly_sales', 'customer_facts', 'order_hours']);
const records = await rowsOf(orderTables);
await store.engine.close();
console.log(
  JSON.stringify({
    ...orders,
    records,
    rows,
    megabytes: Math.round(lines / 1024 ** 2),
    copyMegabytes: Math.round(bytes / 1024 ** 2),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    memory: memory.filter((_, at) => at % Math.max(1, Math.floor(memory.length / 12)) === 0),
    increment,
  })
);
