import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createShopify } from '../shopify';
import type { CallOptions } from '../types';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) {
    close();
  }
});

/** Waits before asking again are shortened, deadlines are not. */
const timers = {
  after(milliseconds: number, run: () => void) {
    const handle = setTimeout(run, milliseconds > 5_000 ? milliseconds : milliseconds / 20);
    return () => clearTimeout(handle);
  },
};

/** A real server on a loopback address, and a shop that asks it. */
async function serve(answer: Answer) {
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    requests.push(request);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => answer(request, response, body));
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  };
  closing.push(close);
  const { port } = addressOf(server.address());
  const sandboxUrl = `http://127.0.0.1:${port}`;
  const shopify = createShopify(
    {
      domain: 'demo-shop.myshopify.com',
      credentials: { kind: 'token', token: 'a token' },
      apiVersion: '2026-07',
      sandboxUrl,
      allowProtected: new Set(),
    },
    { timers }
  );
  return { requests, shopify, close, sandboxUrl };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') {
    throw new Error('no address');
  }
  return address;
}

function options(more: Partial<CallOptions> = {}): CallOptions {
  return {
    signal: new AbortController().signal,
    deadline: Date.now() + 10_000,
    priority: 'person',
    maxAge: 0,
    ...more,
  };
}

const document = '{ shop { name } }';
const good = JSON.stringify({ data: { shop: { name: 'A shop' } } });
const sendJson = (response: ServerResponse, body: string | Buffer, headers = {}) =>
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(body);

describe('over a real connection', () => {
  it('Shopify’s client sends its own headers, path and the token', async () => {
    const { requests, shopify } = await serve((_, response) => void sendJson(response, good));
    await shopify.graphql({ document }, options());
    expect(requests[0]).toMatchObject({ method: 'POST', url: '/admin/api/2026-07/graphql.json' });
    expect(requests[0]?.headers).toMatchObject({ 'x-shopify-access-token': 'a token' });
    expect(requests[0]?.headers['user-agent']).toMatch(/^Shopscope \| /);
  });

  it('compressed and chunked answers are read', async () => {
    const zipped = await serve(
      (_, response) => void sendJson(response, gzipSync(good), { 'Content-Encoding': 'gzip' })
    );
    expect((await zipped.shopify.graphql({ document }, options())).data).toEqual({ shop: { name: 'A shop' } });
    const chunked = await serve((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write(good.slice(0, 10));
      setTimeout(() => response.end(good.slice(10)), 20);
    });
    expect((await chunked.shopify.graphql({ document }, options())).data).toEqual({ shop: { name: 'A shop' } });
  });

  it.each<readonly [string, Answer]>([
    [
      'announced length',
      (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 });
        response.write(good);
        setTimeout(() => response.destroy(), 20);
      },
    ],
    [
      'chunks',
      (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.write(good.slice(0, 12));
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['JSON', (_, response) => void sendJson(response, good.slice(0, 12))],
  ])('an answer that breaks off (%s) is told as such', async (_, answer) => {
    const { shopify, requests } = await serve(answer);
    await expect(shopify.graphql({ document }, options())).rejects.toMatchObject({ code: 'truncatedBody' });
    expect(requests.length).toBeGreaterThan(1);
  });

  it('a connection that is closed without an answer is tried again', async () => {
    let turn = 0;
    const { shopify } = await serve((request, response) => {
      turn += 1;
      if (turn < 2) {
        request.socket.destroy();
      } else {
        sendJson(response, good);
      }
    });
    expect(await shopify.graphql({ document }, options())).toMatchObject({
      requests: 2,
    });
  });

  it('a refused connection names the reason', async () => {
    const { shopify, close } = await serve(() => undefined);
    close();
    const failure = await shopify.graphql({ document }, options()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'connectionFailed', values: { shop: 'demo-shop.myshopify.com' } });
    expect(String(failure)).toMatch(/ECONNREFUSED/);
  });

  it('a redirect is not followed, so that no token goes elsewhere', async () => {
    const elsewhere = await serve((_, response) => void sendJson(response, good));
    const { shopify } = await serve((_, response) => {
      response.writeHead(307, { Location: `${elsewhere.sandboxUrl}/admin` }).end();
    });
    await expect(shopify.graphql({ document }, options())).rejects.toMatchObject({
      code: 'redirected',
      values: { host: elsewhere.sandboxUrl.replace('http://', '') },
    });
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('an HTML page with status 404 and with 200 are told apart', async () => {
    const page = '<!DOCTYPE html><html><body>Sorry</body></html>';
    const unknown = await serve((_, response) => response.writeHead(404, { 'Content-Type': 'text/html' }).end(page));
    await expect(unknown.shopify.graphql({ document }, options())).rejects.toMatchObject({ code: 'shopUnknown' });
    const portal = await serve((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(page));
    await expect(portal.shopify.graphql({ document }, options())).rejects.toMatchObject({ code: 'notJson' });
  });

  it.each([
    ['announced', { 'Content-Length': 70 * 1024 * 1024 }],
    ['unannounced', {}],
  ])('an answer of 70 MB is refused (%s)', async (_, headers) => {
    const chunk = Buffer.alloc(1024 * 1024, 32);
    const { shopify } = await serve((__, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
      let sent = 0;
      const pour = () => {
        while (sent < 70 && !response.destroyed) {
          sent += 1;
          if (!response.write(chunk)) {
            response.once('drain', pour);
            return;
          }
        }
        response.end();
      };
      pour();
    });
    await expect(shopify.graphql({ document }, options())).rejects.toMatchObject({
      code: 'responseTooLarge',
      values: { limit: 64 },
    });
  });

  it('a cancelled call closes its connection', async () => {
    let finish: (ended: boolean) => void = () => undefined;
    const ended = new Promise<boolean>((resolve) => {
      finish = resolve;
    });
    const { shopify } = await serve((_, response) => {
      response.on('close', () => finish(response.writableEnded));
    });
    const controller = new AbortController();
    const call = shopify.graphql({ document }, options({ signal: controller.signal }));
    setTimeout(() => controller.abort(), 50);
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(await ended).toBe(false);
  });

  it('a deadline closes its connection, and neighbours go on', async () => {
    const { shopify } = await serve((_, response, body) => {
      if (!body.includes('slow')) {
        sendJson(response, good);
      }
    });
    const slow = shopify.graphql({ document: '{ shop { slow: name } }' }, options({ deadline: Date.now() + 4_000 }));
    const neighbours = Array.from({ length: 10 }, () => shopify.graphql({ document }, options()));
    await expect(slow).rejects.toMatchObject({ code: 'deadlinePassed' });
    expect((await Promise.all(neighbours)).every(({ data }) => JSON.stringify(data).includes('A shop'))).toBe(true);
  });
});
