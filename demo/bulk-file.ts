/**
 * Writes what a bulk operation would give over a demo store, by the stand-in's own code, e.g. for a benchmark:
 * `--orders 100000 --out file.jsonl`, with `--query file.graphql` (orders with their lines and sales), `--shop usd`,
 * `--seed 7`, `--version 2026-07` and `--until 2026-11-20T09:00:00Z`. A store with at least that many orders is made; a query over other
 * lists gives all that this store has.
 */
import { open, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { schemaVersions } from '../schema/format';
import { runBulk, type BulkRun } from './admin-api/bulk/run';
import { readBulkQuery } from './admin-api/bulk/validate';
import { executableFor } from './admin-api/graphql/executable';
import { registry } from './admin-api/resolvers/registry';
import { Shop } from './admin-api/shop';
import { defaultSwitches } from './admin-api/switches';
import { createWorld } from './world';

const ordersQuery = `{ orders { edges { node {
  id name createdAt processedAt updatedAt cancelledAt test displayFinancialStatus displayFulfillmentStatus tags
  customer { id }
  totalPriceSet { shopMoney { amount currencyCode } }
  lineItems { edges { node { id quantity currentQuantity sku title variant { id }
    originalUnitPriceSet { shopMoney { amount currencyCode } } } } }
  agreements { edges { node { id happenedAt reason sales { edges { node { id actionType lineType quantity
    totalAmount { shopMoney { amount currencyCode } } } } } } } }
} } } }`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    out: { type: 'string' },
    query: { type: 'string' },
    shop: { type: 'string', default: 'usd' },
    seed: { type: 'string', default: '7' },
    version: { type: 'string', default: '2026-07' },
    until: { type: 'string', default: '2026-11-20T09:00:00Z' },
  },
});
const { orders, out, query, shop, seed, version, until } = z
  .object({
    orders: z.coerce.number().int().positive(),
    out: z.string({ error: 'say where to: --out file.jsonl' }),
    query: z.string().optional(),
    shop: z.enum(['usd', 'krw']),
    seed: z.coerce.number().int(),
    version: z.enum(schemaVersions),
    until: z.iso.datetime().transform((text) => Date.parse(text)),
  })
  .parse(values);

const clock = () => until;
const sized = (ordersPerDay: number) => createWorld({ shop, seed, ordersPerDay, clock, anchor: until });
const probe = 20;
/** Some more a day than it should take, as days differ. */
const perDay = (1.02 * probe * orders) / sized(probe).orders.count('id');
const world = sized(perDay);
const executable = executableFor(version, registry);
const read = readBulkQuery(executable.schema, query === undefined ? ordersQuery : await readFile(query, 'utf8'));
const stand = new Shop({ world }, clock);
const session = stand.sessions[0];
if (read.document === undefined || session === undefined) {
  throw new Error(read.problems.join('\n'));
}
const file = await open(out, 'w');
const output: BulkRun['output'] = { bytes: 0, objects: 0, roots: 0, done: false, failed: undefined };
const began = performance.now();
await runBulk({
  executable,
  document: read.document,
  context: {
    shop: stand,
    session,
    world,
    now: until,
    executable,
    switches: defaultSwitches,
    requestId: 'bulk-file',
    baseUrl: '',
    denied: new Map(),
    search: [],
    shopifyqlCost: undefined,
    cursorsInvalid: false,
    shopifyqlThrottled: false,
    bulkFails: undefined,
    bulkSpoiled: {},
  },
  lines: { order: defaultSwitches.bulkChildren, nestedLimit: defaultSwitches.bulkNestedLimit },
  output,
  write: async (bytes) => {
    await file.write(bytes);
  },
  stopped: () => output.roots >= orders,
  fails: undefined,
});
await file.close();
if (output.failed !== undefined) {
  throw new Error(`The bulk operation ended with ${output.failed}.`);
}
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ out, ...output, seconds: Math.round(seconds * 10) / 10 }));
