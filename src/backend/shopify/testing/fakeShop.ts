import { execute, parse, validate } from 'graphql';
import { systemEnvironment, type Environment } from '../environment';
import { adminSchema } from '../schema/load';
import { createShopify } from '../shopify';
import type { ApiVersion, CallOptions, Credentials, ShopConnection, Shopify } from '../types';
import { VirtualTime } from './virtualTime';

/** A request as it reached the shop. */
export interface Received {
  readonly url: string;
  readonly headers: Headers;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** Answers a request in Shopify's place; undefined lets the shop answer. */
type Fault = (request: Received) => Response | undefined | Promise<Response | undefined>;

interface Options {
  /** Resolvers of the query root, for graphql-js. */
  readonly root?: Readonly<Record<string, unknown>>;
  readonly maximum?: number;
  readonly restoreRate?: number;
  /** Points asked for and taken. */
  readonly cost?: (request: Received) => readonly [requested: number, actual: number];
  /** Milliseconds of an answer. */
  readonly latency?: number;
  readonly version?: ApiVersion;
  readonly credentials?: Credentials;
  readonly allowProtected?: readonly string[];
}

/** A shop in virtual time that executes documents against Shopify's schema and keeps a leaky bucket. */
export class FakeShop {
  readonly time = new VirtualTime();
  readonly received: Received[] = [];
  /** Taken one by one, each for one request. */
  readonly faults: Fault[] = [];
  readonly connection: ShopConnection;
  readonly environment: Environment;
  readonly grants: string[] = [];
  grant: () => Response = () =>
    json({
      access_token: `token ${this.grants.length}`,
      scope: 'read_orders,read_products,read_customers',
      expires_in: 86_399,
    });
  throttled = 0;
  readonly #options: Options;
  #level: number;
  #at: number;

  constructor(options: Options = {}) {
    this.#options = options;
    this.#level = options.maximum ?? 2000;
    this.#at = this.time.now();
    this.connection = {
      domain: 'demo-shop.myshopify.com',
      credentials: options.credentials ?? { kind: 'token', token: 'fixed token' },
      apiVersion: options.version ?? '2026-07',
      allowProtected: new Set(options.allowProtected ?? []),
    };
    this.environment = systemEnvironment({
      clock: this.time,
      timers: this.time,
      random: () => 0.5,
      fetch: (url, init) => this.#fetch(url, init),
    });
  }

  open(connection: Partial<ShopConnection> = {}): Shopify {
    return createShopify({ ...this.connection, ...connection }, this.environment);
  }

  options(more: Partial<CallOptions> = {}): CallOptions {
    return { signal: new AbortController().signal, deadline: this.time.now() + 30_000, priority: 'person', ...more };
  }

  /** Takes points away as another app with the same credentials would. */
  drain(points: number): void {
    this.#restore();
    this.#level -= points;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    if (url.endsWith('/admin/oauth/access_token')) {
      this.grants.push(bodyOf(init));
      await this.#wait(init.signal);
      return this.grant();
    }
    const body: unknown = JSON.parse(bodyOf(init));
    const request: Received = {
      url,
      headers: new Headers(init.headers),
      query: text(body, 'query'),
      variables: record(record(body)['variables']),
      at: this.time.now(),
    };
    this.received.push(request);
    const fault = this.faults.shift();
    const answer = await fault?.(request);
    await this.#wait(init.signal);
    return answer ?? this.#answer(request);
  }

  /** Half of the latency; an abort is noticed as a network would. */
  #wait(signal: AbortSignal | null | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(new DOMException('This operation was aborted', 'AbortError'));
      if (signal?.aborted === true) {
        stop();
        return;
      }
      signal?.addEventListener('abort', stop, { once: true });
      this.time.after(this.#options.latency ?? 100, resolve);
    });
  }

  async #answer(request: Received): Promise<Response> {
    const { schema } = adminSchema(this.#options.version ?? '2026-07');
    const document = parse(request.query);
    const invalid = validate(schema, document);
    if (invalid.length > 0) {
      return json({ errors: invalid.map(({ message }) => ({ message, extensions: { code: 'undefinedField' } })) });
    }
    const [requestedQueryCost, actual] = this.#options.cost?.(request) ?? [10, 5];
    this.#restore();
    if (requestedQueryCost > this.#level) {
      this.throttled += 1;
      const errors = [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }];
      return json({ errors, extensions: { cost: this.#cost(requestedQueryCost, null) } });
    }
    this.#level -= actual;
    const result = await execute({
      schema,
      document,
      variableValues: request.variables,
      rootValue: this.#options.root ?? {},
    });
    const errors = result.errors?.map((error) => ({ ...error.toJSON(), extensions: error.extensions }));
    return json({
      data: result.data,
      ...(errors === undefined ? {} : { errors }),
      extensions: { cost: this.#cost(requestedQueryCost, actual) },
    });
  }

  #cost(requestedQueryCost: number, actualQueryCost: number | null) {
    const throttleStatus = {
      maximumAvailable: this.#options.maximum ?? 2000,
      currentlyAvailable: Math.floor(this.#level),
      restoreRate: this.#options.restoreRate ?? 100,
    };
    return { requestedQueryCost, actualQueryCost, throttleStatus };
  }

  #restore(): void {
    const now = this.time.now();
    const restored = ((now - this.#at) * (this.#options.restoreRate ?? 100)) / 1000;
    this.#level = Math.min(this.#options.maximum ?? 2000, this.#level + restored);
    this.#at = now;
  }
}

/** A JSON answer as Shopify sends it. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers({ 'Content-Type': 'application/json', 'X-Shopify-API-Version': '2026-07' });
  new Headers(init.headers).forEach((value, name) => headers.set(name, value));
  return new Response(JSON.stringify(body), { ...init, headers });
}

/** An answer with HTTP status 200 and errors of these codes. */
export function refused(code: string, extensions: Readonly<Record<string, unknown>> = {}, message = code): Response {
  return json({ data: null, errors: [{ message, extensions: { code, ...extensions } }] });
}

/** A Relay connection over records, for graphql-js: pages forwards, with cursors that tell the position. */
export function connectionOf(records: readonly unknown[]) {
  return ({ first, after }: { first?: number | null; after?: string | null }) => {
    const start = after === undefined || after === null ? 0 : Number(after.slice(1)) + 1;
    const end = Math.min(records.length, start + (first ?? 0));
    const nodes = records.slice(start, end);
    return {
      nodes,
      edges: nodes.map((node, at) => ({ node, cursor: `c${start + at}` })),
      pageInfo: {
        hasNextPage: end < records.length,
        hasPreviousPage: start > 0,
        startCursor: nodes.length > 0 ? `c${start}` : null,
        endCursor: nodes.length > 0 ? `c${end - 1}` : null,
      },
    };
  };
}

function bodyOf({ body }: RequestInit): string {
  return typeof body === 'string' ? body : '';
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function text(value: unknown, key: string): string {
  const found = record(value)[key];
  return typeof found === 'string' ? found : '';
}
