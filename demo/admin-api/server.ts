import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Faults, type Fault } from './faults';
import { readBody } from './http/body';
import { answerBulkFile } from './http/bulk-file';
import { answerFaults } from './http/fault-control';
import { notFound, replyOf } from './http/fault-replies';
import { answerGraphql } from './http/graphql';
import { json, send, type Delivery, type Reply } from './http/reply';
import { grantToken } from './http/token';
import { Shop, type ShopSetup } from './shop';
import { defaultSwitches, type Switches } from './switches';

export interface AdminApiOptions {
  /** The first one also answers without its domain in front of the path. */
  readonly shops: readonly [ShopSetup, ...ShopSetup[]];
  /** 0 for any free port. */
  readonly port?: number;
  /** Loopback unless a container needs another. */
  readonly host?: string;
  /** Epoch milliseconds; what the worlds' clock says. */
  readonly clock?: () => number;
  readonly switches?: Partial<Switches>;
  readonly faults?: readonly Fault[];
  /** Decides whom a fault with a probability hits. */
  readonly seed?: number;
}

export interface AdminApi {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Address of one shop: what a data source's sandbox address is set to. */
  shopUrl(domain: string): string;
  readonly faults: Faults;
  readonly shops: readonly Shop[];
  /** Switches can be turned while the server runs. */
  readonly switches: { -readonly [Key in keyof Switches]: Switches[Key] };
  /** Requests answered so far, by path kind. */
  readonly counts: { graphql: number; token: number };
  close(): Promise<void>;
}

/** Starts a stand-in for Shopify's Admin API on a loopback address. */
export async function startAdminApi(options: AdminApiOptions): Promise<AdminApi> {
  const clock = options.clock ?? Date.now;
  const shops = options.shops.map((setup) => new Shop(setup, clock));
  const faults = new Faults(options.seed ?? 1);
  options.faults?.forEach((fault) => faults.add(fault));
  const switches = { ...defaultSwitches, ...options.switches };
  const counts = { graphql: 0, token: 0 };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) {
        send(
          response,
          json(500, { errors: `Demo shop failed: ${error instanceof Error ? error.message : String(error)}` })
        );
      }
    });
  });
  server.keepAliveTimeout = 30_000;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://demo').pathname;
    const text = await readBody(request);
    if (text === undefined) {
      send(response, json(413, { errors: 'Request body too large' }));
      return;
    }
    if (path === '/__faults') {
      send(response, answerFaults(faults, request.method ?? 'GET', text));
      return;
    }
    const target = shopOf(path, shops);
    if (target === undefined) {
      send(response, notFound());
      return;
    }
    const drawn = faults.draw(target.shop.domain, text.includes('bulkOperationRunQuery'));
    if (drawn.some(({ kind }) => kind === 'no-answer')) {
      return;
    }
    const reply = drawn.map(replyOf).find((each) => each !== undefined) ?? (await route(request, target, text, drawn));
    const slow = drawn.find(({ kind }) => kind === 'slow');
    if (slow !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, slow.delay ?? 1000));
    }
    send(response, reply, deliveryOf(drawn));
  }

  async function route(
    request: IncomingMessage,
    { shop, rest, prefix }: Target,
    text: string,
    drawn: readonly Fault[]
  ): Promise<Reply> {
    const contentType = request.headers['content-type'] ?? '';
    const now = clock();
    if (rest === '/admin/oauth/access_token' && request.method === 'POST') {
      counts.token += 1;
      return grantToken(shop, text, contentType, switches);
    }
    const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(rest)?.[1];
    if (version !== undefined && request.method === 'POST') {
      counts.graphql += 1;
      return answerGraphql({
        shop,
        version,
        token: header(request, 'x-shopify-access-token'),
        contentType,
        debugCost: header(request, 'shopify-graphql-cost-debug') === '1',
        text,
        now,
        baseUrl: `http://${header(request, 'host')}${prefix}`,
        switches,
        faults: drawn,
      });
    }
    const file = { now, lifetime: switches.bulkUrlLifetime, range: header(request, 'range') };
    return answerBulkFile(shop, rest, file) ?? notFound();
  }

  const url = () => `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server.address())}`;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  return {
    url: url(),
    shopUrl: (domain) => `${url()}/${domain}`,
    faults,
    shops,
    switches,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Target {
  readonly shop: Shop;
  /** What stood in front: `/<domain>` or nothing. */
  readonly prefix: string;
  readonly rest: string;
}

/** `/<domain>/admin/…` names a shop; `/admin/…` and the rest mean the first. */
function shopOf(path: string, shops: readonly Shop[]): Target | undefined {
  const [, first = ''] = path.split('/');
  const named = shops.find(({ domain }) => domain === first);
  if (named !== undefined) {
    return { shop: named, prefix: `/${first}`, rest: path.slice(first.length + 1) };
  }
  const shop = shops[0];
  return shop === undefined || first.includes('.') ? undefined : { shop, prefix: '', rest: path };
}

function deliveryOf(faults: readonly Fault[]): Delivery {
  if (faults.some(({ kind }) => kind === 'cut-connection')) {
    return 'cut';
  }
  return faults.some(({ kind }) => kind === 'truncated-body') ? 'truncated' : 'whole';
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
