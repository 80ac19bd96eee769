/**
 * Goes on changing orders of a copy as increments do, a page of 50 every half second, until its input ends:
 * `<file> <orders.jsonl>`. Runs in Bun; its last line is JSON.
 */
import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { isNode, type Node } from '../../src/backend/sync/mapping/node';
import { applyNodes } from '../../src/backend/sync/writer/apply';
import { openStore } from '../../src/backend/sync/writer/role';

const [file = '', lines = ''] = process.argv.slice(2);
const page = 50;
const pause = 500;
const readAt = Date.parse('2026-11-20T09:00:00Z');

const store = await openStore(
  {
    file,
    shop: { id: '1', domain: 'demo', name: 'Demo', plan: 'Basic', currency: 'USD', timezone: 'America/New_York' },
    personal: [],
    rawDocuments: false,
    metafields: {},
  },
  {
    now: () => readAt,
    read: () => {
      throw new Error('nothing is read by bulk here');
    },
  }
);

const parented = z.looseObject({
  id: z.string(),
  __parentId: z.string().optional(),
  happenedAt: z.unknown().optional(),
  actionType: z.unknown().optional(),
});

/** The first orders of a bulk result as nodes of pages. */
async function ordersOf(count: number): Promise<Array<Record<string, unknown>>> {
  const handle = await open(lines);
  const orders = new Map<string, Record<string, unknown>>();
  const lists = new Map<string, Node[]>();
  const withLists = (node: Node, id: string, names: readonly string[]): Record<string, unknown> => ({
    ...node,
    ...Object.fromEntries(
      names.map((name) => {
        const nodes: Node[] = [];
        lists.set(`${id} ${name}`, nodes);
        return [name, { nodes }];
      })
    ),
  });
  for await (const text of handle.readLines()) {
    const line: unknown = JSON.parse(text);
    const { __parentId: parent, happenedAt, actionType } = parented.parse(line);
    if (!isNode(line)) {
      continue;
    }
    const own = Object.fromEntries(Object.entries(line).filter(([name]) => name !== '__parentId'));
    const id = String(own['id']);
    if (parent !== undefined) {
      const kind = happenedAt !== undefined ? 'agreements' : actionType !== undefined ? 'sales' : 'lineItems';
      lists.get(`${parent} ${kind}`)?.push(withLists(own, id, kind === 'agreements' ? ['sales'] : []));
    } else if (orders.size < count) {
      orders.set(id, withLists(own, id, ['lineItems', 'agreements']));
    } else {
      break;
    }
  }
  await handle.close();
  return [...orders.values()];
}

const orders = await ordersOf(2_000);
console.log('ready');
const ended = new AbortController();
process.stdin.once('end', () => {
  ended.abort();
});
process.stdin.resume();
const times: number[] = [];
for (let round = 1; !ended.signal.aborted; round += 1) {
  const from = (round * page) % orders.length;
  const at = readAt + round * 1_000;
  const nodes = orders.slice(from, from + page).map((order) => ({
    ...order,
    updatedAt: new Date(at).toISOString().replace('.000', ''),
    // Cancelled in one round and not in the next: figures change.
    cancelledAt: round % 2 === 0 ? order['cancelledAt'] : new Date(at).toISOString().replace('.000', ''),
  }));
  const began = performance.now();
  await applyNodes(store, { entity: 'orders', nodes, cursor: null, readAt: at + 1_000 });
  times.push(performance.now() - began);
  await setTimeout(pause);
}
await store.engine.close();
console.log(JSON.stringify({ pages: times.length, ordersPerPage: page, times }));
