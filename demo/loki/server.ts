import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Line, LineSource } from './line';
import { LokiProblem } from './problem';
import { answer } from './routes';

/** What goes wrong with every answer until it is taken back. */
export type LokiFault =
  | { readonly kind: 'text'; readonly status: number; readonly text: string }
  | { readonly kind: 'html' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'slow'; readonly milliseconds: number };

export interface LokiOptions {
  /** Lines by first part of the path: `http://127.0.0.1:<port>/<name>` is one Loki. */
  readonly sources: Readonly<Record<string, LineSource>>;
  /** 0 for any free port. */
  readonly port?: number;
  /** Loopback unless a container needs another. */
  readonly host?: string;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  /** Wanted of every question, where set. */
  readonly tenant?: string;
  readonly authorization?: string;
}

export interface DemoLoki {
  readonly url: string;
  /** Address of one Loki: what an endpoint's URL is set to. */
  urlOf(name: string): string;
  fault: LokiFault | undefined;
  /** Questions answered so far. */
  readonly asked: URLSearchParams[];
  close(): Promise<void>;
}

const pushed = z.object({
  streams: z.array(
    z.object({
      stream: z.record(z.string(), z.string()),
      values: z.array(
        z.union([
          z.tuple([z.string(), z.string()]),
          z.tuple([z.string(), z.string(), z.record(z.string(), z.string())]),
        ])
      ),
    })
  ),
});

/** Starts a stand-in for Loki's HTTP API on a loopback address. */
export async function startLoki(options: LokiOptions): Promise<DemoLoki> {
  const clock = options.clock ?? Date.now;
  const received = new Map<string, Line[]>();
  const asked: URLSearchParams[] = [];
  const state: { fault: LokiFault | undefined } = { fault: undefined };
  const sourceOf = (name: string): LineSource | undefined => {
    const made = options.sources[name];
    return made && { between: (from, to) => merged(made.between(from, to), received.get(name) ?? [], from, to) };
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://demo');
    const body = await textOf(request);
    const [, name = '', path = ''] = /^\/([^/]+)(?:\/loki\/api\/v1)?(\/.*)$/.exec(address.pathname) ?? [];
    const source = sourceOf(name);
    const { fault } = state;
    if (fault?.kind === 'silent') {
      return;
    }
    if (fault?.kind === 'slow') {
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
    }
    if (fault?.kind === 'text') {
      throw new LokiProblem(fault.status, fault.text);
    }
    if (fault?.kind === 'html') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Sign in</body></html>');
      return;
    }
    if (options.authorization !== undefined && request.headers.authorization !== options.authorization) {
      throw new LokiProblem(401, 'Unauthorized');
    }
    if (options.tenant !== undefined && request.headers['x-scope-orgid'] !== options.tenant) {
      throw new LokiProblem(401, 'no org id');
    }
    if (source === undefined) {
      throw new LokiProblem(404, '404 page not found');
    }
    if (path === '/ready') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ready\n');
      return;
    }
    if (path === '/push') {
      received.set(name, [...(received.get(name) ?? []), ...linesOf(body)]);
      response.writeHead(204).end();
      return;
    }
    const parameters = new URLSearchParams([...address.searchParams, ...new URLSearchParams(body)]);
    asked.push(parameters);
    const categorized = String(request.headers['x-loki-response-encoding-flags'] ?? '').includes('categorize-labels');
    const text = JSON.stringify(answer({ path, parameters, categorized, source, now: clock() }));
    const sent = fault?.kind === 'truncated' ? text.slice(0, text.length / 2) : text;
    response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' }).end(sent);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const problem = error instanceof LokiProblem ? error : new LokiProblem(500, String(error));
      response
        .writeHead(problem.status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
        .end(`${problem.message}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    url,
    urlOf: (name) => `${url}/${name}`,
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function textOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const part of request) {
    text += String(part);
  }
  return text;
}

/** Lines of a push in JSON. */
function linesOf(body: string): readonly Line[] {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    throw new LokiProblem(400, 'couldn’t parse push request: invalid JSON');
  }
  const { data } = pushed.safeParse(given);
  if (data === undefined) {
    throw new LokiProblem(400, 'couldn’t parse push request');
  }
  return data.streams.flatMap(({ stream, values }) =>
    values.map(([ns, text, metadata = {}]) => ({ ns: BigInt(ns), labels: stream, metadata, text }))
  );
}

function merged(made: readonly Line[], received: readonly Line[], from: bigint, to: bigint): readonly Line[] {
  const more = received.filter(({ ns }) => ns > from && ns <= to);
  return more.length === 0 ? made : [...made, ...more].sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
}
