/** A GraphQL endpoint on a loopback address, in a process of its own: pages of 250 orders, or a bucket that runs dry. */
import { createServer } from 'node:http';
import { z } from 'zod';

const call = z.object({
  query: z.string(),
  variables: z.object({ shopscopeFirst: z.number(), shopscopeAfter: z.string().optional() }).loose(),
});

const pageSize = 250;
const endless = 1_000_000;
/** What a page costs in `/limited`, and how the bucket there is. */
const limited = { requested: 60, actual: 50, maximum: 1000, restoreRate: 1000 };
let level = limited.maximum;
let at = performance.now();
let taken = 0;
let throttled = 0;

/** Pages are made once: it is the client that is measured. */
const pages = new Map<string, string>();

function page(after: number, size: number, more: boolean): string {
  const key = `${after} ${size} ${more}`;
  const known = pages.get(key);
  if (known !== undefined) {
    return known;
  }
  const nodes = Array.from({ length: size }, (_, index) => order(after + index));
  const shopscopePage = { hasNextPage: more, endCursor: `${after + size}` };
  const text = JSON.stringify({ orders: { nodes, shopscopePage } });
  if (pages.size < 50) {
    pages.set(key, text);
  }
  return text;
}

function order(index: number) {
  return {
    id: `gid://shopify/Order/${5_000_000_000_000 + index}`,
    name: `#${1000 + index}`,
    createdAt: new Date(Date.UTC(2026, 10, 20) - index * 61_000).toISOString(),
    displayFinancialStatus: index % 7 === 0 ? 'REFUNDED' : 'PAID',
    displayFulfillmentStatus: index % 3 === 0 ? 'UNFULFILLED' : 'FULFILLED',
    test: false,
    currentTotalPriceSet: { shopMoney: { amount: `${(index % 500) + 0.95}`, currencyCode: 'USD' } },
    totalRefundedSet: { shopMoney: { amount: index % 7 === 0 ? '12.5' : '0.0', currencyCode: 'USD' } },
    customer: index % 5 === 0 ? null : { id: `gid://shopify/Customer/${7_000_000_000_000 + (index % 900)}` },
  };
}

function restore(): void {
  const now = performance.now();
  level = Math.min(limited.maximum, level + ((now - at) / 1000) * limited.restoreRate);
  at = now;
}

function answer(path: string, body: string): string {
  const { shopscopeFirst: first, shopscopeAfter } = call.parse(JSON.parse(body)).variables;
  const after = Number(shopscopeAfter ?? 0);
  if (!path.startsWith('/limited')) {
    return `{"data":${page(after, Math.min(first, pageSize), false)},"extensions":{"cost":${cost(10, 10, 2000, 2000, 1000)}}}`;
  }
  restore();
  if (level < limited.requested) {
    throttled += 1;
    const refusal = cost(limited.requested, null, Math.floor(level), limited.maximum, limited.restoreRate);
    return `{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":${refusal}}}`;
  }
  level -= limited.actual;
  taken += limited.actual;
  const told = cost(limited.requested, limited.actual, Math.floor(level), limited.maximum, limited.restoreRate);
  return `{"data":${page(after, first, after < endless)},"extensions":{"cost":${told}}}`;
}

function cost(
  requestedQueryCost: number,
  actualQueryCost: number | null,
  currentlyAvailable: number,
  maximumAvailable: number,
  restoreRate: number
): string {
  return JSON.stringify({
    requestedQueryCost,
    actualQueryCost,
    throttleStatus: { maximumAvailable, currentlyAvailable, restoreRate },
  });
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const path = request.url ?? '/';
    const text =
      path === '/figures'
        ? JSON.stringify({ taken, throttled, restoreRate: limited.restoreRate, maximum: limited.maximum })
        : answer(path, Buffer.concat(chunks).toString());
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      'X-Shopify-API-Version': '2026-07',
    });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
