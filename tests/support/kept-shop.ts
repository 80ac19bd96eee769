/** Data sources of the real backend with copies on disk, written by real child processes, before a demo shop over HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createInstances } from '../../src/backend/instances';
import type { CallContext, Frame, Instance, Logger, ResourcePart } from '../../src/backend/grafana';
import { startAdminApi, type AdminApi } from '../../demo/admin-api/server';
import { createWorld, type World } from '../../demo/world';
import { fewScopes } from './scopes';

const log: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => log,
};

const answered = z.record(z.string(), z.unknown());

export interface Source {
  readonly uid: string;
  readonly orgId?: number;
  readonly clientSecret: string;
}

export const first: Source = { uid: 'first', clientSecret: 'made-up-secret' };
/** The same data source after its token was changed. */
export const rotated: Source = { ...first, clientSecret: 'made-up-other' };

export class KeptShop {
  readonly root = mkdtempSync(path.join(tmpdir(), 'shopscope-kept-'));
  readonly world: World;
  /** Milliseconds by which the backend's clock is ahead of the shop's. */
  skew = 0;
  #api: AdminApi | undefined;
  #port = 0;
  #make: ReturnType<typeof createInstances> | undefined;
  readonly #instances: Instance[] = [];

  constructor() {
    const anchor = Date.now();
    this.world = createWorld({ seed: 7, shop: 'usd', clock: Date.now, ordersPerDay: 1, anchor });
  }

  get domain(): string {
    return this.world.shop.domain;
  }

  get api(): AdminApi {
    if (this.#api === undefined) {
      throw new Error('Shopify is down');
    }
    return this.#api;
  }

  async up(): Promise<void> {
    const app = (clientSecret: string) => ({
      clientId: `made-up-${clientSecret}`,
      clientSecret,
      legacyToken: clientSecret,
      scopes: fewScopes,
    });
    this.#api = await startAdminApi({
      shops: [
        {
          world: this.world,
          apps: [app(first.clientSecret), app(rotated.clientSecret), app('made-up-third')],
          bucket: { maximum: 1_000_000, restoreRate: 100_000 },
          shopifyqlBudget: 1_000_000,
        },
      ],
      port: this.#port,
      switches: { bulkPace: 1 },
    });
    this.#port = Number(new URL(this.#api.url).port);
  }

  async down(): Promise<void> {
    await this.#api?.close();
    this.#api = undefined;
  }

  /** A data source, made as Grafana's first call does; the backend starts with the first one. */
  use({ uid, orgId = 1, clientSecret }: Source): UsedSource {
    this.#make ??= createInstances(
      { GF_PLUGIN_SANDBOX_URL: `http://127.0.0.1:${this.#port}/${this.domain}`, GF_PLUGIN_COPY_ROOT: this.root },
      { clock: { now: () => Date.now() + this.skew } },
      { command: { program: process.execPath, arguments: [path.resolve('src/backend/main.ts')] }, speed: 10 }
    );
    const plugin = (role: string): CallContext['plugin'] => ({
      orgId,
      pluginId: 'shopscope-shopify-datasource',
      pluginVersion: '0.0.0-test',
      userAgent: '',
      namespace: '',
      config: {},
      user: { login: 'tester', name: 'Tester', email: 'tester@example.com', role },
      dataSource: {
        id: 1,
        uid,
        name: 'Test',
        url: '',
        user: '',
        database: '',
        basicAuthEnabled: false,
        basicAuthUser: '',
        jsonData: { shop: this.domain, authMethod: 'token', copy: { enabled: true, budgetShare: 0.8 } },
        secrets: { accessToken: clientSecret },
        updated: 1,
        apiVersion: '',
      },
    });
    const instance = this.#make(plugin('Admin'), log);
    this.#instances.push(instance);
    return new UsedSource(instance, plugin, () => Date.now() + this.skew);
  }

  /** The backend ends as Grafana ends it. */
  async stop(): Promise<void> {
    for (const instance of this.#instances.splice(0)) {
      await instance.dispose?.();
    }
    await this.#make?.close();
    this.#make = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.down();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** One data source, asked as Grafana asks it. */
export class UsedSource {
  readonly instance: Instance;
  readonly #plugin: (role: string) => CallContext['plugin'];
  readonly #now: () => number;

  constructor(instance: Instance, plugin: (role: string) => CallContext['plugin'], now: () => number) {
    this.instance = instance;
    this.#plugin = plugin;
    this.#now = now;
  }

  call(role = 'Admin', signal = new AbortController().signal): CallContext {
    return { plugin: this.#plugin(role), headers: new Map(), signal, deadline: this.#now() + 30_000, log };
  }

  async resource(
    url: string,
    request: { readonly method?: string; readonly body?: unknown; readonly role?: string } = {}
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    const { method = request.body === undefined ? 'GET' : 'POST', body, role } = request;
    const part: ResourcePart | undefined | AsyncIterable<ResourcePart> = await this.instance.callResource?.(
      this.call(role),
      {
        path: url.split('?')[0] ?? '',
        method,
        url,
        headers: new Map(),
        body:
          body === undefined ? new Uint8Array(0) : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      }
    );
    if (part === undefined || Symbol.asyncIterator in part) {
      throw new Error('no whole answer');
    }
    const read: unknown = JSON.parse(Buffer.from(part.body ?? '').toString('utf8'));
    return { status: part.status ?? 200, body: answered.parse(read) };
  }

  async query(model: Readonly<Record<string, unknown>>): Promise<readonly Frame[]> {
    const to = this.#now();
    const query = {
      refId: 'A',
      queryType: '',
      maxDataPoints: 1000,
      intervalMs: 60_000,
      range: { from: to - 50 * 86_400_000, to },
      model: { version: 2, refId: 'A', ...model },
    };
    return (await this.instance.query?.(this.call(), query)) ?? [];
  }

  async orders(): Promise<number> {
    const [frame] = await this.query({ queryType: 'sql', sql: 'SELECT COUNT(*) AS n FROM orders' });
    return Number(Array.from(frame?.fields[0]?.values ?? [])[0]);
  }

  async state(): Promise<string> {
    return String((await this.resource('copy')).body['state']);
  }

  async is(state: string, seconds = 40): Promise<void> {
    const ends = Date.now() + seconds * 1000;
    while ((await this.state()) !== state) {
      if (Date.now() > ends) {
        throw new Error(`not ${state} but ${JSON.stringify((await this.resource('copy')).body)}`);
      }
      await sleep(100);
    }
  }
}
