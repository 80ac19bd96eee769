import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import { z } from 'zod';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export type Play = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

const address = z.object({ port: z.number() });

/** A server on a loopback address that plays what a test gives it, and remembers what it was asked. */
export class Player {
  readonly seen: Seen[] = [];
  readonly url: string;
  readonly close: () => void;

  private constructor(url: string, seen: Seen[], close: () => void) {
    this.url = url;
    this.seen = seen;
    this.close = close;
  }

  static async start(play: Play, secure?: ServerOptions): Promise<Player> {
    const seen: Seen[] = [];
    const sockets = new Set<Socket>();
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
        const body = Buffer.concat(chunks).toString('utf8');
        const parameters = new URLSearchParams([...searchParams, ...new URLSearchParams(body)]);
        const one = { method: request.method ?? '', path: pathname, parameters, headers: request.headers };
        seen.push(one);
        play(one, response, request);
      });
    };
    const server = secure === undefined ? createServer(answer) : createSecureServer(secure, answer);
    server.on('connection', (socket: Socket) => sockets.add(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = address.parse(server.address());
    return new Player(`${secure === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, seen, () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    });
  }
}

export const json = (response: ServerResponse, body: unknown, status = 200) =>
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8' })
    .end(typeof body === 'string' ? body : JSON.stringify(body));

export const text = (response: ServerResponse, status: number, body: string, headers = {}) =>
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(body);
